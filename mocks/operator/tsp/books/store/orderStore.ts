/** Orders in the store, and their indexes. */
import type { Fen } from '../../../../../src/shared/money.ts';
import type { Instant } from '../../../../../src/shared/time.ts';
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import type { OrderRow } from '../rows.ts';
import { keys } from './tspKeys.ts';

/** All orders by id. Ids are ULIDs, so this is the order of time. */
export const allOrders: RowList<OrderRow> = rowList(keys.orders);

export const getOrder = (tx: Transaction, orderId: string) => tx.get<OrderRow>(keys.order(orderId));
export const putOrder = (tx: Transaction, order: OrderRow): void =>
  tx.put(keys.order(order.orderId), order);

/** Ids of a subscriber's orders that are not at rest. */
export const openOrdersOf = (subscriberId: string): RowList<true> =>
  rowList(keys.openOrders(subscriberId));

export function markOpen(tx: Transaction, order: OrderRow, isOpen: boolean): void {
  const key = keys.openOrders(order.subscriberId) + order.orderId;
  if (isOpen) tx.put(key, true);
  else tx.delete(key);
}

/** Ids of all orders that a subscriber confirmed. */
export const pastOrdersOf = (subscriberId: string): RowList<true> =>
  rowList(keys.pastOrders(subscriberId));
/** The months that have such orders: `2026-11`. */
export const orderMonthsOf = (subscriberId: string): RowList<true> =>
  rowList(keys.orderMonths(subscriberId));
export const ordersOfMonth = (subscriberId: string, month: string): RowList<true> =>
  rowList(keys.ordersOfMonth(subscriberId, month));

/** Adds a confirmed order to the subscriber's history. */
export function markPast(
  tx: Transaction,
  { subscriberId, orderId }: OrderRow,
  month: string,
): void {
  tx.put(keys.pastOrders(subscriberId) + orderId, true);
  tx.put(keys.orderMonths(subscriberId) + month, true);
  tx.put(keys.ordersOfMonth(subscriberId, month) + orderId, true);
}

/** The subscriber's active order for a service: one at most. */
export const activeOrderOf = (tx: Transaction, subscriberId: string, serviceId: string) =>
  tx.get<string>(keys.activeOrder(subscriberId, serviceId));

/** `orderId: null`: there is no active order any more. */
export function setActiveOrder(
  tx: Transaction,
  subscriberId: string,
  serviceId: string,
  orderId: string | null,
): void {
  const key = keys.activeOrder(subscriberId, serviceId);
  if (orderId === null) tx.delete(key);
  else tx.put(key, orderId);
}

interface GraceRow {
  readonly orderId: string;
  readonly at: Instant;
}

/** The last order of the subscriber for which BOSS was asked not to cut the service. */
export const getLastGrace = (tx: Transaction, subscriberId: string) =>
  tx.get<GraceRow>(keys.lastGrace(subscriberId));
export const putLastGrace = (tx: Transaction, subscriberId: string, row: GraceRow): void =>
  tx.put(keys.lastGrace(subscriberId), row);

/** By the short number that subscribers read out. It is random, not counted, so two orders may share one. */
export const ordersByRef = (ref: string): RowList<true> => rowList(keys.ordersByRef(ref));
export const ordersByBox = (stbId: string): RowList<true> => rowList(keys.ordersByBox(stbId));

export function markFound(tx: Transaction, { orderId, ref, stbId }: OrderRow): void {
  tx.put(keys.ordersByRef(ref) + orderId, true);
  tx.put(keys.ordersByBox(stbId) + orderId, true);
}

/** All orders, quotes too, by amount: the ids of its rows are those of `amountId`. */
export const ordersByAmount: RowList<true> = rowList(keys.ordersByAmount);
/** Sorts by amount, then by time. Without an order: before every order of this amount. */
export const amountId = (fen: Fen, orderId = ''): string => keys.idOf.orderByAmount(fen, orderId);

export const markAmount = (tx: Transaction, { orderId, quote }: OrderRow): void =>
  tx.put(keys.ordersByAmount + amountId(quote.amountFen, orderId), true);

export const areOrdersIndexed = async (tx: Transaction): Promise<boolean> =>
  (await tx.get<true>(keys.ordersIndexed)) !== undefined;
export const noteOrdersIndexed = (tx: Transaction): void => tx.put(keys.ordersIndexed, true);

export const orderByReceipt = (tx: Transaction, receiptNo: string) =>
  tx.get<string>(keys.orderByReceipt(receiptNo));
export const markReceipt = (tx: Transaction, receiptNo: string, orderId: string): void =>
  tx.put(keys.orderByReceipt(receiptNo), orderId);
