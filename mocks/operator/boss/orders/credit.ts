/**
 * Credits to the subscriber's account what was paid and cannot be opened. Never for an order that is, or may still be,
 * opened.
 */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findOrder, findSubscriber, keys, sortable } from '../base/bossStore.ts';
import type { BossAnswer, BossCall, SubscriberRecord } from '../base/bossTypes.ts';
import { orderAnswer, saveOrder } from '../base/orderAnswer.ts';
import { refuse } from '../base/refuse.ts';
import { bookOrder } from '../day/bossDay.ts';

export async function credit(
  tx: Transaction,
  { environment, faults }: BossParts,
  { params, body }: BossCall<'credit'>,
): BossAnswer<'credit'> {
  const { orderId } = params;
  const { subscriberId, amountFen } = body;
  const order = await findOrder(tx, orderId);
  if (order && (order.subscriberId !== subscriberId || order.amountFen !== amountFen)) {
    return refuse('order.conflict', {
      detail: `${orderId} was paid by another subscriber, or with another amount`,
    });
  }
  if (order?.state === 'CREDITED') return { status: 200, body: orderAnswer(order) };
  if (order?.state === 'ACTIVATED' || order?.state === 'PENDING') {
    return refuse('order.conflict', { detail: `${orderId} is ${order.state}` });
  }
  const subscriber = await findSubscriber(tx, subscriberId);
  if (!subscriber) return refuse('subscriber.unknown');
  if (faults.rejectCredit || subscriber.status === 'closed') {
    const reason = 'account.closed';
    return { status: 200, body: { orderId, state: 'REJECTED', amountFen, reason, final: true } };
  }
  const count = ((await tx.get<number>(keys.credits)) ?? 0) + 1;
  tx.put(keys.credits, count);
  const creditNo = `CR${chinaTime(environment.clock.now()).date}${sortable(count)}`;
  const withCredit: SubscriberRecord = {
    ...subscriber,
    creditFen: subscriber.creditFen + amountFen,
  };
  tx.put(keys.subscriber(subscriberId), withCredit);
  if (order?.state === 'STOPPED') {
    // It is booked already, on the day on which it was opened.
    const back = saveOrder(tx, { ...order, state: 'CREDITED', creditNo });
    return { status: 200, body: orderAnswer(back) };
  }
  const item = order?.item ? { item: order.item } : {};
  const paid = order?.paidAt === undefined ? {} : { paidAt: order.paidAt };
  const credited = await bookOrder(tx, environment.clock.now(), {
    ...{ orderId, subscriberId, amountFen, ...item, ...paid, creditNo },
    state: 'CREDITED',
  });
  return { status: 200, body: orderAnswer(credited) };
}
