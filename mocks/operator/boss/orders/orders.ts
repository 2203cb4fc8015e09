/** What BOSS did for an order, and the promise not to cut a service while a payment is in doubt. */
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findHold, findOrder, findSubscription, keys } from '../base/bossStore.ts';
import type { BossAnswer, BossCall, SubscriptionRecord } from '../base/bossTypes.ts';
import { orderAnswer } from '../base/orderAnswer.ts';
import { refuse } from '../base/refuse.ts';
import { finishPending } from './finishPending.ts';

/** Each request moves a pending activation on, as time would. */
export async function getOrder(
  tx: Transaction,
  parts: BossParts,
  { params }: BossCall<'getOrder'>,
): BossAnswer<'getOrder'> {
  const order = await findOrder(tx, params.orderId);
  if (!order) return { status: 200, body: { orderId: params.orderId, state: 'NONE' } };
  return { status: 200, body: orderAnswer(await finishPending(tx, parts, order)) };
}

/** Of several promises the longest counts. For a service that was never on there is nothing to promise. */
export async function grace(
  tx: Transaction,
  _parts: BossParts,
  { params, body }: BossCall<'grace'>,
): BossAnswer<'grace'> {
  const held = await findHold(tx, params.orderId);
  const item = held?.hold.items[0];
  if (!held || !item || held.released) return refuse('hold.none');
  const record = await findSubscription(tx, held.subscriberId, item.serviceId);
  if (record) {
    const graceUntil = Math.max(record.graceUntil ?? 0, Date.parse(body.until));
    const promised: SubscriptionRecord = {
      ...record,
      graceUntil,
      graceOf: params.orderId,
    };
    tx.put(keys.subscription(held.subscriberId, item.serviceId), promised);
  }
  return { status: 204 };
}
