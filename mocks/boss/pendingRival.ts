/** Two orders that want the same time of the same service. */
import type { Transaction } from '../store/store.ts';
import { findOrder, keys } from './bossStore.ts';
import type { Item } from './bossTypes.ts';

/** One item of one subscriber's order. */
export interface Wanted {
  readonly orderId: string;
  readonly subscriberId: string;
  readonly item: Item;
}

export const sameItem = (a: Item, b: Item): boolean =>
  a.serviceId === b.serviceId && a.months === b.months;

const keyOf = ({ orderId, subscriberId, item }: Wanted): string =>
  keys.pending(subscriberId, item.serviceId) + orderId;

/** Paid, and not opened yet: from now on `pendingRival` sees it. */
export const queueFor = (tx: Transaction, wanted: Wanted): void =>
  tx.put(keyOf(wanted), wanted.orderId);

export const leaveQueue = (tx: Transaction, wanted: Wanted): void => tx.delete(keyOf(wanted));

/**
 * Another order, paid and pending, that will take the same time. All orders of one service begin on the same day, so
 * any two of them overlap. A mere hold takes nothing: whoever pays first is first, and one order at a time is the
 * platform's rule, which knows the boxes.
 */
export async function pendingRival(
  tx: Transaction,
  { orderId, subscriberId, item }: Wanted,
): Promise<string | null> {
  const rows = await tx.list<string>(keys.pending(subscriberId, item.serviceId));
  for (const { value: other } of rows) {
    const order = other === orderId ? undefined : await findOrder(tx, other);
    if (order?.state === 'PENDING') return other;
  }
  return null;
}
