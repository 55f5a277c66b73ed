// What htmx needs to know about this house: the antiforgery token, lost sessions, errors, selection of rows.
import { toast } from './toast.js';

const token = document.querySelector('meta[name=antiforgery]');

document.addEventListener('htmx:configRequest', ({ detail }) => {
  if (token && detail.verb !== 'get') detail.headers[token.dataset.header] = token.content;
  // Filters that were left empty stay out of the address.
  if (detail.verb === 'get')
    for (const [key, value] of [...detail.formData.entries()]) if (value === '') detail.formData.delete(key);
});

document.addEventListener('htmx:beforeSwap', event => {
  const { xhr } = event.detail;
  // A whole page instead of the asked part (for instance sign-in, because the session ended): go there.
  if (xhr.status >= 400 || !xhr.response.startsWith('<!DOCTYPE html>')) return;
  event.detail.shouldSwap = false;
  location.assign(xhr.responseURL);
});

document.addEventListener('htmx:responseError', ({ detail: { xhr } }) => {
  const reference = xhr.getResponseHeader('X-Reference');
  toast(`操作没有成功（${xhr.status}）。请重试；仍不成功时请联系系统管理员。${reference ? `编号 ${reference}` : ''}`, 'danger');
});
document.addEventListener('htmx:sendError', () => toast('网络连接中断，没有取得数据。请检查网络后重试。', 'danger'));
document.addEventListener('htmx:timeout', () => toast('服务器长时间没有回应，请稍后重试。', 'danger'));
document.addEventListener('flash', ({ detail }) => toast(detail.text, detail.tone));

// A list that changed says so to screen readers.
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

document.addEventListener('change', ({ target }) => {
  const list = target.matches('[name=ids], [data-check-all]') && target.closest('.z-list');
  if (!list) return;
  if (target.matches('[data-check-all]')) for (const box of list.querySelectorAll('[name=ids]')) box.checked = target.checked;
  showSelection(list.querySelector('[data-bulk]'));
});
