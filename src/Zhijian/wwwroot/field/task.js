import { h, field, notice, tell, clock, today } from './dom.js';
import { add, load } from './outbox.js';
import { officerFault, score, result } from './rules.js';
import { place, watch } from './place.js';
import { photoPart } from './photoPart.js';

const facts = pairs => h('dl', { class: 'facts' }, pairs.filter(([, value]) => value || value === 0).map(([name, value]) => [h('dt', {}, name), h('dd', {}, String(value))]));

function file({ employer: e }) {
  return h('details', { class: 'card' }, h('summary', {}, '用人单位档案摘要'),
    facts([['信用代码', e.creditCode], ['地址', e.address], ['主要负责人', e.principal], ['行业', e.industry], ['规模', e.size], ['劳动者人数', e.workers], ['接触危害人数', e.exposed], ['危害因素', e.hazards.join('、')],
      ['危害风险', e.risk], ['申报情况', e.declaration]]),
    h('h2', {}, `未销号隐患 ${e.dangers.length} 处`),
    e.dangers.length > 0 && h('ul', {}, e.dangers.map(d => h('li', {}, h('strong', {}, d.title), `（${d.state}${d.deadline ? `，期限 ${d.deadline}` : ''}）`, d.finding !== d.title && h('span', { class: 'muted' }, ` ${d.finding}`)))),
    e.visits.length > 0 && [h('h2', {}, '以往检查'), h('ul', {}, e.visits.map(v => h('li', {}, `${v.on} ${v.type}，问题 ${v.findings} 个${v.number ? `，${v.number}` : ''}`)))]);
}

function pick(officers, value, label) {
  const select = h('select', {}, h('option', { value: '' }, '请选择'), officers.map(o => h('option', { value: o.id, selected: o.id === value }, `${o.name}（${o.certificate ?? '没有证号'}）`)));
  return [select, field(label, select)];
}

function arrival(app, task, officers) {
  watch();
  const [first, firstField] = pick(officers, task.first ?? app.person.id, '执法人员（一）');
  const [second, secondField] = pick(officers, task.second, '执法人员（二）');
  const shown = h('input', { type: 'checkbox', id: 'shown' });
  const faults = h('div', { 'aria-live': 'polite' });
  async function arrive(event) {
    event.preventDefault();
    const pair = [first.value, second.value];
    const found = pair.map(id => officerFault(officers.find(o => o.id === id), today())).filter(Boolean);
    if (pair[0] && pair[0] === pair[1]) found.push('须由两名不同的执法人员进行');
    if (!pair.includes(app.person.id)) found.push('到达记录由到场的执法人员本人制作');
    if (task.isDrawn && [task.first, task.second].sort().join() !== [...pair].sort().join()) found.push('由双随机抽取的执法人员检查，更换须先登记理由');
    if (!shown.checked) found.push('请先出示执法证件（《行政处罚法》第四十二条：执法人员不得少于两人，并应当出示执法证件）');
    if (found.length > 0) return faults.replaceChildren(notice('danger', found.join('；') + '。'));
    await add(app.db, task.id, 'arrive', { base: task.version, first: pair[0], second: pair[1], shown: true, place: place() }, '到达现场，出示执法证件');
    tell('到达记录已保存在本机。', 'success');
    app.kept();
    await app.render();
  }
  return h('form', { class: 'card', onsubmit: arrive }, h('h2', {}, '到达现场'), firstField, secondField,
    h('label', { class: 'check', for: 'shown' }, shown, h('span', {}, '两名执法人员已到场，并出示执法证件')), faults,
    h('button', { class: 'button primary' }, '记录到达'));
}

export async function task(app, id) {
  const held = await load(app.db, id);
  if (!held) return [h('h1', {}, '没有这项任务'), notice('info', '本机没有这项任务，可能已由他人办结。'), h('a', { class: 'button', href: '#/' }, '返回')];
  const { task, commands } = held;
  const [list, bundle] = await Promise.all([app.db.get('checklists', task.checklistCode), app.db.get('state', 'package')]);
  const officers = bundle?.officers ?? [];
  const named = id => { const o = officers.find(x => x.id === id); return o && `${o.name}（${o.certificate ?? '没有证号'}）`; };
  const made = list && score(list, task.answers);
  const troubles = commands.filter(c => ['conflict', 'refused'].includes(c.state));
  return [
    h('h1', {}, task.employer.name),
    h('p', { class: 'line' }, h('span', { class: 'badge info' }, task.stateText), `${task.typeText}，期限 ${task.dueOn}`),
    troubles.map(c => notice('danger', `${c.title}：${c.error}`, h('a', { class: 'button', href: `#/conflict/${c.id}` }, '查看并处理'))),
    h('section', { class: 'card', 'aria-label': '任务' }, facts([['检查事由', task.cause], ['参加部门', task.partners], ['执法人员', [named(task.first), named(task.second)].filter(Boolean).join('、')], ['到达日期', task.visitedOn],
      ['检查表', list?.title], ['检查记录', task.recordNumber], ['检查结果', task.result]])),
    task.state === 'Approved' && arrival(app, task, officers),
    task.state === 'OnSite' && h('section', { class: 'card', 'aria-label': '检查' },
      h('p', {}, result(made)), made.unanswered > 0 && h('p', { class: 'muted' }, `还有 ${made.unanswered} 项没有填写。`),
      h('div', { class: 'buttons' }, h('a', { class: 'button primary', href: `#/sheet/${id}` }, '填写检查表'), h('a', { class: 'button', href: `#/record/${id}` }, '制作现场检查记录'))),
    task.visitedOn && await photoPart(app, task, list, commands, task.state === 'OnSite'),
    file(task),
    commands.length > 0 && h('details', { class: 'card' }, h('summary', {}, `本机记录 ${commands.length} 条`),
      h('ul', {}, commands.map(c => h('li', {}, `${clock(c.made)} ${c.title}`)))),
  ].flat().filter(Boolean);
}
