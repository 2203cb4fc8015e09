/** One page of a list for people: the wanted items, and where the next page begins. Cursors are ids of rows. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type { Refusal } from '../../../contract/contractServer.ts';
import { PIECE, pageThrough, type ReadThrough, type RowList } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import type { OpsProblem } from './opsTypes.ts';
import { refuse } from './refuse.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent: there are no more. */
  readonly cursor?: string;
}

interface Taking<Row, T> {
  /** `null`: not wanted. */
  readonly pick: (row: Row, id: string) => Promise<T | null> | T | null;
  /** Items on a page. */
  readonly size: number;
  /** Rows looked at for one page. Then the page ends, even if it is empty, and its cursor leads on. */
  readonly scan: number;
}

/** Takes one page of the wanted rows of `list`. The cursor is the id of the last row looked at. */
export async function takePage<Row, T>(
  store: Store,
  list: RowList<Row>,
  options: ReadThrough,
  { pick, size, scan }: Taking<Row, T>,
): Promise<Page<T>> {
  const items: T[] = [];
  let seen = 0;
  let last: string | undefined;
  const pages = { piece: Math.min(PIECE, size + 1), ...options };
  for await (const { id, value } of pageThrough(store, list, pages)) {
    if (last !== undefined && (items.length === size || seen === scan)) {
      return { items, cursor: last };
    }
    seen += 1;
    last = id;
    const item = await pick(value, id);
    if (item !== null) items.push(item);
  }
  return { items };
}

/** Checks a cursor, which comes from outside: the id after which the page begins. */
export function beginAfter(
  cursor: string | undefined,
): Result<string | undefined, Refusal<OpsProblem>> {
  if (cursor === undefined || /^[\x21-\x7e]+$/.test(cursor)) return ok(cursor);
  return fail(
    refuse('request.invalid', 'cursor: not one of ours; begin with the first page', {
      field: 'cursor',
    }),
  );
}
