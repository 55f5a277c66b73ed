// File field: drop, list with sizes, limit checked before sending, progress of the upload.
const size = bytes => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')} MB`);

export function enhance(root) {
  for (const box of root.querySelectorAll('[data-files]:not([data-ready])')) {
    box.dataset.ready = '';
    const input = box.querySelector('input');
    const list = box.querySelector('ul');
    const limit = Number(box.dataset.max);

    const show = () => {
      const tooLarge = [...input.files].filter(file => file.size > limit);
      input.setCustomValidity(tooLarge.length ? `“${tooLarge[0].name}”有 ${size(tooLarge[0].size)}，超过了 ${size(limit)}。` : '');
      list.replaceChildren(...[...input.files].map(file => {
        const line = document.createElement('li');
        const icon = document.createElement('i');
        icon.className = 'ti ti-file';
        icon.ariaHidden = 'true';
        const amount = document.createElement('span');
        amount.textContent = size(file.size);
        line.append(icon, file.name, amount);
        return line;
      }));
      input.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    };
    input.addEventListener('change', show);
    for (const kind of ['dragover', 'dragleave', 'drop'])
      box.addEventListener(kind, event => {
        event.preventDefault();
        box.toggleAttribute('data-over', kind === 'dragover');
        if (kind !== 'drop' || !event.dataTransfer.files.length) return;
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });

    const form = input.form;
    if (!form || form.hasAttribute('hx-post')) continue;
    // Sent by htmx instead of the browser, so that there is a progress to show.
    form.setAttribute('hx-post', form.getAttribute('action') || location.href);
    form.setAttribute('hx-encoding', 'multipart/form-data');
    form.setAttribute('hx-target', '#main');
    form.setAttribute('hx-push-url', 'true');
    htmx.process(form);
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.ariaLabel = '上传进度';
    form.addEventListener('htmx:xhr:progress', ({ detail }) => {
      if (!detail.lengthComputable || !input.files.length) return;
      bar.value = (100 * detail.loaded) / detail.total;
      if (!bar.isConnected) box.append(bar);
    });
    form.addEventListener('htmx:afterRequest', () => bar.remove());
  }
}
