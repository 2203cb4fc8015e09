/** Two orders that want the same time of the same service. */
import type { Transaction } from '../store/store.ts';
import { findHold, findOrder, keys } from './bossStore.ts';
import type { HoldRecord, Item } from './bossTypes.ts';

/** One item of one subscriber's order. */
export interface Wanted {
  readonly orderId: string;
  readonly subscriberId: string;
  readonly item: Item;
}

export const sameItem = (a: Item, b: Item): boolean =>
  a.serviceId === b.serviceId && a.months === b.months;

/** Whether the price is still kept for this order. */
export const isAlive = (record: HoldRecord, now: number): boolean =>
  !record.released && record.expiresAtMs > now;

/** From now on the order is seen by `rivalOrder`. */
export function queueFor(tx: Transaction, { orderId, subscriberId, item }: Wanted): void {
  tx.put(keys.waiting(subscriberId, item.serviceId) + orderId, orderId);
}

/**
 * Another order that will take the same time: confirmed and still held, or paid and still pending. All orders of one
 * service begin on the same day, so any two of them overlap.
 */
export async function rivalOrder(
  tx: Transaction,
  wanted: Wanted,
  now: number,
): Promise<string | null> {
  for (const other of await others(tx, wanted)) {
    const held = await findHold(tx, other);
    const order = await findOrder(tx, other);
    if (order?.state === 'PENDING') return other;
    const isHeld = order === undefined && held !== undefined && isAlive(held, now);
    if (isHeld && held.confirmed) return other;
    if (!isHeld) leaveQueue(tx, { ...wanted, orderId: other });
  }
  return null;
}

/** Another order that is paid and pending. */
export async function pendingRival(tx: Transaction, wanted: Wanted): Promise<string | null> {
  for (const other of await others(tx, wanted)) {
    const order = await findOrder(tx, other);
    if (order?.state === 'PENDING') return other;
  }
  return null;
}

async function others(tx: Transaction, { orderId, subscriberId, item }: Wanted) {
  const rows = await tx.list<string>(keys.waiting(subscriberId, item.serviceId));
  return rows.map(({ value }) => value).filter((other) => other !== orderId);
}

/** The order waits no more: it is opened, or its hold is given back. */
export function leaveQueue(tx: Transaction, { orderId, subscriberId, item }: Wanted): void {
  tx.delete(keys.waiting(subscriberId, item.serviceId) + orderId);
}
