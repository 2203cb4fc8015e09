/**
 * Tells whether the database that was opened again is the one that was closed. Each batch carries a mark; the newest that was
 * acknowledged must be there. In an empty folder, where a disk is not mounted any more, and in an older copy it is not.
 */
import type { Writes } from './groupCommit.ts';

/** Sorts behind every key that a transaction may have, so that no list shows it. */
const MARK_KEY = '\x7fmark';

interface SameDatabase {
  /** Writes a batch together with its mark. */
  write(writes: Writes): Promise<void>;
  /** @throws Error when the newest batch that was acknowledged is not there */
  check(read: (key: string) => Promise<string | undefined>): Promise<void>;
}

/** `run` names this process, so that no other's marks are taken for its own. */
export function createSameDatabase(
  run: string,
  write: (writes: Writes) => Promise<void>,
): SameDatabase {
  let newest = 0;
  let acknowledged = 0;
  return {
    async write(writes) {
      const number = ++newest;
      await write(new Map([...writes, [MARK_KEY, `${run} ${number}`]]));
      acknowledged = number;
    },
    async check(read) {
      if (acknowledged === 0) return;
      const [whose, number] = ((await read(MARK_KEY)) ?? '').split(' ');
      // A batch that was reported as failed may be there.
      if (whose === run && Number(number) >= acknowledged) return;
      throw new Error(
        'this is not the database that was closed: what was acknowledged is not there',
      );
    },
  };
}
