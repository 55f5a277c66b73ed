// Start, the frame around the views, and when to synchronise.
import { h, notice, tell } from './dom.js';
import { open, own, owner, others, unsent, rememberUnsent } from './store.js';
import { contact, keep, clockWentBack } from './contact.js';
import { sync } from './sync.js';
import { watch } from './place.js';
import { home } from './home.js';
import { task } from './task.js';
import { sheet } from './sheet.js';
import { record } from './record.js';
import { outbox, history } from './outboxView.js';
import { conflict } from './conflict.js';
import { mine } from './mine.js';

const views = { '': home, task, sheet, record, outbox, history, conflict, mine };
const live = new Set(['', 'outbox', 'history', 'task']);
const main = document.getElementById('main');
const app = { db: null, person: null, me: null, state: 'offline', error: null, isSyncing: false, hash: '', turn: 0 };

const said = {
  online: '在线', offline: '离线，内容保存在本机', 'signed-out': '登录已失效，内容保存在本机', forbidden: '您的账号不能办理现场检查', trouble: '服务器暂时不能使用，内容保存在本机',
};

async function frame() {
  const left = await unsent(app.db);
  const count = left.commands + left.photos;
  await rememberUnsent(app.person, count);
  const line = document.getElementById('state');
  line.className = `state ${app.state}`;
  line.replaceChildren(app.isSyncing ? '正在同步…' : said[app.state], count > 0 ? `，${count} 项未发送` : '',
    app.state === 'signed-out' ? h('a', { href: '/sign-in?returnUrl=%2Ffield' }, '登录') : '');
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.view === app.view) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
    if (link.dataset.view === 'outbox') link.textContent = count > 0 ? `待发送 ${count}` : '待发送';
  }
}

/** Shows the view of the address. Focus goes to its heading, so that a screen reader begins there. */
async function render({ moved = true } = {}) {
  const [, name = '', ...parts] = location.hash.split('/');
  app.view = name;
  const turn = ++app.turn;
  const scroll = moved ? 0 : window.scrollY;
  const warnings = [];
  if (await clockWentBack(app.db)) warnings.push(notice('danger', '手机时间被调回过去。请先改正手机时间，否则记录会被退回。'));
  if (app.error) warnings.push(notice('warning', app.error));
  for (const [id, other] of Object.entries(await others())) if (id !== app.person.id) warnings.push(notice('warning', `本机另有${other.name}的 ${other.count} 项内容没有发送，须由其本人登录后发送，您不能查看或代发。`));
  const shown = await (views[name] ?? home)(app, ...parts);
  // Somebody went on meanwhile.
  if (turn !== app.turn) return;
  main.replaceChildren(...warnings, ...[shown].flat());
  await frame();
  const heading = main.querySelector('h1');
  document.title = `${heading?.textContent ?? ''} - 现场执法`;
  if (moved && app.hash !== null) {
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }
  window.scrollTo({ top: scroll, behavior: 'instant' });
}

async function synchronise() {
  if (app.isSyncing || !app.db) return;
  app.isSyncing = true;
  await frame();
  const done = await sync(app.db, app.person).finally(() => { app.isSyncing = false; });
  if (done) {
    if (done.state === 'online' && done.me.id !== app.person.id) return become(done.me);
    Object.assign(app, { state: done.state, me: done.me ?? null, error: done.error ?? null });
    if (done.state === 'online') await own(app.person = { id: done.me.id, name: done.me.name });
  }
  // What somebody is filling in is not taken from under the fingers.
  if (live.has(app.view) && !main.querySelector('[data-touched]')) await render({ moved: false }); else await frame();
  return done;
}

/** Another person is signed in: his own store, and the other's stays closed. */
async function become(me) {
  await own(me);
  location.reload();
}

let timer;
main.addEventListener('input', event => event.target.closest('form')?.setAttribute('data-touched', ''));

Object.assign(app, {
  render, synchronise,
  go: hash => { if (location.hash === hash) return render(); location.hash = hash; },
  /** After something was kept: it is sent soon when there is a network. */
  kept: async () => {
    await frame();
    clearTimeout(timer);
    timer = setTimeout(() => navigator.onLine && synchronise(), 1500);
  },
});

function gate(title, text, ...more) {
  main.replaceChildren(h('h1', {}, title), notice('info', text), ...more);
}

async function start() {
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('/field/sw.js', { scope: '/field', updateViaCache: 'none' }).catch(() => {});
  if (!window.isSecureContext) return gate('现场执法', '请用 https 地址打开，否则浏览器不允许离线使用。');
  let person = await owner();
  if (!person) {
    const device = crypto.randomUUID();
    const { state, me } = await contact(device);
    if (state === 'signed-out') return gate('现场执法', '请登录后使用。', h('a', { class: 'button primary', href: '/sign-in?returnUrl=%2Ffield' }, '登录'));
    if (state !== 'online') return gate('现场执法', state === 'offline' ? '首次使用请联网登录，下载检查任务。' : said[state], h('a', { class: 'button', href: '/field' }, '重试'));
    await own(person = { id: me.id, name: me.name });
    await keep(await open(person, device), me);
  }
  app.db = await open(person);
  app.person = person;
  // Before anything of the last officer is shown: whoever is signed in now sees only his own.
  const { state, me } = navigator.onLine ? await contact(await app.db.get('state', 'device')) : { state: 'offline' };
  if (state === 'online' && me.id !== person.id) return become(me);
  app.state = state;
  navigator.storage?.persist?.();
  addEventListener('hashchange', () => location.hash === '#main' ? main.focus() : render());
  addEventListener('online', synchronise);
  addEventListener('offline', () => { app.state = 'offline'; frame(); });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && synchronise());
  navigator.serviceWorker?.addEventListener('controllerchange', () => tell('程序已可离线使用。'));
  if ((await app.db.getAll('tasks')).some(t => t.state === 'OnSite')) watch();
  app.hash = null;
  await render();
  app.hash = location.hash;
  await synchronise();
}

// What could not be kept is said at once: nobody goes on in the belief that it was.
addEventListener('unhandledrejection', ({ reason }) => tell(reason?.name === 'QuotaExceededError' ? '手机存储空间不足，刚才的内容没有保存。' : `没有完成：${reason?.message ?? reason}`, 'danger'));

document.getElementById('sync').addEventListener('click', async () => {
  const done = await synchronise();
  if (done?.state === 'online' && !done.error) tell('同步完成。', 'success');
  else if (done) tell(said[done.state] || done.error, 'warning');
});
start();
