/** One page of a list for people: the wanted items, and where the next page begins. Cursors are ids of rows. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type { Refusal } from '../../../contract/contractServer.ts';
import { PIECE, pageThrough, type ReadThrough, type RowList } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import type { OpsProblem, Schemas } from './opsTypes.ts';
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
  /** What the id alone says: a row to read, a row to pass over, or the end of the search. Without it every row is read. */
  readonly glance?: (id: string) => Glance;
}

export type Glance = 'read' | 'skip' | 'end';

/** To pass over a row costs a tenth of reading it. */
const COST = { read: 10, skip: 1 } as const;

/** Takes one page of the wanted rows of `list`. The cursor is the id of the last row looked at. */
export async function takePage<Row, T>(
  store: Store,
  list: RowList<Row>,
  options: ReadThrough,
  { pick, size, scan, glance = () => 'read' }: Taking<Row, T>,
): Promise<Page<T>> {
  const items: T[] = [];
  let spent = 0;
  let last: string | undefined;
  const pages = { piece: Math.min(PIECE, size + 1), ...options };
  for await (const { id, value } of pageThrough(store, list, pages)) {
    const seen = glance(id);
    if (seen === 'end') break;
    if (last !== undefined && (items.length === size || spent >= scan * COST.read)) {
      return { items, cursor: last };
    }
    spent += COST[seen];
    last = id;
    if (seen === 'skip') continue;
    const item = await pick(value, id);
    if (item !== null) items.push(item);
  }
  return { items };
}

/** Rows that are looked at for one total. */
const COUNTED = 10_000;

/** Counts the wanted rows of `list`. After `most` rows it stops, and says that there may be more. */
export async function countItems<Row>(
  store: Store,
  list: RowList<Row>,
  { pick, glance = () => 'read' }: Pick<Taking<Row, unknown>, 'pick' | 'glance'>,
  { most = COUNTED, after }: { most?: number; after?: string } = {},
): Promise<Schemas['Total']> {
  let [count, rows] = [0, 0];
  for await (const { id, value } of pageThrough(store, list, { after })) {
    const seen = glance(id);
    if (seen === 'end') break;
    if (rows++ === most) return { count, more: true };
    if (seen === 'read' && (await pick(value, id)) !== null) count += 1;
  }
  return { count, more: false };
}

/** Checks a cursor, which comes from outside: the id after which the page begins. */
export function beginAfter(
  cursor: string | undefined,
  shape = /^[\x21-\x7e]+$/,
): Result<string | undefined, Refusal<OpsProblem>> {
  if (cursor === undefined || shape.test(cursor)) return ok(cursor);
  return fail(
    refuse('request.invalid', 'cursor: not one of ours; begin with the first page', {
      field: 'cursor',
    }),
  );
}
