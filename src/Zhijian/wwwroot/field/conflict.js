// Mine and the other's side by side; whichever is taken, both stay in the history.
import { h, field, notice, tell, clock } from './dom.js';
import { again, replace, restate, withdraw } from './outbox.js';
import { write } from './store.js';
import { choices } from './rules.js';

function words(answer, kind) {
  if (!answer) return '未填写';
  const { verdict, met, faults, given, note } = answer;
  return [verdict && choices[kind].find(([value]) => value === verdict)?.[1], met !== null && met !== undefined && `符合 ${met} 个分项`, faults !== null && faults !== undefined && `扣 ${faults} 处`, given !== null && given !== undefined && `${given} 分`, note && `说明：${note}`].filter(Boolean).join('，') || '未填写';
}

const two = (left, right) => h('div', { class: 'sides' }, h('section', { 'aria-label': '我的' }, h('h3', {}, '我的'), left), h('section', { 'aria-label': '已同步的' }, h('h3', {}, '已同步的'), right));

function sides(command, officers, kind) {
  if (command.kind === 'answer' || (command.kind === 'record' && command.held)) {
    const mine = command.kind === 'answer' ? command.work.items : command.work.answers;
    const held = command.held ?? [];
    const numbers = command.kind === 'answer' ? mine.map(i => i.number) : held.map(i => i.number);
    return numbers.map(number => {
      const theirs = held.find(i => i.number === number);
      return h('div', { class: 'card' }, h('h2', {}, `第 ${number} 项`), two(h('p', {}, words(mine.find(i => i.number === number), kind)), h('p', {}, words(theirs, kind), theirs && h('span', { class: 'muted' }, `　${theirs.by}`))));
    });
  }
  const name = id => officers.find(o => o.id === id)?.name ?? '';
  const mine = command.kind === 'arrive' ? `${clock(command.made)}，${name(command.work.first)}、${name(command.work.second)}`
    : command.kind === 'record' ? `${command.work.place}，问题 ${command.work.findings.length} 个；${command.work.summary}` : command.title;
  return h('div', { class: 'card' }, two(h('p', {}, mine), h('p', {}, command.theirs ?? command.error)));
}

/** My answers on top of those that are held now. */
const rebased = command => ({ items: command.work.items.map(i => ({ ...i, behind: false, base: command.held.find(held => held.number === i.number)?.version ?? null })) });

async function takeTheirs(app, command) {
  await withdraw(app.db, command.id, '采用已同步的内容');
  await write(app.db, ['tasks'], async ({ store }) => {
    const task = await store.get(command.task);
    for (const held of command.held ?? []) task.answers[held.number] = held;
    await store.put(task);
  });
}

export async function conflict(app, id) {
  const [command, bundle] = await Promise.all([app.db.get('commands', id), app.db.get('state', 'package')]);
  const back = h('a', { class: 'button', href: '#/outbox' }, '返回待发送');
  if (!command || !['conflict', 'refused'].includes(command.state)) return [h('h1', {}, '已处理'), notice('info', '这一条已经处理。'), back];
  const task = await app.db.get('tasks', command.task);
  const list = task && await app.db.get('checklists', task.checklistCode);
  const done = async text => {
    tell(text, 'success');
    app.kept();
    app.go(`#/task/${command.task}`);
  };
  const button = (title, tone, act) => h('button', { type: 'button', class: `button ${tone}`, onclick: act }, title);
  const reason = h('input', { maxlength: 200 });
  const actions = [];
  if (command.state === 'conflict') {
    // An answer that differs from a made record, or a record beside a made one, cannot be had any more.
    if (command.kind === 'answer' && !command.theirs) actions.push(button('用我的', 'primary', async () => { await replace(app.db, id, c => ({ work: rebased(c) })); await done('将以您的内容重新发送。'); }));
    if (command.kind === 'arrive') actions.push(button('仍按我的重新发送', 'primary', async () => { await replace(app.db, id, (c, task) => ({ work: { ...c.work, base: task.version } })); await done('将重新发送。'); }));
    if (command.kind === 'record' && command.held) actions.push(button('核对后重做记录', 'primary', async () => { await takeTheirs(app, command); await done('草稿还在，请核对检查表后重新签字。'); }));
    else actions.push(button('用已同步的', '', async () => { await takeTheirs(app, command); await done('已采用服务器上的内容，您的一份留在历史中。'); }));
  } else {
    if (command.doubt) actions.push(button('说明后重新发送', 'primary', async () => { if (!reason.value.trim()) return tell('请填写说明。', 'danger'); await restate(app.db, id, reason.value.trim()); await done('将附说明重新发送。'); }));
    else actions.push(button('重新发送', 'primary', async () => { await again(app.db, id); await done('将重新发送。'); }));
    actions.push(button('撤回这一条', 'danger', async () => { if (!reason.value.trim()) return tell('请填写理由。', 'danger'); await withdraw(app.db, id, reason.value.trim()); await done('已撤回，内容留在历史中。'); }));
  }
  return [h('h1', {}, command.title), h('p', { class: 'muted' }, `${command.employer}，${clock(command.made)}`), notice('danger', command.error ?? ''), command.state === 'conflict' && sides(command, bundle?.officers ?? [], list?.kind ?? 'Judged'),
    h('div', { class: 'card' }, command.state === 'refused' && field(command.doubt ? '说明（手机时间为什么不对）' : '撤回的理由', reason), h('div', { class: 'buttons' }, actions)), back].flat().filter(Boolean);
}
