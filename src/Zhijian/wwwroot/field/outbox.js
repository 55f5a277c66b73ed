// Commands: made once, numbered for each inspection, bound to who made them by the pass of the last contact.
import { write, isOpen } from './store.js';
import { today } from './dom.js';

export const words = { arrive: '到达现场', answer: '检查表', photo: '照片', record: '现场检查记录', withdraw: '撤回' };
export const states = { waiting: '待发送', conflict: '有冲突', refused: '未被接收', done: '已同步', matched: '已合并', withdrawn: '已撤回', replaced: '已替换' };

export const ofTask = async (db, task) => (await db.getAllFromIndex('commands', 'task', task)).sort((a, b) => a.order - b.order || a.made.localeCompare(b.made));

async function make(tx, task, kind, work, title, more = {}) {
  const state = tx.objectStore('state');
  const [pass, me] = [await state.get('pass'), await state.get('me')];
  const made = new Date().toISOString();
  return {
    id: crypto.randomUUID(), task: task.id, order: task.order + 1, kind, work, title, pass, author: me.id, authorName: me.name, employer: task.employer.name,
    made, reason: null, state: 'waiting', error: null, tries: 0, ...more,
  };
}

/** @param photo With its bytes, kept in the same transaction. */
export function add(db, taskId, kind, work, title, photo, bytes) {
  return write(db, ['tasks', 'commands', 'photos', 'bytes', 'state'], async tx => {
    const task = await tx.objectStore('tasks').get(taskId);
    const command = await make(tx, task, kind, work, title);
    task.order = command.order;
    await tx.objectStore('tasks').put(task);
    await tx.objectStore('commands').put(command);
    if (photo) await tx.objectStore('photos').put(photo);
    if (photo) await tx.objectStore('bytes').put(bytes, photo.id);
    return command;
  });
}

/** An answer; while the last command of the inspection is this very item and was never sent, it is changed in its place. */
export function answer(db, taskId, item, title) {
  return write(db, ['tasks', 'commands', 'state'], async tx => {
    const [tasks, commands] = [tx.objectStore('tasks'), tx.objectStore('commands')];
    const task = await tasks.get(taskId);
    const all = (await commands.index('task').getAll(taskId)).sort((a, b) => a.order - b.order);
    const last = all.findLast(isOpen);
    if (last && last.order === task.order && last.kind === 'answer' && last.state === 'waiting' && last.tries === 0 && last.work.items.length === 1 && last.work.items[0].number === item.number) {
      const { base, behind } = last.work.items[0];
      Object.assign(last, { work: { items: [{ ...item, base, behind }] }, title, made: new Date().toISOString() });
      await commands.put(last);
      return last;
    }
    // Behind an own answer that is not sent yet, the base is what that one will make.
    const behind = all.some(c => isOpen(c) && c.kind === 'answer' && c.work.items.some(i => i.number === item.number));
    const base = task.answers[item.number]?.version ?? null;
    const command = await make(tx, task, 'answer', { items: [{ ...item, base, behind }] }, title);
    task.order = command.order;
    await tasks.put(task);
    await commands.put(command);
    return command;
  });
}

/** Another in its place of the order; what was replaced stays in the history. */
export function replace(db, id, change, became = 'replaced') {
  return write(db, ['tasks', 'commands', 'state'], async tx => {
    const commands = tx.objectStore('commands');
    const old = await commands.get(id);
    if (!isOpen(old)) return null;
    const task = await tx.objectStore('tasks').get(old.task);
    const { kind = old.kind, work = old.work, title = old.title, reason = old.reason, made = old.made, pass = old.pass } = change(old, task);
    const next = await make(tx, task, kind, work, title, { order: old.order, reason, made, pass: pass ?? undefined });
    await commands.put({ ...old, state: became });
    await commands.put(next);
    return next;
  });
}

export const withdraw = (db, id, reason) =>
  replace(db, id, old => ({ kind: 'withdraw', work: { of: old.id }, title: `撤回：${old.title}`, reason, made: new Date().toISOString(), pass: null }), 'withdrawn');

/** The author stands by it although the phone's time is not believed; what follows has the same reason. */
export async function restate(db, id, reason) {
  const next = await replace(db, id, () => ({ reason }));
  await write(db, ['commands'], async tx => {
    for (const command of await tx.store.index('task').getAll(next.task))
      if (command.state === 'waiting' && command.order > next.order) await tx.store.put({ ...command, reason: command.reason ?? reason });
  });
}

export const again = (db, id) => write(db, ['commands'], async tx => tx.store.put({ ...await tx.store.get(id), state: 'waiting', error: null }));

function apply(view, command) {
  const { kind, work } = command;
  if (kind === 'arrive') Object.assign(view, { state: 'OnSite', stateText: '检查中', first: work.first, second: work.second, visitedOn: command.made && today(), arrivedAt: command.made });
  if (kind === 'answer') for (const item of work.items) view.answers[item.number] = { ...item, mine: true };
  if (kind === 'record') Object.assign(view, { state: 'Recorded', stateText: '已制作记录（待同步）' });
}

/** The inspection as this phone has it: what the server said, and what was done since. */
export function shown(task, commands) {
  const view = { ...task, answers: { ...task.answers }, open: 0, trouble: 0 };
  for (const command of commands.filter(c => c.task === task.id && isOpen(c))) {
    apply(view, command);
    view.open++;
    if (command.state !== 'waiting') view.trouble++;
  }
  return view;
}

export async function load(db, id) {
  const [task, commands] = await Promise.all([db.get('tasks', id), ofTask(db, id)]);
  return task && { task: shown(task, commands), commands };
}
