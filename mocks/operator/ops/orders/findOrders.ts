/** The list of orders: filtered, sorted, a page at a time, and how many there are. */
import type { Result } from '../../../../src/shared/result.ts';
import type { Refusal } from '../../../contract/contractServer.ts';
import type { Store } from '../../../store/store.ts';
import type { OrderRow } from '../../tsp/books/rows.ts';
import { amountId } from '../../tsp/books/store/orderStore.ts';
import { dayFault } from '../base/calendarDays.ts';
import { defined } from '../base/definedFields.ts';
import type { OpsHandler, OpsProblem, Schemas } from '../base/opsTypes.ts';
import { orderSummary } from '../base/orderViews.ts';
import { beginAfter, type Page, takePage } from '../base/takePage.ts';
import { placeOf } from './orderLists.ts';
import {
  isWanted,
  type Narrowing,
  type OrderQuery,
  type Walk,
  walkByAmount,
  walkByTime,
} from './orderQuery.ts';
import { readOne, readOrder, readWanted } from './readOrders.ts';

const ON_A_PAGE = 50;
/** Orders read for one page. */
const SCAN = 500;
/** Orders of a household that are sorted in memory. */
const FEW = 2_000;
/** Orders counted for one total. */
const COUNTED = 10_000;

type Summary = Schemas['OrderSummary'];
type Orders = Page<Summary>;
type Total = Schemas['Total'];

/** The rows are read first, then all that is shown of them in one transaction. */
async function pageOf(room: Store, walk: Walk, query: OrderQuery, of?: Narrowing): Promise<Orders> {
  const { list, range, glance } = walk;
  const size = query.limit ?? ON_A_PAGE;
  const page = await takePage<unknown, OrderRow>(room, list, range, {
    size,
    scan: Math.max(SCAN, size),
    glance,
    async pick(value, id) {
      const order = await readOrder(room, walk, { id, value });
      return order && isWanted(order, query, of) ? order : null;
    },
  });
  return { ...page, items: await summaries(room, page.items) };
}

const summaries = (room: Store, orders: readonly OrderRow[]): Promise<Summary[]> =>
  room.transaction((tx) => Promise.all(orders.map((order) => orderSummary(tx, order))));

/** The wanted orders of a walk, up to a number of rows. `isCut`: there are more rows. */
async function readMost(room: Store, walk: Walk, query: OrderQuery, most: number) {
  const orders: OrderRow[] = [];
  let rows = 0;
  for await (const order of readWanted(room, walk, query)) {
    if (rows++ === most) return { orders, isCut: true };
    if (order) orders.push(order);
  }
  return { orders, isCut: false };
}

const amountIdOf = ({ quote, orderId }: OrderRow): string => amountId(quote.amountFen, orderId);

/** The orders of a household by amount; `undefined`: too many to sort in memory. */
async function sortedPage(room: Store, walk: Walk, query: OrderQuery): Promise<Orders | undefined> {
  const { orders, isCut } = await readMost(room, walk, query, FEW);
  if (isCut) return undefined;
  const { cursor, direction, limit = ON_A_PAGE } = query;
  const sign = direction === 'asc' ? 1 : -1;
  const order = (a: string, b: string) => (a < b ? -sign : sign);
  const rows = orders
    .map((row) => ({ row, id: amountIdOf(row) }))
    .filter(({ id }) => cursor === undefined || (id !== cursor && order(cursor, id) < 0))
    .sort((a, b) => order(a.id, b.id));
  const shown = rows.slice(0, limit);
  const items = await summaries(
    room,
    shown.map(({ row }) => row),
  );
  return { items, ...(rows.length > limit ? { cursor: shown.at(-1)!.id } : {}) };
}

async function totalOf(room: Store, walk: Walk, query: OrderQuery): Promise<Total> {
  const { orders, isCut } = await readMost(room, walk, query, COUNTED);
  return { count: orders.length, more: isCut };
}

async function oneOrder(room: Store, orderId: string, query: OrderQuery): Promise<Orders> {
  const order = await readOne(room, orderId, query);
  return { items: await summaries(room, order ? [order] : []) };
}

const CURSORS = { time: /^[0-9A-Z]{26}$/, amount: /^\d{9}\/[0-9A-Z]{26}$/ };

const answer = ({ items, cursor }: Orders, total: Total | undefined) => ({
  status: 200 as const,
  body: defined({ orders: [...items], cursor, total }),
});

/** Without a word and a state it lists confirmed orders. Unconfirmed quotes are asked for by their state. */
export const findOrders: OpsHandler<'findOrders'> = async ({ room }, call) => {
  const query: OrderQuery = call.query ?? {};
  const fault = queryFault(query);
  if (fault) return fault;
  const place = await placeOf(room, query);
  if (place.kind === 'nowhere' || place.kind === 'one') {
    const found: Orders =
      place.kind === 'one' ? await oneOrder(room, place.orderId, query) : { items: [] };
    const total = { count: found.items.length, more: false };
    return answer(found, query.total && total);
  }
  const { cursor: _, direction: __, ...whole } = query;
  const wholeWalk = walkByTime(place.list, whole);
  const total = query.total && (await totalOf(room, wholeWalk, query));
  if (query.sort !== 'amount') {
    return answer(await pageOf(room, walkByTime(place.list, query), query), total);
  }
  if (place.kind === 'all') return answer(await pageOf(room, walkByAmount(query), query), total);
  const sorted = await sortedPage(room, wholeWalk, query);
  return answer(sorted ?? (await pageOf(room, walkByAmount(query), query, place.of)), total);
};

/** Refuses days that are in no calendar, and cursors of another list. */
function queryFault(query: OrderQuery): Refusal<OpsProblem> | null {
  const fault = dayFault(query);
  if (fault) return fault;
  const after: Result<unknown, Refusal<OpsProblem>> = beginAfter(
    query.cursor,
    CURSORS[query.sort ?? 'time'],
  );
  return after.ok ? null : after.error;
}
