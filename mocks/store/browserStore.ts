/** A store in IndexedDB, which survives a reload of the page. */
import { BrowserLevel } from 'browser-level';
import type { Writes } from './groupCommit.ts';
import { type LevelStoreOptions, levelStore } from './levelStore.ts';
import { createReopening } from './reopening.ts';
import type { Store } from './store.ts';

/** The wait between two tries to open the database again. */
const RETRY_MS = 1_000;

/** What is needed of `BrowserLevel`: it opens the database and says what it calls its object store. */
interface OpenedDatabase {
  open(): Promise<void>;
  readonly db: IDBDatabase;
  readonly location: string;
}

/**
 * Writes with strict durability: a commit is reported when it is on the disk. `BrowserLevel` leaves that to the engine,
 * which by default reports it earlier. Keys and values are UTF-8, as `BrowserLevel` keeps them.
 */
export const writeStrict =
  (level: OpenedDatabase) =>
  async (writes: Writes): Promise<void> => {
    await level.open();
    const { db, location } = level;
    const utf8 = new TextEncoder();
    await new Promise<void>((resolve, reject) => {
      const transaction = db.transaction([location], 'readwrite', { durability: 'strict' });
      const failed = () => reject(transaction.error ?? new Error('IndexedDB did not write'));
      transaction.oncomplete = () => resolve();
      transaction.onabort = failed;
      transaction.onerror = failed;
      const rows = transaction.objectStore(location);
      for (const [key, text] of writes) {
        if (text === null) rows.delete(utf8.encode(key));
        else rows.put(utf8.encode(text), utf8.encode(key));
      }
    });
  };

/**
 * The store called `name` on this origin. With `navigator.locks` (secure contexts) several tabs may share it, and their
 * transactions never interleave; without, only one tab at a time may use it.
 */
export function browserStore(name: string): Store {
  const level = new BrowserLevel<string, string>(name);
  const write = writeStrict(level as unknown as OpenedDatabase);
  const { reopen } = createReopening({
    db: {
      open: () => level.open(),
      close: () => level.close(),
      get: (key) => level.get(key),
      put: (key, text) => write(new Map([[key, text]])),
      del: (key) => write(new Map([[key, null]])),
    },
    pause: () => new Promise((resolve) => setTimeout(resolve, RETRY_MS)),
    heard: () => {},
  });
  return levelStore(level, { ...acrossTabs(name, navigator.locks), write, reopen });
}

/** The lock of one name over all tabs of the origin. */
export function acrossTabs(name: string, locks: LockManager | undefined): LevelStoreOptions {
  if (!locks) return {};
  return {
    exclusive: async <T>(work: () => Promise<T>): Promise<T> => {
      const done: { value?: T } = {};
      await locks.request(`store:${name}`, async () => {
        done.value = await work();
      });
      return done.value as T;
    },
  };
}
