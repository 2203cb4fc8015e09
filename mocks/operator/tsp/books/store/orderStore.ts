/** Orders in the store, and the indexes they are found by. */
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import type { OrderRow } from '../rows.ts';
import { keys } from './tspKeys.ts';

/** By order id: ULIDs, so in the order of time. */
export const allOrders: RowList<OrderRow> = rowList(keys.orders);

export const getOrder = (tx: Transaction, orderId: string) => tx.get<OrderRow>(keys.order(orderId));
export const putOrder = (tx: Transaction, order: OrderRow): void =>
  tx.put(keys.order(order.orderId), order);

/** Of one subscriber: ids of orders that are not at rest. */
export const openOrdersOf = (subscriberId: string): RowList<true> =>
  rowList(keys.openOrders(subscriberId));

export function markOpen(tx: Transaction, order: OrderRow, isOpen: boolean): void {
  const key = keys.openOrders(order.subscriberId) + order.orderId;
  if (isOpen) tx.put(key, true);
  else tx.delete(key);
}

/** Of one subscriber: ids of all orders that were confirmed. */
export const pastOrdersOf = (subscriberId: string): RowList<true> =>
  rowList(keys.pastOrders(subscriberId));
/** `2026-11`: months that have such orders. */
export const orderMonthsOf = (subscriberId: string): RowList<true> =>
  rowList(keys.orderMonths(subscriberId));
export const ordersOfMonth = (subscriberId: string, month: string): RowList<true> =>
  rowList(keys.ordersOfMonth(subscriberId, month));

/** Confirmed: it is history from now on. */
export function markPast(
  tx: Transaction,
  { subscriberId, orderId }: OrderRow,
  month: string,
): void {
  tx.put(keys.pastOrders(subscriberId) + orderId, true);
  tx.put(keys.orderMonths(subscriberId) + month, true);
  tx.put(keys.ordersOfMonth(subscriberId, month) + orderId, true);
}

/** The one order for a service that may be under way; none: `null` frees the place. */
export const activeOrderOf = (tx: Transaction, subscriberId: string, serviceId: string) =>
  tx.get<string>(keys.activeOrder(subscriberId, serviceId));

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

/** By the short number subscribers read out: drawn, not counted, so two orders may share one. */
export const ordersByRef = (ref: string): RowList<true> => rowList(keys.ordersByRef(ref));
export const ordersByBox = (stbId: string): RowList<true> => rowList(keys.ordersByBox(stbId));

export function markFound(tx: Transaction, { orderId, ref, stbId }: OrderRow): void {
  tx.put(keys.ordersByRef(ref) + orderId, true);
  tx.put(keys.ordersByBox(stbId) + orderId, true);
}

export const orderByReceipt = (tx: Transaction, receiptNo: string) =>
  tx.get<string>(keys.orderByReceipt(receiptNo));
export const markReceipt = (tx: Transaction, receiptNo: string, orderId: string): void =>
  tx.put(keys.orderByReceipt(receiptNo), orderId);
