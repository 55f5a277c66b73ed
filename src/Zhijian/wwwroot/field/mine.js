import { h, notice, tell } from './dom.js';
import { clear } from './leave.js';

export async function mine(app) {
  const [me, device] = await Promise.all([app.db.get('state', 'me'), app.db.get('state', 'device')]);
  const size = await navigator.storage?.estimate?.();
  const persisted = await navigator.storage?.persisted?.();
  const facts = [['姓名', app.person.name], ['执法证号', me?.certificate ?? '未登记'], ['机关', me?.authority], ['设备编号', device.slice(0, 8)], ['本机占用', size && `${(size.usage / 1048576).toFixed(1)} MB`], ['长期保存', persisted ? '浏览器已允许' : '浏览器可能在空间不足时清理，请及时同步']];
  async function leave() {
    if (!app.me) return tell('退出须联网：请先同步。', 'warning');
    const { token } = app.me;
    app.db.close();
    if (!await clear()) return location.reload();
    const form = h('form', { method: 'post', action: '/sign-out' }, h('input', { type: 'hidden', name: '__RequestVerificationToken', value: token }));
    document.body.append(form);
    form.submit();
  }
  return [h('h1', {}, '我的'), h('section', { class: 'card', 'aria-label': '本机' }, h('dl', { class: 'facts' }, facts.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]))),
    notice('info', '退出时清除本机的全部任务、记录和照片。还有没有发送的内容时会先提醒。'),
    h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'button danger', onclick: leave }, '退出并清除本机内容'), h('a', { class: 'button', href: '/inspections' }, '打开完整系统'))];
}
