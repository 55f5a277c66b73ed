// Signing out takes what is on the phone with it, after a warning when something was not sent.
import { open, owner, unsent, wipe } from './store.js';
import { ask } from './dom.js';

/** @returns {Promise<boolean>} False: they stay. */
export async function clear() {
  const person = await owner();
  if (!person) return true;
  const db = await open(person);
  const { commands, photos } = await unsent(db);
  db.close();
  if (commands + photos > 0) {
    const sure = await ask('还有没有发送的内容', `本机有 ${commands} 条记录、${photos} 张照片没有发送到服务器。退出后将从本机清除，不能恢复。请先联网同步。`,
      { confirm: '清除并退出', acknowledge: '我确认放弃这些没有发送的内容' });
    if (!sure) return false;
  }
  await wipe(person);
  return true;
}

/** For the sign-out of the other pages. */
export function guard(form) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    // A store that cannot be opened keeps nobody from signing out.
    if (await clear().catch(() => true)) form.submit();
  });
}
