/** Long lists in pieces: a transaction keeps every payment waiting, so none of ours may be long. */
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { Refusal } from '../../contract/contractServer.ts';
import type { Store } from '../../store/store.ts';
import type { OpsProblem } from './opsTypes.ts';
import { refuse } from './refuse.ts';

/** Rows in one transaction where nobody says otherwise. */
export const PIECE = 500;

export interface PageOptions {
  /** Begin after this key (before it, when `reverse`). */
  readonly after?: string | undefined;
  readonly reverse?: boolean;
  /** Rows read in one transaction. */
  readonly piece?: number;
}

/** Every row under `prefix`, in order of keys. What is written meanwhile may or may not be seen. */
export async function* pageThrough<T>(
  store: Store,
  prefix: string,
  { after, reverse = false, piece = PIECE }: PageOptions = {},
): AsyncGenerator<{ readonly key: string; readonly value: T }> {
  let mark = after;
  for (;;) {
    const range = { limit: piece, reverse, ...(mark === undefined ? {} : { after: mark }) };
    const rows = await store.transaction((tx) => tx.list<T>(prefix, range));
    yield* rows;
    if (rows.length < piece) return;
    mark = rows[rows.length - 1]!.key;
  }
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent: that was all. */
  readonly cursor?: string;
}

export interface Taking<Row, T> {
  /** `null`: not wanted. */
  readonly pick: (row: Row, key: string) => Promise<T | null> | T | null;
  /** Items on a page. */
  readonly size: number;
  /** Rows looked at for one page; then the page ends, even empty, and its cursor leads on. */
  readonly scan: number;
}

/** One page of what is wanted among the rows under `prefix`. The cursor is the rest of the last key looked at. */
export async function takePage<Row, T>(
  store: Store,
  prefix: string,
  options: PageOptions,
  { pick, size, scan }: Taking<Row, T>,
): Promise<Page<T>> {
  const items: T[] = [];
  let seen = 0;
  let last: string | undefined;
  const pages = { piece: Math.min(PIECE, size + 1), ...options };
  for await (const { key, value } of pageThrough<Row>(store, prefix, pages)) {
    if (last !== undefined && (items.length === size || seen === scan)) {
      return { items, cursor: last.slice(prefix.length) };
    }
    seen += 1;
    last = key;
    const item = await pick(value, key);
    if (item !== null) items.push(item);
  }
  return { items };
}

/** Where a page begins: the key after which it does. Cursors come from outside. */
export function keyAfter(
  prefix: string,
  cursor: string | undefined,
): Result<string | undefined, Refusal<OpsProblem>> {
  if (cursor === undefined) return ok(undefined);
  if (/^[\x21-\x7e]+$/.test(cursor)) return ok(prefix + cursor);
  return fail(
    refuse('request.invalid', 'cursor: not one of ours; begin with the first page', {
      field: 'cursor',
    }),
  );
}
