// Sends what is waiting, oldest first, once; then fetches anew. A request whose answer was lost is sent again: its id has one effect.
import { write, isOpen, isUnsent, unsent, rememberUnsent } from './store.js';
import { contact, get, headers, keep } from './contact.js';

// Small enough for a thin network: what takes minutes to arrive would look like a clock that was set.
const mostAtOnce = 40, mostBytes = 512 << 10;
/** As long as the server sends visited inspections. */
const daysKept = 30;

function wire(command, task) {
  const { id, order, pass, author, made, reason, kind, work } = command;
  const items = kind === 'answer' && work.items.map(({ behind, mine, by, version, ...item }) => ({ ...item, base: behind ? task.made?.[item.number] ?? item.base : item.base }));
  return { id, task: command.task, order, pass, author, made, reason, work: { kind, ...work, ...(items ? { items } : {}) } };
}

/** The next commands: in order, none behind one that was not taken, none that rests on another of the same batch. */
function next(commands, tasks) {
  const batch = [];
  let size = 0;
  for (const task of tasks) {
    const numbers = new Set();
    for (const command of commands.filter(c => c.task === task.id && isOpen(c)).sort((a, b) => a.order - b.order)) {
      if (command.state !== 'waiting') break;
      const items = command.kind === 'answer' ? command.work.items : [];
      if (items.some(i => i.behind && numbers.has(i.number))) break;
      const message = wire(command, task);
      const length = JSON.stringify(message).length;
      if (batch.length === mostAtOnce || (batch.length > 0 && size + length > mostBytes)) return batch;
      for (const item of items) numbers.add(item.number);
      size += length;
      batch.push({ command, message });
    }
  }
  return batch;
}

function settle(task, command, answer) {
  if (answer.task) task.version = answer.task;
  for (const held of answer.answers ?? []) {
    task.answers[held.number] = held;
    (task.made ??= {})[held.number] = held.version;
  }
  if (command.kind === 'arrive') Object.assign(task, { state: 'OnSite', stateText: '检查中', first: command.work.first, second: command.work.second, arrivedAt: command.made });
  if (command.kind === 'record') Object.assign(task, { state: 'Recorded', stateText: '已制作记录' });
}

const became = { Applied: 'done', Matched: 'matched', Conflict: 'conflict', Refused: 'refused', Waiting: 'waiting' };

function take(db, answers) {
  return write(db, ['commands', 'tasks', 'photos', 'bytes', 'drafts'], async tx => {
    for (const answer of answers) {
      const command = await tx.objectStore('commands').get(answer.id);
      if (!command || !isOpen(command)) continue;
      const state = became[answer.outcome];
      const isTaken = state === 'done' || state === 'matched';
      Object.assign(command, { state, error: state === 'waiting' ? null : answer.message ?? null, doubt: answer.doubt, theirs: answer.theirs ?? null, held: isTaken ? null : answer.answers ?? null });
      if (isTaken) command.syncedAt = new Date().toISOString();
      await tx.objectStore('commands').put(command);
      if (!isTaken) continue;
      const task = await tx.objectStore('tasks').get(command.task);
      settle(task, command, answer);
      await tx.objectStore('tasks').put(task);
      if (command.kind === 'record') await tx.objectStore('drafts').delete(command.task);
      const photo = command.kind === 'photo' && await tx.objectStore('photos').get(command.work.photo);
      if (photo) await tx.objectStore('photos').put({ ...photo, state: state === 'matched' ? 'sent' : 'announced' });
      if (photo && state === 'matched') await tx.objectStore('bytes').delete(photo.id);
    }
  });
}

async function sendCommands(db, me) {
  for (;;) {
    const batch = next(await db.getAll('commands'), await db.getAll('tasks'));
    if (batch.length === 0) return null;
    await write(db, ['commands'], async ({ store }) => { for (const { command } of batch) await store.put({ ...command, tries: command.tries + 1 }); });
    const response = await fetch('/api/v1/field/commands', {
      method: 'POST', credentials: 'same-origin', headers: headers(me, 'application/json'),
      body: JSON.stringify({ sentAt: new Date().toISOString(), commands: batch.map(b => b.message) }),
    });
    if (!response.ok) return (await response.json().catch(() => null))?.detail ?? `服务器没有接收（${response.status}）`;
    await take(db, (await response.json()).results);
  }
}

/** One photo alone. @param wished Somebody asked for it: also one that was refused. */
export async function sendPhoto(db, me, id, wished = false) {
  const [photo, bytes] = await Promise.all([db.get('photos', id), db.get('bytes', id)]);
  if (!bytes || !(['announced', 'failed'].includes(photo.state) || (wished && photo.state === 'refused'))) return;
  let [state, error] = ['failed', '网络中断，请重试'];
  try {
    const response = await fetch(`/api/v1/field/photos/${id}`, { method: 'PUT', credentials: 'same-origin', headers: headers(me, 'application/octet-stream'), body: bytes });
    if (response.ok) [state, error] = ['sent', null];
    else {
      error = (await response.json().catch(() => null))?.detail ?? `服务器没有接收（${response.status}）`;
      if (response.status === 422) state = 'refused';
    }
  } catch { /* No network: it stays. */ }
  // The thumbnail stays for the history, the photo itself is with the server.
  await write(db, ['photos', 'bytes'], async tx => {
    await tx.objectStore('photos').put({ ...photo, state, error, tries: photo.tries + 1 });
    if (state === 'sent') await tx.objectStore('bytes').delete(id);
  });
}

async function sendPhotos(db, me) {
  for (const photo of await db.getAll('photos')) await sendPhoto(db, me, photo.id);
}

async function refresh(db) {
  const response = await get(`/api/v1/field/package?device=${await db.get('state', 'device')}`);
  if (!response.ok) return;
  const { tasks, checklists, officers, hasMore } = await response.json();
  await write(db, ['tasks', 'checklists', 'state', 'commands', 'photos'], async tx => {
    const store = tx.objectStore('tasks');
    const held = Object.fromEntries((await store.getAll()).map(t => [t.id, t]));
    const old = new Date(Date.now() - daysKept * 864e5).toISOString();
    const busy = new Set();
    for (const command of await tx.objectStore('commands').getAll()) {
      if (isOpen(command)) busy.add(command.task);
      else if (command.made < old) await tx.objectStore('commands').delete(command.id);
    }
    for (const photo of await tx.objectStore('photos').getAll()) {
      if (isUnsent(photo)) busy.add(photo.task);
      else if (photo.takenAt < old) await tx.objectStore('photos').delete(photo.id);
    }
    const ids = new Set(tasks.map(t => t.id));
    for (const task of tasks) {
      const answers = Object.fromEntries(task.answers.map(a => [a.number, a]));
      await store.put({ ...task, answers, order: Math.max(held[task.id]?.order ?? 0, task.taken), made: held[task.id]?.made, arrivedAt: held[task.id]?.arrivedAt });
    }
    // What is no longer mine goes, unless something of it is unsent.
    for (const id of Object.keys(held)) if (!ids.has(id) && !busy.has(id)) await store.delete(id);
    for (const list of checklists) await tx.objectStore('checklists').put(list);
    await tx.objectStore('state').put({ officers, hasMore, at: new Date().toISOString() }, 'package');
  });
}

async function run(db, person) {
  const { state, me } = await contact(await db.get('state', 'device'));
  if (state !== 'online' || me.id !== person.id) return { state, me };
  await keep(db, me);
  let error = null;
  try {
    error = await sendCommands(db, me);
    await sendPhotos(db, me);
    await refresh(db);
  } catch {
    error = '网络中断，未发送的内容仍在本机';
  }
  const left = await unsent(db);
  await rememberUnsent(person, left.commands + left.photos);
  return { state, me, error };
}

/** One at a time, in whatever window. Null: another is at it. */
export const sync = (db, person) => navigator.locks.request('zhijian-field-sync', { ifAvailable: true }, lock => lock && run(db, person));
