/**
 * Lists of rows of one kind: listed in one transaction, or read in many. A party's store file defines the lists; other
 * modules know a row by its id, which is its key without the common prefix.
 */
import type { Store, Transaction } from './store.ts';

export interface RowList<T> {
  /** The common prefix of all keys. */
  readonly prefix: string;
  /** Never set; it only carries the type of the rows. */
  readonly row?: T;
}

interface ListedRow<T> {
  readonly id: string;
  readonly value: T;
}

interface RowRange {
  /** Begins after this id (before it, when `reverse`). */
  readonly after?: string | undefined;
  readonly reverse?: boolean;
  readonly limit?: number;
}

/** The last part of an id that has several parts separated by `/`. */
export const lastPart = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** Defines a list; only for a party's store file. */
export const rowList = <T>(prefix: string): RowList<T> => ({ prefix });

/** Lists rows with their ids, in the order of their keys. */
export async function listRows<T>(
  tx: Transaction,
  { prefix }: RowList<T>,
  { after, ...range }: RowRange = {},
): Promise<ListedRow<T>[]> {
  const options = { ...range, ...(after === undefined ? {} : { after: prefix + after }) };
  const rows = await tx.list<T>(prefix, options);
  return rows.map(({ key, value }) => ({ id: key.slice(prefix.length), value }));
}

/** Lists the rows alone, in the order of their keys. */
export const rowsIn = async <T>(
  tx: Transaction,
  list: RowList<T>,
  range?: RowRange,
): Promise<T[]> => (await listRows(tx, list, range)).map(({ value }) => value);

/** Default number of rows per transaction; each transaction delays all payments, so none may be long. */
export const PIECE = 500;

export interface ReadThrough extends Omit<RowRange, 'limit'> {
  /** Rows read in one transaction. */
  readonly piece?: number;
}

/** Reads every row of a list, with a transaction for each piece. Rows written meanwhile may or may not be seen. */
export const pageThrough = <T>(
  store: Store,
  list: RowList<T>,
  options: ReadThrough = {},
): AsyncGenerator<ListedRow<T>> =>
  pageThroughAs<T, ListedRow<T>>(store, list, async (_tx, row) => row, options);

/** Like `pageThrough`, but maps each row by `read` in the transaction of its piece; `undefined` leaves a row out. */
export async function* pageThroughAs<T, R>(
  store: Store,
  list: RowList<T>,
  read: (tx: Transaction, row: ListedRow<T>) => Promise<R | undefined>,
  { after, reverse = false, piece = PIECE }: ReadThrough = {},
): AsyncGenerator<R> {
  let mark = after;
  for (;;) {
    const { made, last } = await store.transaction(async (tx) => {
      const rows = await listRows(tx, list, { after: mark, reverse, limit: piece });
      const made: R[] = [];
      for (const row of rows) {
        const result = await read(tx, row);
        if (result !== undefined) made.push(result);
      }
      return { made, last: rows.length < piece ? undefined : rows.at(-1)?.id };
    });
    yield* made;
    if (last === undefined) return;
    mark = last;
  }
}

/** Deletes all rows of a list, with a transaction for each piece. */
export async function clearRows(store: Store, list: RowList<unknown>): Promise<void> {
  for (let isEmpty = false; !isEmpty; ) {
    isEmpty = await store.transaction(async (tx) => {
      const rows = await tx.list(list.prefix, { limit: PIECE });
      for (const { key } of rows) tx.delete(key);
      return rows.length < PIECE;
    });
  }
}
