import { h, field, notice, tell } from './dom.js';
import { answer, load } from './outbox.js';
import { choices, refusal, isEmpty, score, result } from './rules.js';
import { place } from './place.js';
import { camera } from './photoPart.js';

const number = input => input === null || input.value.trim() === '' ? null : Number(input.value);

function itemPart(app, task, list, item, answers, photos, changed) {
  const held = answers[item.number];
  const name = `item-${item.number}`;
  const radios = choices[list.kind].map(([value, title]) => {
    const input = h('input', { type: 'radio', name, value, checked: held?.verdict === value, id: `${name}-${value}` });
    return [input, h('label', { class: 'choice', for: `${name}-${value}` }, title)];
  });
  const count = (value, max, step = 1) => h('input', { type: 'number', inputmode: 'decimal', min: 0, max, step, value: value ?? '' });
  const met = item.parts === null ? null : count(held?.met, item.parts);
  const faults = item.step === null ? null : count(held?.faults, 10000);
  const given = item.points === null || item.step !== null ? null : count(held?.given, item.points, 0.5);
  const note = h('textarea', { rows: 1, maxlength: 500 });
  note.value = held?.note ?? '';
  const problem = h('p', { class: 'problem', 'aria-live': 'polite' });
  const counter = h('span', { class: 'muted' }, photos[item.number] ? `${photos[item.number]} 张照片` : '');

  async function keep() {
    const said = { number: item.number, verdict: radios.find(([r]) => r.checked)?.[0].value ?? null, met: number(met), faults: number(faults), given: number(given), note: note.value.trim() || null, place: place() };
    const wrong = [said.met, said.faults].some(n => n !== null && !Number.isInteger(n)) ? '请填写整数' : refusal(list, item, said);
    problem.textContent = wrong ? `${wrong}，没有保存。` : '';
    if (wrong) return;
    const title = radios.find(([r]) => r.checked)?.[1].textContent;
    await answer(app.db, task.id, said, `第 ${item.number} 项：${title ?? (isEmpty(said) ? '清除' : '已填写')}${said.note ? `，${said.note}` : ''}`);
    answers[item.number] = said;
    changed();
    app.kept();
  }

  // Words are kept while they are typed: the browser may be killed before the field is left.
  let timer;
  const soon = event => {
    clearTimeout(timer);
    if (event.target.type !== 'file' && event.target.type !== 'radio') timer = setTimeout(keep, 800);
  };
  const now = event => {
    clearTimeout(timer);
    if (event.target.type !== 'file') keep();
  };
  return h('fieldset', { class: 'card item', oninput: soon, onchange: now },
    h('legend', {}, `${item.number} `, item.isKey && h('span', { title: '关键项' }, '★'), item.text, item.points !== null && `（${item.points} 分${item.step === null ? '' : `，每处扣 ${item.step} 分`}）`),
    item.method && h('p', { class: 'hint' }, item.method),
    h('div', { class: 'choices' }, radios.map(pair => h('span', {}, pair))),
    met && field(`符合的分项（共 ${item.parts} 项，${item.basicParts} 项及以上为基本合格）`, met),
    faults && field('扣分处数', faults), given && field('得分', given),
    field('说明', note), problem,
    h('div', { class: 'buttons' }, camera(app, task.id, item.number, note, async () => {
      photos[item.number] = (await app.db.getAllFromIndex('photos', 'task', task.id)).filter(p => p.item === item.number).length;
      counter.textContent = `${photos[item.number]} 张照片`;
    }), counter));
}

export async function sheet(app, id) {
  const held = await load(app.db, id);
  const list = held && await app.db.get('checklists', held.task.checklistCode);
  if (!list) return [h('h1', {}, '检查表'), notice('info', '本机没有这项任务的检查表。'), h('a', { class: 'button', href: '#/' }, '返回')];
  const { task } = held;
  if (task.state !== 'OnSite') return [h('h1', {}, list.title), notice('info', task.state === 'Approved' ? '请先记录到达现场、出示证件。' : '现场检查记录已经制作，检查表不能再修改。'), h('a', { class: 'button', href: `#/task/${id}` }, '返回任务')];
  const answers = { ...task.answers };
  const photos = {};
  for (const photo of await app.db.getAllFromIndex('photos', 'task', id)) if (photo.item) photos[photo.item] = (photos[photo.item] ?? 0) + 1;
  const sum = h('p', { class: 'sum', role: 'status' });
  const changed = () => { const made = score(list, answers); sum.textContent = `${made.unanswered > 0 ? `还有 ${made.unanswered} 项` : '已填完'}；${result(made)}`; };
  changed();
  const sections = new Map();
  for (const item of list.items) sections.set(item.section, [...sections.get(item.section) ?? [], item]);
  return [
    h('h1', {}, list.title), h('p', { class: 'muted' }, task.employer.name), sum,
    ...[...sections].map(([section, items]) => h('section', { 'aria-label': section }, h('h2', {}, section), items.map(item => itemPart(app, task, list, item, answers, photos, changed)))),
    h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'button', onclick: () => {
      const open = score(list, answers).items.find(i => i.verdict === null);
      if (!open) return tell('已全部填完。', 'success');
      document.getElementById(`item-${open.item.number}-Qualified`).closest('fieldset').scrollIntoView({ block: 'start' });
    } }, '下一个未填项'), h('a', { class: 'button primary', href: `#/record/${id}` }, '制作现场检查记录'), h('a', { class: 'button', href: `#/task/${id}` }, '返回任务')),
  ];
}
