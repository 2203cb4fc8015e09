/** The atomic store over any database of the `level` family: memory, IndexedDB or disk. */
import type { AbstractLevel } from 'abstract-level';
import { openTransaction } from './levelTransaction.ts';
import type { Store, Transaction } from './store.ts';

export interface LevelStoreOptions {
  /** Runs `work` while no other process or tab runs theirs. Without it the queue of this one store is the only lock. */
  readonly exclusive?: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * One queue for the whole database: transactions of all rooms run one after the other, in the order they were asked
 * for. A transaction asked for inside another one therefore never starts. One database must have one store over it.
 */
export function levelStore<Format>(
  db: AbstractLevel<Format, string, string>,
  options: LevelStoreOptions = {},
): Store {
  const { exclusive = (work) => work() } = options;
  let last: Promise<unknown> = Promise.resolve();

  function alone<T>(work: () => Promise<T>): Promise<T> {
    const run = last.then(() => exclusive(work));
    last = run.catch(() => undefined);
    return run;
  }

  function roomAt(path: string): Store {
    const transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      alone(async () => {
        const { tx, commit, end } = openTransaction(db, path);
        try {
          const result = await work(tx);
          await commit();
          return result;
        } finally {
          end();
        }
      });
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
