// Behind the two constants that the server writes: edition, and the paths that are kept.
const cacheName = `zhijian-field-${edition}`;
const paths = new Set(kept);

async function fill() {
  const cache = await caches.open(cacheName);
  await Promise.all(kept.map(async path => {
    const response = await fetch(new Request(path, { cache: 'reload', credentials: 'same-origin' }));
    // A page that leads to the sign-in is not the page: the edition before stays.
    if (!response.ok || response.redirected) throw new Error(path);
    await cache.put(path, response);
  }));
  await self.skipWaiting();
}

async function clear() {
  for (const name of await caches.keys()) if (name.startsWith('zhijian-field-') && name !== cacheName) await caches.delete(name);
  await self.clients.claim();
}

async function keptOr(request, path) {
  return await (await caches.open(cacheName)).match(path, { ignoreVary: true }) ?? fetch(request);
}

self.addEventListener('install', event => event.waitUntil(fill()));
self.addEventListener('activate', event => event.waitUntil(clear()));
self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(keptOr(request, '/field'));
  else if (paths.has(pathname)) event.respondWith(keptOr(request, pathname));
});
