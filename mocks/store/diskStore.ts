/** A store in a directory of this machine: what was committed survives a crash of process and power. */
import { ClassicLevel } from 'classic-level';
import type { Writes } from './groupCommit.ts';
import { levelStore } from './levelStore.ts';
import type { Store } from './store.ts';

export interface DiskStore extends Store {
  /** Not needed before a transaction; the rejection says more: its `cause.code` is LEVEL_LOCKED where another process is. */
  open(): Promise<void>;
  /** Lets another process open the directory. Call when no transaction is running. */
  close(): Promise<void>;
}

/** One call a write: a list of operations costs the thread four times as much. */
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

/** One process at a time: a second one on the same directory gets a rejection (LEVEL_LOCKED) from its transactions. */
export function diskStore(directory: string): DiskStore {
  const db = new ClassicLevel<string, string>(directory);
  const store = levelStore(db, { write: writeSynced(db) });
  return { ...store, open: () => db.open(), close: () => db.close() };
}
