// What was typed outlives a session that ended, a database that was away, a full disk: it is kept in this window only,
// until the form has been taken, and given back to the same person on the same page.
import { toast } from './toast.js';

const key = 'zhijian-draft';
const longest = 12 * 3600e3;
const viewer = document.body.dataset.viewer;
const isFault = document.querySelector('.z-error') !== null;

function isKept(control) {
  return control.name && !control.name.startsWith('__') && !['password', 'file', 'hidden', 'submit', 'button'].includes(control.type) && !control.autocomplete.includes('one-time-code');
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function save(form) {
  if (!viewer) return;
  const values = [...form.elements].filter(isKept).map(control => [control.name, control.value, control.checked ?? null]);
  const picked = [...form.querySelectorAll('.z-picker')].map(box => [box.querySelector('input[type=hidden]').name, box.querySelector('input[type=hidden]').value, box.querySelector('[role=combobox]').value]);
  if (values.length + picked.length === 0) return;
  try {
    sessionStorage.setItem(key, JSON.stringify({ viewer, path: location.pathname, at: Date.now(), failed: false, values, picked }));
  } catch { /* Storage is full or forbidden: then there is no draft. */ }
}

/** A control as it was: radio buttons and boxes by name and value, others by name in their order. */
function restore({ values, picked }) {
  const seen = {};
  let changed = 0;
  for (const [name, value, checked] of values) {
    const all = [...document.getElementsByName(name)];
    const ticked = all.find(control => ['radio', 'checkbox'].includes(control.type) && control.value === value);
    const control = ticked ?? all[seen[name] ?? 0];
    seen[name] = (seen[name] ?? 0) + 1;
    if (!control) continue;
    if (ticked ? control.checked === checked : control.value === value) continue;
    if (ticked) control.checked = checked; else control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    changed++;
  }
  for (const [name, value, label] of picked) {
    const box = [...document.querySelectorAll('.z-picker')].find(b => b.querySelector('input[type=hidden]').name === name);
    if (!box || box.querySelector('input[type=hidden]').value === value) continue;
    box.dispatchEvent(new CustomEvent('restore', { detail: { value, label } }));
    changed++;
  }
  return changed;
}

document.addEventListener('submit', ({ target, submitter, defaultPrevented }) => {
  if (!defaultPrevented && submitter?.formTarget !== '_blank' && target.method === 'post') save(target);
});

const draft = read();
if (draft && Date.now() - draft.at > longest) sessionStorage.removeItem(key);
else if (draft && isFault) sessionStorage.setItem(key, JSON.stringify({ ...draft, failed: true }));
else if (draft && viewer) {
  if (draft.failed && draft.viewer === viewer && draft.path === location.pathname && restore(draft) > 0) toast('已恢复您上次没有提交成功的内容，请核对后再提交。', 'info');
  if (!draft.failed || draft.viewer !== viewer || draft.path === location.pathname) sessionStorage.removeItem(key);
}
