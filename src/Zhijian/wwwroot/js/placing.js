// Points on a floor plan: choose one and click, drag its sign, or move it by the arrow keys. The two fields are what is sent.
const svg = 'http://www.w3.org/2000/svg';
const share = value => Math.min(100, Math.max(0, Math.round(value * 100) / 100));

export function enhance(root) {
  for (const box of root.querySelectorAll('[data-placing]:not([data-ready])')) {
    box.dataset.ready = '';
    begin(box);
  }
}

function begin(box) {
  const picture = box.querySelector('.z-floor-picture');
  const layer = box.querySelector('.z-floor-marks');
  const rows = [...box.querySelectorAll('[data-placed]')];
  const hint = box.querySelector('[data-placing-hint]');
  const usual = '点“放置”后在图上点一下；已放置的可以拖动，或选中后用方向键移动。改完请保存。';
  let chosen;
  hint.textContent = usual;
  hint.setAttribute('aria-live', 'polite');

  const fields = row => [row.querySelector('[data-x]'), row.querySelector('[data-y]')];
  const markOf = row => layer.querySelector(`[data-mark="${row.dataset.placed}"]`);
  const name = row => `${row.dataset.number} 号 ${row.querySelector('a').textContent}`;

  function make(row) {
    const mark = document.createElementNS(svg, 'svg');
    mark.setAttribute('class', 'z-floor-mark z-info');
    mark.setAttribute('overflow', 'visible');
    mark.dataset.mark = row.dataset.placed;
    const [title, path, text] = ['title', 'path', 'text'].map(tag => document.createElementNS(svg, tag));
    title.textContent = name(row);
    path.setAttribute('class', 'z-floor-shape');
    path.setAttribute('d', 'M0-12A12 12 0 1 1 0 12 12 12 0 1 1 0-12Z');
    text.setAttribute('class', 'z-floor-number');
    text.setAttribute('y', '4');
    text.setAttribute('text-anchor', 'middle');
    text.textContent = row.dataset.number;
    mark.append(title, path, text);
    layer.append(mark);
    grip(mark, row);
    return mark;
  }

  // The sign follows the fields, whoever wrote them.
  function show(row) {
    const [x, y] = fields(row).map(field => (field.value.trim() === '' ? NaN : Number(field.value)));
    if (!(x >= 0 && x <= 100 && y >= 0 && y <= 100)) return markOf(row)?.remove();
    const mark = markOf(row) ?? make(row);
    mark.setAttribute('x', `${x}%`);
    mark.setAttribute('y', `${y}%`);
  }

  function put(row, x, y) {
    const [across, down] = fields(row);
    [across.value, down.value] = [share(x), share(y)];
    across.dispatchEvent(new Event('change', { bubbles: true }));
    show(row);
  }

  function at(event) {
    const area = picture.getBoundingClientRect();
    return [(100 * (event.clientX - area.left)) / area.width, (100 * (event.clientY - area.top)) / area.height];
  }

  function choose(row) {
    chosen = row;
    box.toggleAttribute('data-aiming', !!row);
    for (const each of rows) each.querySelector('[data-place]').setAttribute('aria-pressed', each === row);
    hint.textContent = row ? `请在图上点一下 ${name(row)} 的位置。` : usual;
  }

  function grip(mark, row) {
    mark.setAttribute('tabindex', '0');
    mark.setAttribute('role', 'button');
    mark.setAttribute('aria-label', `${name(row)}，用方向键移动`);
    mark.addEventListener('pointerdown', event => {
      if (chosen && chosen !== row) return;
      event.preventDefault();
      mark.focus();
      mark.setPointerCapture(event.pointerId);
      const move = e => put(row, ...at(e));
      mark.addEventListener('pointermove', move);
      for (const end of ['pointerup', 'pointercancel']) mark.addEventListener(end, () => mark.removeEventListener('pointermove', move), { once: true });
    });
    mark.addEventListener('keydown', event => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step) return;
      event.preventDefault();
      const size = event.shiftKey ? 0.2 : 1;
      const [x, y] = fields(row).map(field => Number(field.value));
      put(row, x + size * step[0], y + size * step[1]);
    });
  }

  picture.addEventListener('click', event => {
    if (!chosen) return;
    const row = chosen;
    put(row, ...at(event));
    // The next one that stands nowhere, so that a workshop is done click by click.
    choose(rows.slice(rows.indexOf(row) + 1).find(r => fields(r)[0].value === '') ?? null);
  });
  for (const row of rows) {
    const mark = markOf(row);
    if (mark) grip(mark, row);
    row.querySelector('[data-place]').addEventListener('click', () => {
      choose(chosen === row ? null : row);
      if (chosen) picture.scrollIntoView({ block: 'nearest' });
    });
    row.querySelector('[data-unplace]').addEventListener('click', () => {
      for (const field of fields(row)) field.value = '';
      show(row);
    });
    for (const field of fields(row)) field.addEventListener('input', () => show(row));
  }
  box.addEventListener('keydown', event => event.key === 'Escape' && choose(null));
}
