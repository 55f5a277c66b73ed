// Lists: say what changed, fold filters on a phone, select rows.

// Speaks to screen readers.
const voice = document.createElement('div');
voice.className = 'visually-hidden';
voice.ariaLive = 'polite';
document.body.append(voice);
document.addEventListener('htmx:beforeRequest', ({ detail }) => detail.target?.setAttribute('aria-busy', 'true'));
document.addEventListener('htmx:afterRequest', ({ detail }) => detail.target?.removeAttribute('aria-busy'));
document.addEventListener('htmx:load', ({ detail }) => {
  const news = detail.elt.querySelector?.('[data-announce]');
  if (news && detail.elt !== document.body) voice.textContent = news.textContent;
  for (const bar of document.querySelectorAll('[data-bulk]')) showSelection(bar);
});

function showSelection(bar) {
  const rows = [...document.getElementById(bar.querySelector('button').getAttribute('form')).querySelectorAll('[name=ids]')];
  const chosen = rows.filter(box => box.checked).length;
  bar.querySelector('[data-bulk-count]').textContent = chosen ? `已选 ${chosen} 条` : '';
  bar.toggleAttribute('data-active', chosen > 0);
  for (const button of bar.querySelectorAll('button')) button.disabled = chosen === 0;
  const all = bar.closest('.z-list').querySelector('[data-check-all]');
  all.checked = rows.length > 0 && chosen === rows.length;
  all.indeterminate = chosen > 0 && chosen < rows.length;
}

// On a phone the filters behind the search box stay folded until they are wanted.
export function enhance(root) {
  for (const button of root.querySelectorAll('[data-fold]')) {
    const { form } = button;
    if ('foldable' in form.dataset || !form.querySelector('.z-filter:not(.z-filter-search)')) continue;
    const fold = folded => {
      form.toggleAttribute('data-folded', folded);
      button.ariaExpanded = String(!folded);
    };
    form.dataset.foldable = '';
    fold(!form.classList.contains('z-filtered'));
    button.addEventListener('click', () => fold(!form.hasAttribute('data-folded')));
  }
}

document.addEventListener('change', ({ target }) => {
  const list = target.matches('[name=ids], [data-check-all]') && target.closest('.z-list');
  if (!list) return;
  if (target.matches('[data-check-all]')) for (const box of list.querySelectorAll('[name=ids]')) box.checked = target.checked;
  showSelection(list.querySelector('[data-bulk]'));
});
