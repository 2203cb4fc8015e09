/** A disk in memory that fails at one write, as LevelDB does: what is written behind a torn record is gone at the next start. */
import { MemoryLevel } from 'memory-level';
import type { Writes } from './groupCommit.ts';
import { levelStore } from './levelStore.ts';
import type { Store } from './store.ts';

/**
 * `before`: nothing is written. `after`: it is written, and reported as failed. `torn`: half of it is written, which is
 * nothing at the next start; writes that follow seem to succeed and are dropped then too.
 */
type Failure = 'before' | 'after' | 'torn';
export const FAILURES: readonly Failure[] = ['before', 'after', 'torn'];

interface FailingDisk {
  readonly store: Store;
  /** Writes and reads so far. */
  readonly writes: number;
  readonly reads: number;
  /** Openings after a failure. */
  readonly reopened: number;
  /** Fails at this write, counted from now: 1 is the next. */
  failAt(number: number, failure: Failure): void;
  /** Fails at this read, counted from now. */
  failReadAt(number: number): void;
  /** A write, or opening again, waits for what is set here. */
  readonly holds: { writing?: Promise<void>; reopening?: Promise<void> };
  /** What a new process would find: a store over what is really on the disk. */
  afterKill(): Promise<Store>;
}

type Db = MemoryLevel<string, string>;

async function apply(db: Db, writes: Writes): Promise<void> {
  await db.batch(
    [...writes].map(([key, value]) =>
      value === null ? { type: 'del', key } : { type: 'put', key, value },
    ),
  );
}

export function failingDisk(): FailingDisk {
  const db = new MemoryLevel<string, string>({ storeEncoding: 'utf8' });
  /** What was there before each write behind a torn record; `null`: there is none. */
  let before: Map<string, string | null> | null = null;
  let failing: { at: number; failure: Failure } | null = null;
  let failingRead: number | null = null;
  const holds: FailingDisk['holds'] = {};
  let writes = 0;
  let reads = 0;
  let reopened = 0;

  async function write(batch: Writes): Promise<void> {
    writes += 1;
    await holds.writing;
    const failure = failing?.at === writes ? failing.failure : null;
    if (failure === 'torn') before ??= new Map();
    if (failure === 'before' || failure === 'torn') throw new Error('disk full');
    for (const key of batch.keys()) {
      if (before && !before.has(key)) before.set(key, (await db.get(key)) ?? null);
    }
    await apply(db, batch);
    if (failure === 'after') throw new Error('disk full');
  }

  async function dropTorn(): Promise<void> {
    const lost = before;
    before = null;
    if (lost && lost.size > 0) await apply(db, lost);
  }

  const plainGet = db.get.bind(db);
  const countedRead = (): void => {
    reads += 1;
    if (reads === failingRead) throw new Error('EIO');
  };
  db.get = (async (key: string) => {
    countedRead();
    return plainGet(key);
  }) as typeof db.get;
  const plainGetSync = db.getSync.bind(db);
  db.getSync = ((key: string) => {
    countedRead();
    return plainGetSync(key);
  }) as typeof db.getSync;

  const store = levelStore(db, {
    write,
    async reopen() {
      await holds.reopening;
      await dropTorn();
      reopened += 1;
    },
  });
  return {
    store,
    get writes() {
      return writes;
    },
    get reads() {
      return reads;
    },
    get reopened() {
      return reopened;
    },
    failAt(number, failure) {
      failing = { at: writes + number, failure };
    },
    failReadAt(number) {
      failingRead = reads + number;
    },
    holds,
    async afterKill() {
      await dropTorn();
      return levelStore(db, { write: (batch) => apply(db, batch) });
    },
  };
}
