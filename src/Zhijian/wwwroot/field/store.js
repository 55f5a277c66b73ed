// What is kept on the phone: one database for each officer, so that nobody sees or sends what another made.
import { openDB, deleteDB } from '../lib/idb/index.js';

const nameOf = id => `zhijian-field-${id}`;

/** Who uses this phone. Not in localStorage: what stands there is written seconds later, and a killed browser forgets it. */
const people = openDB('zhijian-field', 1, { upgrade: fresh => { fresh.createObjectStore('people'); } });

/** Who used the page last: { id, name }. */
export const owner = async () => (await people).get('people', 'owner');
export const own = async ({ id, name }) => write(await people, ['people'], ({ store }) => store.put({ id, name }, 'owner'));

/** Others who have something unsent on this phone: { id: { name, count } }. */
export const others = async () => await (await people).get('people', 'unsent') ?? {};

export async function rememberUnsent(person, count) {
  await write(await people, ['people'], async ({ store }) => {
    const all = await store.get('unsent') ?? {};
    if ((all[person.id]?.count ?? 0) === count) return;
    if (count > 0) all[person.id] = { name: person.name, count }; else delete all[person.id];
    await store.put(all, 'unsent');
  });
}

/** @param device Id for a store that is new. */
export async function open(person, device = crypto.randomUUID()) {
  const db = await openDB(nameOf(person.id), 1, {
    upgrade(fresh) {
      fresh.createObjectStore('state');
      fresh.createObjectStore('tasks', { keyPath: 'id' });
      fresh.createObjectStore('checklists', { keyPath: 'code' });
      fresh.createObjectStore('commands', { keyPath: 'id' }).createIndex('task', 'task');
      fresh.createObjectStore('photos', { keyPath: 'id' }).createIndex('task', 'task');
      // The pictures themselves apart: lists are read often.
      fresh.createObjectStore('bytes');
      fresh.createObjectStore('drafts');
    },
    // Another window wipes the store, or brings a newer edition.
    blocking: () => db.close(),
  });
  if (!await db.get('state', 'device')) await write(db, ['state'], tx => tx.objectStore('state').put(device, 'device'));
  return db;
}

/** One transaction that is on the disk when it is said to be: a killed browser loses nothing that was shown as saved. */
export async function write(db, stores, work) {
  const tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
  try {
    const result = await work(tx);
    await tx.done;
    return result;
  } catch (error) {
    try { tx.abort(); } catch { /* It has ended already. */ }
    await tx.done.catch(() => {});
    throw error;
  }
}

export async function wipe(person) {
  await deleteDB(nameOf(person.id));
  await rememberUnsent(person, 0);
  await write(await people, ['people'], ({ store }) => store.delete('owner'));
}

const open_ = new Set(['waiting', 'conflict', 'refused']);
export const isOpen = command => open_.has(command.state);
export const isUnsent = photo => photo.state !== 'sent';

/** Commands and photos that the server does not have. */
export async function unsent(db) {
  const [commands, photos] = await Promise.all([db.getAll('commands'), db.getAll('photos')]);
  return { commands: commands.filter(isOpen).length, photos: photos.filter(isUnsent).length };
}
