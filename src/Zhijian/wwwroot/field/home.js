import { h, notice, clock, today } from './dom.js';
import { shown } from './outbox.js';

const order = { OnSite: 0, Approved: 1 };

function card(task) {
  const late = task.state === 'Approved' && task.dueOn < today();
  return h('li', {}, h('a', { class: 'card link', href: `#/task/${task.id}` },
    h('strong', {}, task.employer.name),
    h('span', { class: 'line' }, h('span', { class: `badge ${task.state === 'OnSite' ? 'info' : task.state === 'Approved' ? 'warning' : 'success'}` }, task.stateText), `${task.typeText}，期限 ${task.dueOn}`),
    late && h('span', { class: 'badge danger' }, '已逾期'),
    task.trouble > 0 ? h('span', { class: 'badge danger' }, `${task.trouble} 项有冲突`) : task.open > 0 && h('span', { class: 'badge neutral' }, `${task.open} 项未发送`)));
}

export async function home({ db, person }) {
  const [tasks, commands, bundle, me] = await Promise.all([db.getAll('tasks'), db.getAll('commands'), db.get('state', 'package'), db.get('state', 'me')]);
  const all = tasks.map(task => shown(task, commands)).sort((a, b) => (order[a.state] ?? 2) - (order[b.state] ?? 2) || a.dueOn.localeCompare(b.dueOn));
  const [active, done] = [all.filter(t => t.state in order), all.filter(t => !(t.state in order))];
  return [
    h('h1', {}, '我的检查任务'),
    h('p', { class: 'who' }, `${person.name}　执法证号 ${me?.certificate ?? '未登记'}`, bundle && h('span', { class: 'muted' }, `　${clock(bundle.at)} 更新`)),
    !me?.certificate && notice('warning', '您还没有登记执法证号，不能进行现场检查，请到“执法人员”登记。'),
    active.length > 0 ? h('ul', { class: 'plain' }, active.map(card)) : notice('info', bundle ? '没有待检查的任务。任务批准并指派给您后，联网同步即可下载。' : '还没有下载任务，请联网同步。'),
    bundle?.hasMore && notice('warning', '任务较多，只下载了期限最近的 50 项。'),
    done.length > 0 && [h('h2', {}, '近 30 天已检查'), h('ul', { class: 'plain' }, done.map(card))],
  ].flat().filter(Boolean);
}
