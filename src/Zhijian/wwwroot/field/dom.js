// Elements without templates: text is text, whatever it holds.

/** h('a', { href: '#/' }, '任务'): null, undefined and false children and attributes are left out; on… are listeners. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

let count = 0;

/** A labelled control: input, textarea or select. */
export function field(label, control, hint) {
  control.id ||= `f${++count}`;
  const note = hint && h('p', { class: 'hint', id: `${control.id}-hint` }, hint);
  if (note) control.setAttribute('aria-describedby', note.id);
  return h('div', { class: 'field' }, h('label', { for: control.id }, label), control, note);
}

export function notice(tone, ...content) {
  return h('div', { class: `notice ${tone}`, role: tone === 'danger' ? 'alert' : null }, ...content);
}

/** Says something for a while; a screen reader reads it. */
export function tell(text, tone = 'info') {
  const box = document.getElementById('told');
  const line = h('p', { class: `told ${tone}` }, text);
  box.append(line);
  setTimeout(() => line.remove(), 6000);
}

/** Asks before something that cannot be taken back. Resolves to false, or to true when it was confirmed. */
export function ask(title, text, { confirm, acknowledge }) {
  return new Promise(resolve => {
    const button = h('button', { type: 'button', class: 'button danger btn btn-danger', disabled: acknowledge !== undefined, onclick: () => close(true) }, confirm);
    const box = acknowledge && h('input', { type: 'checkbox', id: 'acknowledge', onchange: event => { button.disabled = !event.target.checked; } });
    const dialog = h('dialog', { class: 'ask', 'aria-labelledby': 'ask-title', oncancel: () => close(false) },
      h('h2', { id: 'ask-title' }, title), h('p', {}, text),
      box && h('label', { class: 'check', for: 'acknowledge' }, box, h('span', {}, acknowledge)),
      h('div', { class: 'buttons' }, button, h('button', { type: 'button', class: 'button btn', onclick: () => close(false) }, '返回')));
    const close = answer => { dialog.remove(); resolve(answer); };
    document.body.append(dialog);
    dialog.showModal();
  });
}

const two = number => String(number).padStart(2, '0');

/** 06-10 09:30 */
export function clock(iso) {
  const at = new Date(iso);
  return `${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The day in Zhengzhou. */
export const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
