// What htmx needs to know about this house: the antiforgery token, lost sessions, errors.
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
