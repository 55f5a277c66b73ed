// A photo becomes a JPEG of at most 1600 pixels; its SHA-256 is taken on the phone before anything is sent.
import { add } from './outbox.js';
import { place } from './place.js';

const longest = 1600, small = 240, quality = 0.8;

async function draw(bitmap, most) {
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))];
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', quality));
  return blob.arrayBuffer();
}

export async function sha256(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map(b => b.toString(16).padStart(2, '0')).join('');
}

/** @returns {Promise<string|null>} Why it could not be kept; null: it is. */
export async function take(db, taskId, file, item, note) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return `“${file.name}”不是可以读取的照片。`;
  }
  const [bytes, thumbnail] = [await draw(bitmap, longest), await draw(bitmap, small)];
  bitmap.close();
  const hash = await sha256(bytes);
  if ((await db.getAllFromIndex('photos', 'task', taskId)).some(p => p.hash === hash)) return '这张照片已经在这次检查中。';
  const id = crypto.randomUUID();
  const name = `${new Date().toISOString().slice(0, 19).replace(/\D/g, '')}.jpg`;
  await add(db, taskId, 'photo', { photo: id, hash, size: bytes.byteLength, name, item: item || null, note: note || null, place: place() }, item ? `照片：第 ${item} 项` : '照片',
    { id, task: taskId, item: item || null, note: note || null, name, hash, size: bytes.byteLength, thumbnail, takenAt: new Date().toISOString(), state: 'waiting', error: null, tries: 0 }, bytes);
  return null;
}

export const states = { waiting: '待登记', announced: '待上传', failed: '上传失败', refused: '未被接收', sent: '已上传' };
