// Entry of the small scripts. Every page works without them; they make it quicker.
import './shell.js';
import './htmx.js';
import './hotkeys.js';
import { enhance as lists } from './lists.js';
import { enhance as forms } from './forms.js';
import { enhance as pickers } from './picker.js';
import { enhance as files } from './files.js';

async function enhance(root) {
  lists(root);
  forms(root);
  pickers(root);
  files(root);
  if (root.querySelector('[data-figure]')) (await import('./figures.js')).enhance(root);
  if (root.querySelector('[data-placing]')) (await import('./placing.js')).enhance(root);
  if (root.querySelector('[data-declaration], [data-quick], [data-print]')) (await import('./declaration.js')).enhance(root);
}

enhance(document);
// Whoever used the field page on this machine has things kept there, which go when he signs out.
const leaving = document.querySelector('form[action="/sign-out"]');
if (leaving) indexedDB.databases?.().then(async all => all.some(d => d.name === 'zhijian-field') && (await import('/field/leave.js')).guard(leaving)).catch(() => {});
import('./drafts.js');
document.addEventListener('htmx:load', event => event.detail.elt !== document.body && enhance(event.detail.elt.parentElement ?? document));
