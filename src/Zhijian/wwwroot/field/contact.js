// The server's word on who is signed in, and on the time.
import { write } from './store.js';

const json = { accept: 'application/json' };

const longest = 15_000;

export const get = path => fetch(path, { headers: json, cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(longest) });

/** { state: 'online' | 'offline' | 'signed-out' | 'forbidden' | 'trouble', me } */
export async function contact(device) {
  let response;
  try {
    response = await get(`/api/v1/field/me?device=${device}&at=${encodeURIComponent(new Date().toISOString())}`);
  } catch {
    return { state: 'offline' };
  }
  if (response.status === 401) return { state: 'signed-out' };
  if (response.status === 403) return { state: 'forbidden' };
  if (!response.ok) return { state: 'trouble' };
  return { state: 'online', me: await response.json() };
}

/** The pass goes with everything that is made from now on. */
export function keep(db, me) {
  return write(db, ['state'], async ({ store }) => {
    await store.put({ id: me.id, name: me.name, certificate: me.certificate, authority: me.authority }, 'me');
    await store.put(me.pass, 'pass');
    await store.put(Date.now(), 'seen');
  });
}

const tolerance = 120_000;

/** Whether the phone's clock stands behind what it showed before; the latest is remembered. */
export function clockWentBack(db) {
  return write(db, ['state'], async ({ store }) => {
    const seen = await store.get('seen') ?? 0;
    if (Date.now() < seen - tolerance) return true;
    await store.put(Math.max(seen, Date.now()), 'seen');
    return false;
  });
}

export function headers(me, type) {
  return { ...json, 'content-type': type, [me.tokenHeader]: me.token };
}
