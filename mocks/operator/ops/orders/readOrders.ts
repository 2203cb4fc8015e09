/** Reads the orders that a query asks for, one after another. */
import { pageThroughAs } from '../../../store/rowList.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import { getOrder } from '../../tsp/books/moveOrder.ts';
import type { OrderRow } from '../../tsp/books/rows.ts';
import { allOrders } from '../../tsp/books/store/orderStore.ts';
import { isWanted, type OrderQuery, orderIdOf, type Walk, walkByTime } from './orderQuery.ts';

interface Row {
  readonly id: string;
  readonly value: unknown;
}

/** Reads the order of a row of a list: the row itself, or the order that its id names. */
export const readOrder = async (
  room: Store,
  { list }: Walk,
  { id, value }: Row,
): Promise<OrderRow | undefined> =>
  list === allOrders ? (value as OrderRow) : room.transaction((tx) => getOrder(tx, orderIdOf(id)));

/** One item for each row of the walk; `null`: an order that is not asked for. */
export async function* readWanted(
  room: Store,
  walk: Walk,
  query: OrderQuery,
): AsyncGenerator<OrderRow | null> {
  const read = async (tx: Transaction, row: Row) => {
    const glance = walk.glance(row.id);
    if (glance !== 'read') return { glance };
    const isRow = walk.list === allOrders;
    const order = isRow ? (row.value as OrderRow) : await getOrder(tx, orderIdOf(row.id));
    return { glance, order };
  };
  for await (const { glance, order } of pageThroughAs(room, walk.list, read, walk.range)) {
    if (glance === 'end') return;
    yield order && isWanted(order, query) ? order : null;
  }
}

/** The order that the word of the query names, if it is asked for. */
export async function readOne(
  room: Store,
  orderId: string,
  query: OrderQuery,
): Promise<OrderRow | undefined> {
  if (walkByTime(allOrders, query).glance(orderId) !== 'read') return undefined;
  const order = await room.transaction((tx) => getOrder(tx, orderId));
  return order && isWanted(order, query) ? order : undefined;
}
