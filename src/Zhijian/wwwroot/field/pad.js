import SignaturePad from '../lib/signature-pad/signature_pad.min.js';
import { h } from './dom.js';

const width = 600, height = 240;

/** A field to sign in, with finger or pen. @param changed Gets a PNG as data address, or null. */
export function pad(title, drawn, changed) {
  const canvas = h('canvas', { class: 'pad', width, height, tabindex: 0, role: 'img', 'aria-label': `${title}签名区` });
  const signature = new SignaturePad(canvas, { minWidth: 1.5, maxWidth: 4, penColor: '#000', backgroundColor: '#fff' });
  if (drawn) signature.fromDataURL(drawn, { width, height, ratio: 1 });
  signature.addEventListener('endStroke', () => changed(canvas.toDataURL('image/png')));
  return h('section', { class: 'card', 'aria-label': title }, h('h2', {}, title), canvas,
    h('button', { type: 'button', class: 'button', 'aria-label': `重签：${title}`, onclick: () => { signature.clear(); changed(null); } }, '重签'));
}
