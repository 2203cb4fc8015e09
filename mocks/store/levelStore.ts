/** The atomic store over any database of the `level` family: memory, IndexedDB or disk. */
import type { AbstractLevel } from 'abstract-level';
import { createGroupCommit, type Writes } from './groupCommit.ts';
import { openTransaction } from './levelTransaction.ts';
import type { Store, Transaction } from './store.ts';

export interface LevelStoreOptions {
  /** Runs `work` while no other process or tab runs its own. Without it the queue of this store is the only lock. */
  readonly exclusive?: <T>(work: () => Promise<T>) => Promise<T>;
  /** Writes all or nothing, and resolves when the writes are durable. */
  readonly write?: (writes: Writes) => Promise<void>;
  /**
   * Is called when the disk has failed. Resolves when the database was closed, opened again and keeps what is written;
   * until then every transaction rejects.
   */
  readonly reopen?: (cause: unknown) => Promise<void>;
}

const writeTo =
  <Format>(db: AbstractLevel<Format, string, string>) =>
  (writes: Writes): Promise<void> =>
    db.batch(
      [...writes].map(([key, value]) =>
        value === null ? { type: 'del', key } : { type: 'put', key, value },
      ),
    );

/**
 * One queue for the whole database: transactions of all rooms run one after the other, in the order of the calls. A
 * transaction inside another one therefore never starts. A database must have only one store.
 *
 * The next transaction does not wait until the one before is on disk; the caller of that one does. Where others share the
 * database, it waits as well, because they see only the disk.
 */
export function levelStore<Format>(
  db: AbstractLevel<Format, string, string>,
  { exclusive, write = writeTo(db), reopen }: LevelStoreOptions = {},
): Store {
  let last: Promise<unknown> = Promise.resolve();
  const group = createGroupCommit(write, reopen);

  function alone<T>(work: () => Promise<T>): Promise<T> {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  }

  /** Runs `work`; the promise inside the answer settles once the caller may know the outcome. */
  async function run<T>(
    path: string,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<{ readonly known: Promise<T> }> {
    if (!group.isSound) throw group.lastLoss;
    const { tx, commit, abandon } = openTransaction(db, group, path);
    let outcome: () => T;
    let batch: number;
    try {
      const value = await work(tx);
      batch = commit();
      outcome = () => value;
    } catch (cause) {
      batch = abandon();
      outcome = () => {
        throw cause;
      };
    }
    return { known: group.synced(batch).then(outcome) };
  }

  function roomAt(path: string): Store {
    const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
      if (exclusive) return alone(() => exclusive(async () => (await run(path, work)).known));
      return (await alone(() => run(path, work))).known;
    };
    return {
      transaction,
      room: (name) => {
        if (!/^[\w.-]+$/.test(name)) throw new RangeError(`not a room name: "${name}"`);
        return roomAt(`${path}${name}/`);
      },
      clear: () =>
        transaction(async (tx) => {
          for (const { key } of await tx.list('')) tx.delete(key);
        }),
      onReopened: group.onReopened,
    };
  }
  return roomAt('');
}
