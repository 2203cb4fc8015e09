/** A store in a directory of this machine: committed data survives a crash and a power cut. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import type { Writes } from './groupCommit.ts';
import { levelStore } from './levelStore.ts';
import { createReopening, type DiskNews } from './reopening.ts';
import { createSameDatabase } from './sameDatabase.ts';
import type { Store } from './store.ts';

export interface DiskStore extends Store {
  /** Optional before a transaction. Its rejection has `cause.code` LEVEL_LOCKED when another process has the directory. */
  open(): Promise<void>;
  /** Lets another process open the directory. Call when no transaction is running. */
  close(): Promise<void>;
  /** Whether it works; false from a failure of the disk until it was opened again and is proven. */
  readonly isSound: boolean;
}

interface DiskStoreOptions {
  /** Is told when the disk fails and when it works again. */
  readonly heard?: (news: DiskNews) => void;
  /** The wait between two tries to open it again. */
  readonly retryMs?: number;
}

const RETRY_MS = 1_000;

/**
 * Reads what LevelDB reads at an opening. It takes a log that it cannot read for one that ends there, and drops the rest of
 * it without a word. @throws the disk's error
 */
async function readLogs(directory: string): Promise<void> {
  const names = await readdir(directory).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  for (const name of names)
    if (/\.log$|^MANIFEST-/.test(name)) await readFile(join(directory, name));
}

const openLevel = (ClassicLevel.prototype as unknown as { _open(options: object): Promise<void> })
  ._open;

class ReadableLevel extends ClassicLevel<string, string> {
  private wasOpen = false;

  /** `abstract-level` calls it for each opening. Only the first one may begin a database. */
  async _open(options: object): Promise<void> {
    await readLogs(this.location);
    await openLevel.call(this, this.wasOpen ? { ...options, createIfMissing: false } : options);
    this.wasOpen = true;
  }
}

interface Batches {
  open(): Promise<void>;
  batch(): {
    put(key: string, text: string): unknown;
    del(key: string): unknown;
    write(options: { readonly sync: boolean }): Promise<void>;
  };
}

/** Adds each write by a call, because a list of operations takes four times as long. */
export const writeSynced =
  (db: Batches) =>
  async (writes: Writes): Promise<void> => {
    await db.open();
    const batch = db.batch();
    for (const [key, text] of writes) {
      if (text === null) batch.del(key);
      else batch.put(key, text);
    }
    await batch.write({ sync: true });
  };

/** For one process at a time: in a second one on the same directory transactions reject with LEVEL_LOCKED. */
export function diskStore(
  directory: string,
  { heard = () => {}, retryMs = RETRY_MS }: DiskStoreOptions = {},
): DiskStore {
  const db = new ReadableLevel(directory);
  const { write, check } = createSameDatabase(randomUUID(), writeSynced(db));
  let isSound = true;
  let wake = () => {};
  const reopening = createReopening({
    db: {
      open: () => db.open(),
      close: () => db.close(),
      get: (key) => db.get(key),
      put: (key, text) => db.put(key, text, { sync: true }),
      del: (key) => db.del(key, { sync: true }),
    },
    check: () => check((key) => db.get(key)),
    pause: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, retryMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    heard(news) {
      isSound = news.kind === 'works-again';
      heard(news);
    },
  });
  const store = levelStore(db, { write, reopen: reopening.reopen });
  return {
    ...store,
    open: () => db.open(),
    async close() {
      const ended = reopening.end();
      wake();
      await ended;
      await db.close();
    },
    get isSound() {
      return isSound;
    },
  };
}
