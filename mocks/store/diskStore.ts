/** A store in a directory of this machine: committed data survives a crash and a power cut. */
import { ClassicLevel } from 'classic-level';
import type { Writes } from './groupCommit.ts';
import { levelStore } from './levelStore.ts';
import type { Store } from './store.ts';

export interface DiskStore extends Store {
  /** Optional before a transaction. Its rejection has `cause.code` LEVEL_LOCKED when another process has the directory. */
  open(): Promise<void>;
  /** Lets another process open the directory. Call when no transaction is running. */
  close(): Promise<void>;
}

/** Adds each write by a call, because a list of operations takes four times as long. */
export const writeSynced =
  (db: Pick<ClassicLevel<string, string>, 'open' | 'batch'>) =>
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
export function diskStore(directory: string): DiskStore {
  const db = new ClassicLevel<string, string>(directory);
  const store = levelStore(db, { write: writeSynced(db) });
  return { ...store, open: () => db.open(), close: () => db.close() };
}
