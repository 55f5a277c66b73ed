const icons = { neutral: 'info-circle', info: 'info-circle', success: 'circle-check', warning: 'alert-triangle', danger: 'alert-octagon' };

/** Shows a short message; errors stay until they are closed. */
export function toast(text, tone = 'info') {
  const toasts = document.getElementById('toasts');
  if ([...toasts.children].some(shown => shown.textContent === text)) return;
  const box = document.createElement('div');
  box.className = `z-alert z-${tone}`;
  const icon = document.createElement('i');
  icon.className = `ti ti-${icons[tone]}`;
  icon.ariaHidden = 'true';
  const words = document.createElement('div');
  words.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'btn-close';
  close.ariaLabel = '关闭';
  close.onclick = () => box.remove();
  box.append(icon, words, close);
  toasts.append(box);
  if (tone !== 'danger') setTimeout(() => box.remove(), 6000);
}
