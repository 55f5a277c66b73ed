import { h, field, tell } from './dom.js';
import { take, states } from './photos.js';
import { sendPhoto } from './sync.js';

const urls = new Set();

/** Addresses of pictures of a view that is gone are given back. */
function addressOf(bytes) {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
  urls.add(url);
  return url;
}

export function figure(app, photo) {
  return h('li', { class: 'photo' }, h('img', { src: addressOf(photo.thumbnail), alt: photo.note ?? (photo.item ? `第 ${photo.item} 项的照片` : '现场照片'), width: 96, height: 72 }),
    h('span', {}, photo.item ? `第 ${photo.item} 项　` : '', photo.note ?? photo.name, h('span', { class: 'muted small' }, `指纹 ${photo.hash.slice(0, 12)}…`), h('span', { class: `badge ${photo.state === 'sent' ? 'success' : photo.state === 'refused' || photo.state === 'failed' ? 'danger' : 'neutral'}` }, states[photo.state]),
      photo.error && h('span', { class: 'small' }, photo.error)),
    ['failed', 'announced', 'refused'].includes(photo.state) && h('button', { type: 'button', class: 'button', 'aria-label': `上传 ${photo.name}`, onclick: async () => {
      if (!app.me) return tell('离线，联网后再上传。', 'warning');
      await sendPhoto(app.db, app.me, photo.id, true);
      await app.render({ moved: false });
    } }, '上传'));
}

/** A control that opens the camera; several pictures may be chosen. */
export function camera(app, taskId, item, note, done) {
  const input = h('input', { type: 'file', accept: 'image/*', capture: 'environment', multiple: true, class: 'camera', 'aria-label': item ? `拍照：第 ${item} 项` : null });
  input.addEventListener('change', async () => {
    for (const file of input.files) {
      const error = await take(app.db, taskId, file, item, note?.value.trim());
      tell(error ?? '照片已保存在本机。', error ? 'danger' : 'success');
    }
    input.value = '';
    app.kept();
    await done();
  });
  return h('label', { class: 'button file' }, item ? '拍照' : '拍照 / 选择照片', input);
}

export async function photoPart(app, task, list, commands, isOpen) {
  for (const url of urls) URL.revokeObjectURL(url);
  urls.clear();
  const photos = (await app.db.getAllFromIndex('photos', 'task', task.id)).sort((a, b) => a.takenAt.localeCompare(b.takenAt));
  const note = h('input', { maxlength: 200 });
  return h('section', { class: 'card', 'aria-label': '照片' }, h('h2', {}, `照片（本机 ${photos.length} 张${task.photos > 0 ? `，服务器 ${task.photos} 张` : ''}）`),
    photos.length > 0 && h('ul', { class: 'plain' }, photos.map(p => figure(app, p))),
    isOpen && [field('照片说明', note), camera(app, task.id, null, note, () => app.render({ moved: false }))]);
}
