import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findHold, findSubscription, keys } from '../base/bossStore.ts';
import type { IsoDate, Item, OrderRecord, SubscriptionRecord } from '../base/bossTypes.ts';
import { bookOrder } from '../day/bossDay.ts';
import { duesOf } from '../subscribers/subscribers.ts';
import { isArrears, settleBills } from './arrears.ts';
import { leaveQueue } from './pendingRival.ts';

/** Opens a service or settles overdue bills; nothing else does. Order, subscription and bills change in the same commit. */
export async function openService(
  tx: Transaction,
  { environment }: BossParts,
  order: Omit<OrderRecord, 'state'> & { item: Item; from: IsoDate; to: IsoDate },
): Promise<OrderRecord> {
  const { subscriberId, item, to } = order;
  if (isArrears(item)) {
    const held = await findHold(tx, order.orderId);
    await settleBills(tx, subscriberId, held?.bills ?? []);
  } else {
    const before = await findSubscription(tx, subscriberId, item.serviceId);
    const extended: SubscriptionRecord = { ...before, validTo: to };
    tx.put(keys.subscription(subscriberId, item.serviceId), extended);
    const dues = await duesOf(tx, subscriberId);
    tx.put(
      keys.dues(subscriberId),
      dues.filter(({ serviceId }) => serviceId !== item.serviceId),
    );
  }
  await leaveQueue(tx, order);
  const { asksLeft: _, ...rest } = order;
  return bookOrder(tx, environment.clock.now(), { ...rest, state: 'ACTIVATED' });
}
