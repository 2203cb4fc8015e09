/** A transaction of a level database: it reads its own writes first, then those not on disk yet, then the disk. */
import type { AbstractLevel } from 'abstract-level';
import type { BatchNumber, GroupCommit } from './groupCommit.ts';
import type { ListOptions, Transaction } from './store.ts';

/** Sorts after every character a key may have. */
const LAST = '\x7f';

interface OpenTransaction {
  readonly tx: Transaction;
  /** Ends the transaction and adds its writes to a batch. Answers the batch that must be on disk before the caller may know. */
  commit(): BatchNumber;
  /** Ends the transaction without writing. Answers the batch from which it has read, as `commit` does. */
  abandon(): BatchNumber;
}

/** `path` is added before every key and removed from answers. */
export function openTransaction<Format>(
  db: AbstractLevel<Format, string, string>,
  group: GroupCommit,
  path: string,
): OpenTransaction {
  const writes = new Map<string, string | null>();
  const { losses } = group;
  let newestRead: BatchNumber = 0;
  let over = false;

  /** Throws when the disk has failed meanwhile, since data that was read may be based on what is lost. */
  function checkSound(): void {
    if (group.losses !== losses) throw group.lastLoss;
  }

  /** A read that fails is never "no such row": from then on the whole store waits until it was opened again. */
  function readFailed(cause: unknown): never {
    checkSound();
    // Nobody opened it, or it was closed on purpose.
    if ((cause as { code?: unknown }).code === 'LEVEL_DATABASE_NOT_OPEN') throw cause;
    group.lose(cause);
    throw group.lastLoss;
  }

  function checked(key: string): string {
    if (over) throw new Error(`the transaction is over: "${key}" came too late`);
    checkSound();
    // Only ASCII keys have the same order in JavaScript, LevelDB and IndexedDB.
    if (!/^[\x20-\x7e]+$/.test(key)) throw new RangeError(`not a key: ${JSON.stringify(key)}`);
    return key;
  }

  function parsed<T>(text: string | null | undefined): T | undefined {
    return text == null ? undefined : (JSON.parse(text) as T);
  }

  const noteRead = (batch: BatchNumber): void => {
    newestRead = Math.max(newestRead, batch);
  };

  /** Reads synchronously where the database can, since nearly all data is in memory. */
  const fromDisk = (key: string) => {
    const { getSync = false } = db.supports as { getSync?: boolean };
    return getSync && db.status === 'open' ? db.getSync(key) : db.get(key);
  };

  async function read(key: string): Promise<string | null | undefined> {
    const own = writes.get(key);
    if (own !== undefined) return own;
    const unsynced = group.find(key);
    if (unsynced === undefined) {
      try {
        return await fromDisk(key);
      } catch (cause) {
        return readFailed(cause);
      }
    }
    noteRead(unsynced.batch);
    return unsynced.text;
  }

  async function list<T>(prefix: string, options: ListOptions = {}) {
    const { after, limit = Number.POSITIVE_INFINITY, reverse = false } = options;
    const first = checked(`${path}${prefix} `).slice(0, -1);
    const end = `${first}${LAST}`;
    const mark = after === undefined ? undefined : path + after;
    const isWanted = (key: string) =>
      key >= first &&
      key < end &&
      (mark === undefined || (reverse ? key < mark : key > mark)) &&
      limit > 0;

    // Copied now, because some of it may reach the disk before the rows are read.
    const newer = new Map<string, string | null>();
    for (const [key, { text, batch }] of group.entries()) {
      if (!isWanted(key)) continue;
      newer.set(key, text);
      noteRead(batch);
    }
    for (const [key, text] of writes) if (isWanted(key)) newer.set(key, text);
    const range = {
      ...(mark === undefined || reverse || mark < first ? { gte: first } : { gt: mark }),
      lt: mark !== undefined && reverse && mark < end ? mark : end,
      reverse,
      // Each newer write can replace at most one of the rows read.
      limit: limit === Number.POSITIVE_INFINITY ? -1 : limit + newer.size,
    };
    const rows = new Map<string, string | null>();
    const onDisk = await db.iterator(range).all().catch(readFailed);
    for (const [key, text] of onDisk) if (isWanted(key)) rows.set(key, text);
    for (const [key, text] of newer) rows.set(key, text);
    const items: { key: string; value: T }[] = [];
    const sorted = [...rows.keys()].sort();
    for (const key of reverse ? sorted.reverse() : sorted) {
      const value = parsed<T>(rows.get(key));
      if (value !== undefined && items.length < limit)
        items.push({ key: key.slice(path.length), value });
    }
    return items;
  }

  const tx: Transaction = {
    get: async <T>(key: string) => parsed<T>(await read(checked(path + key))),
    list,
    put(key, value) {
      const text = JSON.stringify(value) as string | undefined;
      if (text === undefined) throw new TypeError(`"${key}": not a JSON value`);
      writes.set(checked(path + key), text);
    },
    delete(key) {
      writes.set(checked(path + key), null);
    },
  };
  return {
    tx,
    commit() {
      over = true;
      checkSound();
      return writes.size > 0 ? group.add(writes) : newestRead;
    },
    abandon() {
      over = true;
      checkSound();
      return newestRead;
    },
  };
}
