// <z-picker>: a combobox over /pick/{kind}; without a search word and with a tree, the tree opens level by level.
let count = 0;

export function enhance(root) {
  for (const input of root.querySelectorAll('input[data-picker]')) new Picker(input);
}

class Picker {
  constructor(stored) {
    // The server's text field keeps the value under its name; a combobox with its id stands in front of it.
    this.url = stored.dataset.picker;
    this.isTree = 'tree' in stored.dataset;
    this.stored = document.createElement('input');
    Object.assign(this.stored, { type: 'hidden', name: stored.name, value: stored.value });
    this.input = stored;
    this.label = stored.dataset.picked || stored.value;
    Object.assign(this.input, { value: this.label, role: 'combobox', ariaExpanded: 'false', ariaAutoComplete: 'list', ariaHasPopup: this.isTree ? 'tree' : 'listbox' });
    for (const name of ['name', 'data-picker']) this.input.removeAttribute(name);

    this.box = document.createElement('div');
    this.box.className = 'z-picker';
    this.input.replaceWith(this.box);
    this.list = document.createElement('ul');
    this.list.id = `picker-${++count}`;
    this.list.hidden = true;
    this.list.ariaLabel = this.input.dataset.label || this.input.labels?.[0]?.textContent || '选项';
    this.news = document.createElement('span');
    this.news.className = 'visually-hidden';
    this.news.ariaLive = 'polite';
    this.wipe = document.createElement('button');
    Object.assign(this.wipe, { type: 'button', className: 'z-picker-clear', ariaLabel: '清除所选', tabIndex: -1, hidden: !this.stored.value });
    this.wipe.innerHTML = '<i class="ti ti-x" aria-hidden="true"></i>';
    this.box.append(this.input, this.wipe, this.stored, this.list, this.news);
    this.input.setAttribute('aria-controls', this.list.id);

    this.input.addEventListener('click', () => this.list.hidden && this.open());
    this.input.addEventListener('input', () => this.later());
    this.input.addEventListener('keydown', event => this.key(event));
    this.input.addEventListener('blur', () => this.close());
    this.wipe.addEventListener('click', () => this.choose('', ''));
    this.list.addEventListener('mousedown', event => event.preventDefault());
    this.list.addEventListener('click', event => this.click(event));
    this.box.addEventListener('restore', ({ detail }) => this.choose(detail.value, detail.label));
  }

  get items() {
    return [...this.list.querySelectorAll('li[data-value]')].filter(item => !item.closest('ul[hidden]'));
  }

  get active() {
    return this.list.querySelector('.z-active');
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(this.input.value.trim()), 180);
  }

  async fetch(parameters) {
    const answer = await fetch(`${this.url}?${new URLSearchParams(parameters)}`, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  async open(q = '') {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    let found;
    try {
      found = await this.fetch({ q });
    } catch {
      this.say('暂时取不到选项，请稍后重试。');
      return;
    }
    if (turn !== this.turn || document.activeElement !== this.input) return;
    this.browsing = this.isTree && q === '';
    this.list.role = this.browsing ? 'tree' : 'listbox';
    this.list.replaceChildren(...found.map(item => this.draw(item, 1)));
    this.list.hidden = false;
    this.input.ariaExpanded = 'true';
    this.activate(q ? this.items[0] : undefined);
    if (found.length === 0) this.say('没有找到，请换一个词。');
    else this.news.textContent = `${found.length} 个选项`;
  }

  say(text) {
    const line = document.createElement('li');
    line.className = 'z-picker-none';
    line.role = 'presentation';
    line.textContent = text;
    this.list.replaceChildren(line);
    this.list.role = 'presentation';
    this.list.hidden = false;
    this.input.ariaExpanded = 'false';
    this.news.textContent = text;
  }

  draw(item, level) {
    const line = document.createElement('li');
    line.id = `${this.list.id}-${++count}`;
    line.role = this.browsing ? 'treeitem' : 'option';
    line.ariaSelected = String(item.value === this.stored.value);
    Object.assign(line.dataset, { value: item.value, label: item.label });
    const row = document.createElement('div');
    row.className = `z-picker-row z-level-${Math.min(level, 5)}`;
    if (this.browsing) {
      line.ariaLevel = String(level);
      const turn = document.createElement('i');
      turn.className = item.hasChildren ? 'ti ti-chevron-right z-twist' : 'z-twist';
      turn.ariaHidden = 'true';
      row.append(turn);
      if (item.hasChildren) line.ariaExpanded = 'false';
    }
    const name = document.createElement('span');
    name.textContent = item.label;
    row.append(name);
    if (item.hint) {
      const hint = document.createElement('small');
      hint.textContent = item.hint;
      row.append(hint);
    }
    line.append(row);
    return line;
  }

  async expand(line, open) {
    if (line.ariaExpanded === null || (line.ariaExpanded === 'true') === open) return;
    line.ariaExpanded = String(open);
    let branch = line.querySelector('ul');
    if (!branch && open) {
      branch = document.createElement('ul');
      branch.role = 'group';
      line.append(branch);
      const children = await this.fetch({ parent: line.dataset.value }).catch(() => []);
      branch.append(...children.map(item => this.draw(item, Number(line.ariaLevel) + 1)));
    }
    if (branch) branch.hidden = !open;
  }

  activate(line) {
    this.active?.classList.remove('z-active');
    this.input.removeAttribute('aria-activedescendant');
    if (!line) return;
    line.classList.add('z-active');
    this.input.setAttribute('aria-activedescendant', line.id);
    line.firstElementChild.scrollIntoView({ block: 'nearest' });
  }

  key(event) {
    const { key } = event;
    if (this.list.hidden) {
      if (key === 'ArrowDown') {
        event.preventDefault();
        this.open();
      }
      return;
    }
    const { items, active } = this;
    const at = items.indexOf(active);
    const moves = {
      ArrowDown: () => this.activate(items[Math.min(at + 1, items.length - 1)]),
      ArrowUp: () => this.activate(items[Math.max(at - 1, 0)]),
      Enter: () => active && this.choose(active.dataset.value, active.dataset.label),
      Escape: () => this.close(),
    };
    if (this.browsing && active) {
      moves.ArrowRight = () => this.expand(active, true);
      moves.ArrowLeft = () => (active.ariaExpanded === 'true' ? this.expand(active, false) : this.activate(active.parentElement.closest('li') ?? active));
    }
    if (!moves[key]) return;
    event.preventDefault();
    moves[key]();
  }

  click(event) {
    const line = event.target.closest('li[data-value]');
    if (!line) return;
    if (event.target.closest('.z-twist') && line.ariaExpanded !== null) this.expand(line, line.ariaExpanded !== 'true');
    else this.choose(line.dataset.value, line.dataset.label);
  }

  choose(value, label) {
    this.stored.value = value;
    this.label = this.input.value = label;
    this.wipe.hidden = !value;
    this.close();
    this.input.focus();
    this.stored.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** What was typed but not chosen gives way to what is chosen; an emptied field means nothing is chosen. */
  close() {
    clearTimeout(this.timer);
    this.turn = (this.turn ?? 0) + 1;
    this.list.hidden = true;
    this.input.ariaExpanded = 'false';
    this.activate();
    if (this.input.value.trim() === '' && this.stored.value) {
      this.stored.value = this.label = '';
      this.wipe.hidden = true;
    }
    this.input.value = this.label;
  }
}
