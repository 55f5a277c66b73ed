// Menu, drop-down menus, search dialog.
const menu = document.getElementById('menu');
const toggle = document.querySelector('.z-menu-toggle');

function openMenu(open) {
  menu.toggleAttribute('data-open', open);
  toggle.ariaExpanded = String(open);
  (open ? menu.querySelector('a, summary') : toggle)?.focus();
}

if (menu) {
  toggle.addEventListener('click', () => openMenu(!menu.hasAttribute('data-open')));
  document.querySelector('.z-veil').addEventListener('click', () => openMenu(false));
  menu.addEventListener('keydown', event => event.key === 'Escape' && menu.hasAttribute('data-open') && openMenu(false));

  // Groups stay as the user left them.
  const closed = new Set(JSON.parse(localStorage.getItem('menu-closed') ?? '[]'));
  for (const group of menu.querySelectorAll('details')) {
    if (closed.has(group.dataset.group) && !group.querySelector('[aria-current]')) group.open = false;
    group.addEventListener('toggle', () => {
      closed[group.open ? 'delete' : 'add'](group.dataset.group);
      localStorage.setItem('menu-closed', JSON.stringify([...closed]));
    });
  }
}

// A drop-down closes on Escape, on a click elsewhere, and when the focus leaves it.
document.addEventListener('keydown', event => {
  const open = event.key === 'Escape' && event.target.closest?.('details.z-menu[open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});
for (const kind of ['click', 'focusin'])
  document.addEventListener(kind, event => {
    for (const open of document.querySelectorAll('details.z-menu[open]')) if (!open.contains(event.target)) open.open = false;
  });

const search = document.getElementById('search');
if (search) {
  const open = event => {
    event.preventDefault();
    if (!search.open) search.showModal();
    search.querySelector('input').select();
  };
  document.querySelector('[data-search-open]').addEventListener('click', open);
  document.addEventListener('keydown', event => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && open(event));
  search.addEventListener('click', event => event.target === search && search.close());
  search.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [search.querySelector('input'), ...search.querySelectorAll('a')];
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });
}

const back = document.querySelector('[data-back]');
if (back && history.length > 1) {
  back.hidden = false;
  back.addEventListener('click', event => {
    event.preventDefault();
    history.back();
  });
}
