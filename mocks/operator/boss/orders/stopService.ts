/**
 * Stops a service that was opened for a debit which the PPP does not pay, and opens it again when it does. The order stays
 * booked on its day, so that both sides' totals of that day still agree.
 */
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findHold, findOrder, findSubscription, keys } from '../base/bossStore.ts';
import type { BossAnswer, BossCall, IsoDate, OrderRecord } from '../base/bossTypes.ts';
import { addDays, chinaDate, periodEnd } from '../base/calendar.ts';
import { orderAnswer, saveOrder } from '../base/orderAnswer.ts';
import { refuse } from '../base/refuse.ts';
import { asRenewed } from '../subscribers/subscription.ts';
import { isArrears, owedAgain, owesAll, settleBills } from './arrears.ts';

/** A period that was bought on top of this one cannot be left in the air: such a service is not stopped by a message. */
export async function stopService(
  tx: Transaction,
  _parts: BossParts,
  { params, body }: BossCall<'stopService'>,
): BossAnswer<'stopService'> {
  const order = await findOrder(tx, params.orderId);
  if (!order) return refuse('request.not_found');
  const { orderId, state, item, from, to, subscriberId, amountFen } = order;
  if (subscriberId !== body.subscriberId || amountFen !== body.amountFen) {
    return refuse('order.conflict', { detail: `${orderId} was paid for something else` });
  }
  if (state === 'STOPPED') return { status: 200, body: orderAnswer(order) };
  if (state !== 'ACTIVATED' || !item || !from) {
    return refuse('order.conflict', { detail: `${orderId} is ${state}` });
  }
  if (isArrears(item)) {
    await owedAgain(tx, subscriberId, (await findHold(tx, orderId))?.bills ?? []);
    return { status: 200, body: orderAnswer(saveOrder(tx, { ...order, state: 'STOPPED' })) };
  }
  const subscription = await findSubscription(tx, subscriberId, item.serviceId);
  if (subscription?.validTo !== to) {
    return refuse('order.conflict', { detail: `${orderId}: another period was bought after it` });
  }
  const key = keys.subscription(subscriberId, item.serviceId);
  tx.put(key, { ...subscription, validTo: addDays(from, -1) });
  return { status: 200, body: orderAnswer(saveOrder(tx, { ...order, state: 'STOPPED' })) };
}

/** Opens it for as many months, not for days on which it was stopped. Another period that was bought meanwhile comes first. */
export async function openAgain(
  tx: Transaction,
  { environment }: BossParts,
  order: OrderRecord,
): Promise<OrderRecord> {
  const { subscriberId, item, from = '' as IsoDate } = order;
  const now = environment.clock.now();
  if (isArrears(item!)) return settleAgain(tx, order);
  const kept = await findSubscription(tx, subscriberId, item!.serviceId);
  const validTo = asRenewed(now, kept)?.validTo;
  const today = chinaDate(now);
  const begins = from > today ? from : today;
  if (validTo !== undefined && validTo >= begins) {
    return { ...order, state: 'REJECTED', reason: 'period.overlaps', final: true };
  }
  const to = periodEnd(begins, item!.months);
  tx.put(keys.subscription(subscriberId, item!.serviceId), { ...kept, validTo: to });
  return saveOrder(tx, { ...order, from: begins, to, state: 'ACTIVATED' });
}

/** The PPP pays after all. Bills that somebody paid meanwhile cannot be settled again. */
async function settleAgain(tx: Transaction, order: OrderRecord): Promise<OrderRecord> {
  const { subscriberId, orderId } = order;
  const bills = (await findHold(tx, orderId))?.bills ?? [];
  if (!(await owesAll(tx, subscriberId, bills))) {
    return { ...order, state: 'REJECTED', reason: 'arrears.changed', final: true };
  }
  await settleBills(tx, subscriberId, bills);
  return saveOrder(tx, { ...order, state: 'ACTIVATED' });
}
