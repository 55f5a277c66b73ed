import { h, notice, clock } from './dom.js';
import { isOpen, isUnsent } from './store.js';
import { states, words } from './outbox.js';
import { figure } from './photoPart.js';

const tones = { waiting: 'neutral', conflict: 'danger', refused: 'danger', done: 'success', matched: 'success', withdrawn: 'warning', replaced: 'neutral' };

function line(command) {
  return h('li', { class: 'card' }, h('strong', {}, command.title), h('span', { class: 'muted' }, command.employer),
    h('span', { class: 'line' }, h('span', { class: `badge ${tones[command.state]}` }, states[command.state]), `${clock(command.made)}，${command.authorName}，第 ${command.order} 条`), command.error && h('span', {}, command.error),
    command.reason && h('span', { class: 'muted' }, `说明：${command.reason}`),
    (command.state === 'conflict' || command.state === 'refused') && h('a', { class: 'button', href: `#/conflict/${command.id}` }, '查看并处理'));
}

const textOf = c => [c.title, c.employer, states[c.state], words[c.kind], c.error, c.reason, c.authorName, JSON.stringify(c.work.items ?? '')].join(' ').toLowerCase();

/** A list that is searched while typing. */
function searchable(label, rows, none) {
  const list = h('ul', { class: 'plain', 'aria-label': label });
  const found = h('p', { class: 'muted', role: 'status' });
  const show = words => {
    const hits = rows.filter(r => words.every(w => r.text.includes(w)));
    list.replaceChildren(...hits.map(r => r.make()));
    found.textContent = rows.length === 0 ? none : words.length === 0 ? `共 ${rows.length} 条` : `找到 ${hits.length} 条`;
  };
  show([]);
  return [h('div', { class: 'field' }, h('label', { for: 'find' }, '搜索'), h('input', { id: 'find', type: 'search', oninput: event => show(event.target.value.toLowerCase().split(/\s+/).filter(Boolean)) })), found, list];
}

export async function outbox(app) {
  const [commands, photos] = await Promise.all([app.db.getAll('commands'), app.db.getAll('photos')]);
  const rows = commands.filter(isOpen).sort((a, b) => a.task.localeCompare(b.task) || a.order - b.order).map(c => ({ text: textOf(c), make: () => line(c) }));
  const pictures = photos.filter(isUnsent).map(p => ({ text: [p.name, p.note, p.item, '照片', p.error].join(' ').toLowerCase(), make: () => figure(app, p) }));
  return [h('h1', {}, '待发送'), notice('info', '联网后按顺序自动发送，每条只生效一次。没有发送的内容保存在本机，关闭浏览器也不会丢失。'),
    ...searchable('待发送', [...rows, ...pictures], '没有待发送的内容。')];
}

export async function history(app) {
  const commands = (await app.db.getAll('commands')).filter(c => !isOpen(c)).sort((a, b) => b.made.localeCompare(a.made));
  return [h('h1', {}, '历史'), h('p', { class: 'muted' }, '已同步的内容在本机保留 30 天。'), ...searchable('历史', commands.map(c => ({ text: textOf(c), make: () => line(c) })), '本机还没有已同步的记录。')];
}
