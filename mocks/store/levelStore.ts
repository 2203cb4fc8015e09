/** The atomic store over any database of the `level` family: memory, IndexedDB or disk. */
import type { AbstractLevel } from 'abstract-level';
import { createGroupCommit, type Writes } from './groupCommit.ts';
import { openTransaction } from './levelTransaction.ts';
import type { Store, Transaction } from './store.ts';

export interface LevelStoreOptions {
  /** Runs `work` while no other process or tab runs theirs. Without it the queue of this one store is the only lock. */
  readonly exclusive?: <T>(work: () => Promise<T>) => Promise<T>;
  /** Writes all or nothing, and answers when it is durable. */
  readonly write?: (writes: Writes) => Promise<void>;
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
 * One queue for the whole database: transactions of all rooms run one after the other, in the order they were asked
 * for. A transaction asked for inside another one therefore never starts. One database must have one store over it.
 *
 * The next transaction does not wait until the disk has the one before it; its caller does. Where others share the
 * database it waits as well: they see the disk only.
 */
export function levelStore<Format>(
  db: AbstractLevel<Format, string, string>,
  { exclusive, write = writeTo(db) }: LevelStoreOptions = {},
): Store {
  let last: Promise<unknown> = Promise.resolve();
  const group = createGroupCommit(write);

  function alone<T>(work: () => Promise<T>): Promise<T> {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  }

  /** Runs `work`; the promise inside the answer settles once others may know of it. */
  async function run<T>(
    path: string,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<{ readonly known: Promise<T> }> {
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
    };
  }
  return roomAt('');
}
