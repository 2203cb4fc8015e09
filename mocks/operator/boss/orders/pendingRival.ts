/** Two orders that want the same time of the same service. */
import type { Transaction } from '../../../store/store.ts';
import { findOrder, keys } from '../base/bossStore.ts';
import type { Item } from '../base/bossTypes.ts';

/** One item of one subscriber's order. */
export interface Wanted {
  readonly orderId: string;
  readonly subscriberId: string;
  readonly item: Item;
}

export const sameItem = (a: Item, b: Item): boolean =>
  a.serviceId === b.serviceId && a.months === b.months;

const keyOf = ({ subscriberId, item }: Wanted): string =>
  keys.pending(subscriberId, item.serviceId);

const queueOf = async (tx: Transaction, wanted: Wanted): Promise<readonly string[]> =>
  (await tx.get<string[]>(keyOf(wanted))) ?? [];

/** Notes an order that is paid and not opened yet: from now on `pendingRival` finds it. */
export async function queueFor(tx: Transaction, wanted: Wanted): Promise<void> {
  const others = (await queueOf(tx, wanted)).filter((id) => id !== wanted.orderId);
  tx.put(keyOf(wanted), [...others, wanted.orderId]);
}

export async function leaveQueue(tx: Transaction, wanted: Wanted): Promise<void> {
  const queue = await queueOf(tx, wanted);
  if (!queue.includes(wanted.orderId)) return;
  const others = queue.filter((id) => id !== wanted.orderId);
  if (others.length > 0) tx.put(keyOf(wanted), others);
  else tx.delete(keyOf(wanted));
}

/**
 * Returns another order, paid and pending, that will take the same time. All orders of one service begin on the same
 * day, so any two of them overlap. A hold alone takes no time: the order that is paid first wins. That a box has one
 * order at a time is the platform's rule, because it knows the boxes.
 */
export async function pendingRival(tx: Transaction, wanted: Wanted): Promise<string | null> {
  for (const other of await queueOf(tx, wanted)) {
    const order = other === wanted.orderId ? undefined : await findOrder(tx, other);
    if (order?.state === 'PENDING') return other;
  }
  return null;
}
