/**
 * A store in memory whose every commit can be cut. Does not imitate: a disk, group commit, a second process; the real
 * stores have their own tests. Kept rows are JSON texts, so no reader shares an object with a writer.
 */
import type { ListOptions, Store, Transaction } from '../../mocks/store/store.ts';

/** What happens at a commit that writes; `null`: nothing special. Thrown errors are the disk's, or a process's death. */
export interface CommitCut {
  before(): void | Promise<void>;
  after(): void | Promise<void>;
}

/** Called for each commit that writes, with the name of its outermost room. */
type OnCommit = (room: string, keys: readonly string[]) => CommitCut | null;

export interface PlainStore extends Store {
  /** Every row, for counting without the reader of its owner. */
  rows(): ReadonlyMap<string, string>;
}

export function plainStore(onCommit: OnCommit = () => null): PlainStore {
  const rows = new Map<string, string>();
  let sorted: string[] | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** The place of the first key that does not come before `first`. */
  function placeOf(keys: readonly string[], first: string): number {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle]! < first) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  function keysFrom(first: string): { readonly keys: readonly string[]; readonly at: number } {
    sorted ??= [...rows.keys()].sort();
    return { keys: sorted, at: placeOf(sorted, first) };
  }

  function open(path: string) {
    const writes = new Map<string, string | null>();
    let isOver = false;
    const checked = (key: string): string => {
      if (isOver) throw new Error(`the transaction is over: "${key}" came too late`);
      return path + key;
    };
    const tx: Transaction = {
      async get<T>(key: string) {
        const own = writes.get(checked(key));
        const text = own === undefined ? rows.get(path + key) : own;
        return text == null ? undefined : (JSON.parse(text) as T);
      },
      async list<T>(prefix: string, options: ListOptions = {}) {
        const { after, limit = Number.POSITIVE_INFINITY, reverse = false } = options;
        const first = checked(prefix);
        const mark = after === undefined ? undefined : path + after;
        const { keys, at } = keysFrom(first);
        const found: string[] = [];
        for (let i = at; i < keys.length && keys[i]!.startsWith(first); i++) {
          if (writes.get(keys[i]!) === undefined) found.push(keys[i]!);
        }
        if (writes.size > 0) {
          for (const [key, text] of writes)
            if (text !== null && key.startsWith(first)) found.push(key);
          found.sort();
        }
        if (reverse) found.reverse();
        const items: { key: string; value: T }[] = [];
        for (const key of found) {
          if (items.length >= limit) break;
          if (mark !== undefined && (reverse ? key >= mark : key <= mark)) continue;
          const text = writes.get(key) ?? rows.get(key)!;
          items.push({ key: key.slice(path.length), value: JSON.parse(text) as T });
        }
        return items;
      },
      put: (key, value) => void writes.set(checked(key), JSON.stringify(value)),
      delete: (key) => void writes.set(checked(key), null),
    };
    return { tx, writes, end: () => (isOver = true) };
  }

  function write(writes: ReadonlyMap<string, string | null>): void {
    for (const [key, text] of writes) {
      const isKnown = rows.has(key);
      if (text === null) rows.delete(key);
      else rows.set(key, text);
      // A long list is not sorted again for one key.
      if (sorted && isKnown === (text === null)) {
        sorted.splice(placeOf(sorted, key), isKnown ? 1 : 0, ...(isKnown ? [] : [key]));
      }
    }
  }

  async function run<T>(path: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { tx, writes, end } = open(path);
    let value: T;
    try {
      value = await work(tx);
    } finally {
      end();
    }
    if (writes.size === 0) return value;
    const cut = onCommit(path.slice(0, path.indexOf('/')), [...writes.keys()]);
    await cut?.before();
    write(writes);
    await cut?.after();
    return value;
  }

  function roomAt(path: string): Store {
    const transaction: Store['transaction'] = (work) => {
      const running = last.then(() => run(path, work));
      last = running.catch(() => undefined);
      return running;
    };
    return {
      transaction,
      room: (name) => roomAt(`${path}${name}/`),
      clear: () =>
        transaction(async (tx) => {
          for (const { key } of await tx.list('')) tx.delete(key);
        }),
    };
  }
  return { ...roomAt(''), rows: () => rows };
}
