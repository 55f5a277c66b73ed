// The declaration's forms: sums while typing, and the draft kept a moment after the last key. The server adds up and checks again.
const Pause = 2500;

export function enhance(root) {
  for (const form of root.querySelectorAll('form[data-declaration]')) new Draft(form);
  for (const form of root.querySelectorAll('form[data-quick]')) form.addEventListener('input', event => fillDistinct(event));
  for (const button of root.querySelectorAll('[data-print]')) button.addEventListener('click', () => print());
}

/** On the short path a number beside a workshop ticks the workshop. */
function fillDistinct({ target }) {
  const place = target.closest('[data-workshop]');
  if (place && target.name?.endsWith('.Distinct') && target.value.trim()) place.querySelector('input[type=checkbox]').checked = true;
}

class Draft {
  constructor(form) {
    this.form = form;
    this.saved = form.querySelector('[data-saved]');
    if (!this.saved) return;
    form.addEventListener('input', () => this.changed());
    form.addEventListener('change', () => this.changed());
    form.addEventListener('submit', () => clearTimeout(this.timer), true);
  }

  changed() {
    this.add();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Pause);
  }

  number(input) {
    const value = Number.parseInt(input?.value, 10);
    return Number.isFinite(value) && value > 0 ? value : 0;
  }

  add() {
    if (!this.form.querySelector('[data-sums]')) return;
    let persons = 0;
    let distinct = 0;
    for (const workshop of this.form.querySelectorAll('[data-workshop]')) {
      for (const row of workshop.querySelectorAll('[data-hazard]')) persons += this.number(row.querySelector('[name$=".Persons"]'));
      distinct += this.number(workshop.querySelector('[name$=".Distinct"]'));
    }
    this.sum('persons', `${persons} 人`);
    this.sum('distinct', `${distinct} 人`);
  }

  sum(name, text) {
    const place = this.form.querySelector(`[data-sum="${name}"]`);
    if (place) place.textContent = text;
  }

  async save() {
    if (this.form.dataset.sent || this.saving) return;
    this.saving = true;
    try {
      const answer = await fetch(`${location.pathname}?handler=Autosave`, { method: 'POST', body: new URLSearchParams(new FormData(this.form)), headers: { Accept: 'application/json' } });
      const result = await answer.json();
      if (!answer.ok) {
        this.say(result.message ?? '草稿未能保存。', true);
        return;
      }
      this.form.querySelector('[name=DraftVersion]').value = result.version;
      for (const line of result.classes) this.sum(line.name, line.present ? `有，${line.persons} 人` : '无');
      this.sum('persons', `${result.persons} 人`);
      this.sum('distinct', `${result.distinct} 人`);
      this.explain(result.findings);
      this.say(`草稿已保存 ${result.at}`);
    } catch {
      this.say('暂时连接不上，草稿未保存；网络恢复后继续填写会自动保存。', true);
    } finally {
      this.saving = false;
    }
  }

  /** What does not fit stands beside its field, as after sending. */
  explain(findings) {
    for (const text of this.form.querySelectorAll('.z-error-text[data-live]')) {
      text.textContent = '';
      delete text.dataset.live;
      text.closest('.z-field')?.classList.remove('z-invalid');
    }
    for (const finding of findings) {
      const text = document.getElementById(`${finding.field.replace(/[.[\]]/g, '_')}-error`);
      if (!text) continue;
      text.textContent = finding.message;
      text.dataset.live = 'true';
      if (!finding.warning) text.closest('.z-field')?.classList.add('z-invalid');
    }
  }

  say(text, bad = false) {
    this.saved.textContent = text;
    this.saved.classList.toggle('text-danger', bad);
  }
}
