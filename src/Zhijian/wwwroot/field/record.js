// 现场检查记录: written, read over, signed on the screen by both officers and the head, and kept until the network returns.
import { h, field, notice, tell } from './dom.js';
import { add, load } from './outbox.js';
import { write } from './store.js';
import { faults, score, result } from './rules.js';
import { pad } from './pad.js';

const two = number => String(number).padStart(2, '0');
const hour = iso => { const at = iso ? new Date(iso) : new Date(); return `${two(at.getHours())}:${two(at.getMinutes())}`; };

function begin(task, made) {
  return {
    address: task.employer.address ?? '', head: task.employer.principal ?? '', headPost: '', headPhone: '', place: '', from: task.arrivedAt ? hour(task.arrivedAt) : '', to: hour(), summary: '', refusalNote: '',
    findings: made.failing.map(({ item }) => ({ itemNumber: item.number, text: task.answers[item.number]?.note ?? `未做到：${item.text}`, article: item.article ?? '' })), signatures: {},
  };
}

/** Items that fail since the draft was begun come in, words for items that are met now go. */
function follow(draft, task, made) {
  const failing = new Set(made.failing.map(f => f.item.number));
  const known = new Set(draft.findings.map(f => f.itemNumber));
  draft.findings = [...draft.findings.filter(f => !f.itemNumber || failing.has(f.itemNumber)), ...begin(task, made).findings.filter(f => !known.has(f.itemNumber))];
}

/** What is signed: the sheet and the words. Signatures under something else do not count. */
function content(task, { signatures, signedFor, refusalNote, ...words }) {
  return JSON.stringify([words, Object.entries(task.answers).sort().map(([number, a]) => [number, a.verdict, a.met, a.faults, a.given, a.note])]);
}

const input = (draft, key, keep, attributes = {}) => h('input', { ...attributes, value: draft[key] ?? '', oninput: event => { draft[key] = event.target.value; keep(); } });

function findingPart(finding, keep, remove) {
  const area = h('textarea', { rows: 2, maxlength: 1000, oninput: event => { finding.text = event.target.value; keep(); } });
  area.value = finding.text;
  return h('div', { class: 'finding' }, field(finding.itemNumber ? `第 ${finding.itemNumber} 项的问题` : '其他问题', area), field('违反的条款', h('input', { maxlength: 300, value: finding.article, oninput: event => { finding.article = event.target.value; keep(); } })),
    !finding.itemNumber && h('button', { type: 'button', class: 'button', onclick: remove }, '删除这个问题'));
}

function form(app, task, made, draft, keep, sign) {
  const summary = h('textarea', { rows: 4, maxlength: 1000, oninput: event => { draft.summary = event.target.value; keep(); } });
  summary.value = draft.summary;
  const found = h('div', { class: 'stack' });
  const list = () => found.replaceChildren(...draft.findings.map((finding, at) => findingPart(finding, keep, () => { draft.findings.splice(at, 1); keep(); list(); })));
  list();
  const problems = h('div', { 'aria-live': 'polite' });
  return h('form', { class: 'card', onsubmit: event => {
    event.preventDefault();
    const wrong = faults(made, draft);
    if (wrong.length > 0) return problems.replaceChildren(notice('danger', h('ul', {}, wrong.map(w => h('li', {}, w)))));
    sign();
  } },
    field('检查地址', input(draft, 'address', keep, { maxlength: 200 })), field('现场负责人', input(draft, 'head', keep, { maxlength: 60 })), field('职务', input(draft, 'headPost', keep, { maxlength: 60 })),
    field('联系电话', input(draft, 'headPhone', keep, { maxlength: 30, type: 'tel' })), field('检查场所', input(draft, 'place', keep, { maxlength: 200 }), '如：破碎车间、包装车间'),
    h('div', { class: 'pair' }, field('开始时间', input(draft, 'from', keep, { type: 'time' })), field('结束时间', input(draft, 'to', keep, { type: 'time' }))),
    field('检查情况', summary), h('h2', {}, '发现的问题'), draft.findings.length === 0 && h('p', { class: 'muted' }, '没有不合格的项。'), found,
    h('button', { type: 'button', class: 'button', onclick: () => { draft.findings.push({ itemNumber: null, text: '', article: '' }); keep(); list(); } }, '增加一个问题'), problems,
    h('button', { class: 'button primary' }, '下一步：核对并签字'));
}

function paper(task, list, made, draft, officers) {
  const row = (name, value) => [h('dt', {}, name), h('dd', {}, value || '/')];
  return h('section', { class: 'card', 'aria-label': '记录内容' }, h('dl', { class: 'facts' },
    row('被检查单位', task.employer.name), row('检查地址', draft.address), row('现场负责人', [draft.head, draft.headPost].filter(Boolean).join('，')), row('检查场所', draft.place), row('检查时间', `${task.visitedOn} ${draft.from} 至 ${draft.to}`),
    row('执法人员', officers.map(o => `${o.name}（证号 ${o.certificate}）`).join('、') + '，已出示执法证件'), row('检查表', `${list.title}：${result(made)}`), row('检查情况', draft.summary)),
    h('h2', {}, '发现的问题'), h('ol', {}, draft.findings.filter(f => f.text.trim()).map(f => h('li', {}, `${f.text}（${f.article}）`))));
}

function signing(app, task, list, made, draft, officers, keep) {
  if (draft.signedFor !== content(task, draft)) Object.assign(draft, { signatures: {}, signedFor: content(task, draft) });
  const problems = h('div', { 'aria-live': 'polite' });
  const note = h('input', { maxlength: 200, value: draft.refusalNote, oninput: event => { draft.refusalNote = event.target.value; keep(); } });
  const roles = [['FirstOfficer', officers[0].name, '执法人员（一）'], ['SecondOfficer', officers[1].name, '执法人员（二）'], ['Head', draft.head, '现场负责人']];
  async function finish() {
    const missing = roles.filter(([role]) => role !== 'Head' && !draft.signatures[role]).map(([, name]) => `${name}没有签名`);
    if (!draft.signatures.Head && !draft.refusalNote.trim()) missing.push('现场负责人没有签名的，须注明原因');
    if (missing.length > 0) return problems.replaceChildren(notice('danger', missing.join('；') + '。'));
    const { address, head, headPost, headPhone, place, from, to, summary, refusalNote } = draft;
    const work = {
      address, head, headPost, headPhone, place, from: `${from}:00`, to: `${to}:00`, summary, refusalNote: draft.signatures.Head ? null : refusalNote,
      findings: draft.findings.filter(f => f.text.trim()).map(({ itemNumber, text, article }) => ({ itemNumber, text, article })),
      answers: Object.entries(task.answers).map(([number, a]) => ({ number, base: null, verdict: a.verdict, met: a.met, faults: a.faults, given: a.given, note: a.note })),
      signatures: roles.filter(([role]) => draft.signatures[role]).map(([role, name]) => ({ role, name, png: draft.signatures[role].split(',')[1] })),
    };
    await add(app.db, task.id, 'record', work, '现场检查记录');
    tell('现场检查记录已保存在本机，联网后出具文书。', 'success');
    app.kept();
    app.go(`#/task/${task.id}`);
  }
  return [h('h1', {}, '核对并签字'), paper(task, list, made, draft, officers),
    ...roles.map(([role, name, title]) => pad(`${title}：${name}`, draft.signatures[role], drawn => { if (drawn) draft.signatures[role] = drawn; else delete draft.signatures[role]; return keep(true); })),
    h('section', { class: 'card', 'aria-label': '未签字' }, field('现场负责人未签字的原因', note, '拒绝签字或者不在场的填写')), problems,
    h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'button primary', onclick: finish }, '完成记录'), h('button', { type: 'button', class: 'button', onclick: () => app.render() }, '返回修改'))];
}

export async function record(app, id) {
  const held = await load(app.db, id);
  const list = held && await app.db.get('checklists', held.task.checklistCode);
  const back = h('a', { class: 'button', href: `#/task/${id}` }, '返回任务');
  if (!list || held.task.state !== 'OnSite') return [h('h1', {}, '现场检查记录'), notice('info', held?.task.state === 'Approved' ? '请先记录到达现场、出示证件。' : '现场检查记录已经制作。'), back];
  const { task } = held;
  const made = score(list, task.answers);
  const draft = await app.db.get('drafts', id) ?? begin(task, made);
  follow(draft, task, made);
  const bundle = await app.db.get('state', 'package');
  const officers = [task.first, task.second].map(o => bundle.officers.find(x => x.id === o));
  if (officers.some(o => !o)) return [h('h1', {}, '现场检查记录'), notice('warning', '执法人员名单不完整，请联网同步后再制作记录。'), back];
  let timer;
  const save = () => write(app.db, ['drafts'], ({ store }) => store.put(draft, id));
  const keep = now => {
    clearTimeout(timer);
    if (now) return save();
    timer = setTimeout(save, 300);
  };
  const sign = () => {
    document.getElementById('main').replaceChildren(...signing(app, task, list, made, draft, officers, keep).flat());
    scrollTo({ top: 0, behavior: 'instant' });
  };
  return [h('h1', {}, '现场检查记录'), h('p', { class: 'muted' }, task.employer.name), h('p', { class: 'sum' }, result(made)),
    made.unanswered > 0 && notice('warning', `检查表还有 ${made.unanswered} 项没有填写。`, h('a', { class: 'button', href: `#/sheet/${id}` }, '继续填写')),
    form(app, task, made, draft, keep, sign), back].filter(Boolean);
}
