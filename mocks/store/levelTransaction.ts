/** One transaction over a level database: reads go through its own writes, the writes leave in one batch. */
import type { AbstractLevel } from 'abstract-level';
import type { ListOptions, Transaction } from './store.ts';

/** Disk only; the others ignore it. In IndexedDB the engine decides when a commit reaches the disk. */
const DURABLE = { keyEncoding: 'utf8', sync: true };

/** Sorts after every character a key may have. */
const LAST = '\x7f';

export interface OpenTransaction {
  readonly tx: Transaction;
  /** Writes everything or nothing, and ends the transaction. */
  commit(): Promise<void>;
  /** From here on the transaction throws: a write that comes too late would be lost without a word. */
  end(): void;
}

/** `path` is put before every key and taken off again. */
export function openTransaction<Format>(
  db: AbstractLevel<Format, string, string>,
  path: string,
): OpenTransaction {
  const writes = new Map<string, string | null>();
  let over = false;

  function checked(key: string): string {
    if (over) throw new Error(`the transaction is over: "${key}" came too late`);
    // One order of keys in JavaScript, LevelDB and IndexedDB: only ASCII has it.
    if (!/^[\x20-\x7e]+$/.test(key)) throw new RangeError(`not a key: ${JSON.stringify(key)}`);
    return key;
  }

  function parsed<T>(text: string | null | undefined): T | undefined {
    return text == null ? undefined : (JSON.parse(text) as T);
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

    const own = [...writes].filter(([key]) => isWanted(key));
    const range = {
      ...(mark === undefined || reverse || mark < first ? { gte: first } : { gt: mark }),
      lt: mark !== undefined && reverse && mark < end ? mark : end,
      reverse,
      // Own writes can hide at most so many of the rows read.
      limit: limit === Number.POSITIVE_INFINITY ? -1 : limit + own.length,
    };
    const rows = new Map<string, string | null>();
    for (const [key, text] of await db.iterator(range).all())
      if (isWanted(key)) rows.set(key, text);
    for (const [key, text] of own) rows.set(key, text);
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
    async get<T>(key: string) {
      const full = checked(path + key);
      return parsed<T>(writes.has(full) ? writes.get(full) : await db.get(full));
    },
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
    async commit() {
      over = true;
      if (writes.size === 0) return;
      await db.batch(
        [...writes].map(([key, value]) =>
          value === null ? { type: 'del', key } : { type: 'put', key, value },
        ),
        DURABLE,
      );
    },
    end() {
      over = true;
    },
  };
}
