// Forms: Chinese messages beside the fields before sending, one sending only, a question before what cannot be undone.

function complaint(control) {
  const { validity } = control;
  const label = control.dataset.label ?? '';
  if (validity.valueMissing) return `请${/^(SELECT)$/.test(control.tagName) || ['radio', 'checkbox', 'file', 'date'].includes(control.type) ? '选择' : '填写'}${label}。`;
  if (validity.tooLong) return `${label}不能超过 ${control.maxLength} 个字。`;
  if (validity.badInput || validity.typeMismatch || validity.patternMismatch) return `${label}的格式不正确。`;
  if (validity.rangeUnderflow) return `${label}不能小于 ${control.min}。`;
  if (validity.rangeOverflow) return `${label}不能大于 ${control.max}。`;
  return control.validationMessage;
}

function mark(control) {
  const field = control.closest('.z-field');
  const text = field?.querySelector('.z-error-text');
  if (!text) return;
  const message = control.validity.valid ? '' : complaint(control);
  text.textContent = message;
  field.classList.toggle('z-invalid', message !== '');
  if (message) control.setAttribute('aria-invalid', 'true');
  else control.removeAttribute('aria-invalid');
}

export function enhance(root) {
  for (const form of root.querySelectorAll('form')) if (form.querySelector('.z-field')) form.noValidate = true;
  // The summary names the errors in the order of the fields.
  const place = line => line.querySelector('a') && document.querySelector(line.querySelector('a').hash);
  for (const list of root.querySelectorAll('.z-errors ul'))
    list.append(...[...list.children].sort((a, b) => (place(a)?.compareDocumentPosition(place(b) ?? a) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1)));
  root.querySelector('[data-focus]')?.focus();
}

document.addEventListener('submit', event => {
  const { target: form, submitter } = event;
  const question = submitter?.dataset.confirm;
  if (form.dataset.sent || (question && !confirm(question))) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (form.noValidate && !form.checkValidity()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const wrong = [...form.elements].filter(control => control.willValidate && !control.validity.valid);
    wrong.forEach(mark);
    wrong[0].focus();
    return;
  }
  // What opens beside the form leaves it as it is.
  if (form.method === 'post' && submitter?.formTarget !== '_blank') {
    form.dataset.sent = 'true';
    submitter?.setAttribute('aria-busy', 'true');
  }
}, true);

document.addEventListener('focusout', ({ target }) => target.willValidate && target.value && target.closest('.z-field') && mark(target));
document.addEventListener('input', ({ target }) => target.getAttribute('aria-invalid') === 'true' && target.validity?.valid && mark(target));

function release() {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    form.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
  }
}
addEventListener('pageshow', event => event.persisted && release());
document.addEventListener('htmx:afterRequest', release);
