/**
 * Turns a paid order into a running service, once. Idempotent by order: the first request decides, the same request
 * again gets the same answer, and a different request under the same order is a conflict. Only a rejection that is not
 * final is decided again.
 */
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findHold, findOrder } from '../base/bossStore.ts';
import type { ActivationRequest, BossAnswer, BossCall, OrderRecord } from '../base/bossTypes.ts';
import { orderAnswer, saveOrder } from '../base/orderAnswer.ts';
import { refuse } from '../base/refuse.ts';
import { decideActivation } from './decideActivation.ts';
import { finishPending } from './finishPending.ts';
import { openService } from './openService.ts';
import { queueFor, sameItem } from './pendingRival.ts';
import { openAgain } from './stopService.ts';

export async function activate(
  tx: Transaction,
  parts: BossParts,
  { params, body }: BossCall<'activate'>,
): BossAnswer<'activate'> {
  const { orderId } = params;
  const order = await findOrder(tx, orderId);
  if (order && !isSameRequest(order, body)) {
    return refuse('order.conflict', { detail: `${orderId} was paid for something else` });
  }
  if (order?.state === 'STOPPED') {
    return { status: 200, body: orderAnswer(await openAgain(tx, parts, order)) };
  }
  if (order && (order.state !== 'REJECTED' || order.final)) {
    return { status: 200, body: orderAnswer(await finishPending(tx, parts, order)) };
  }
  const item = body.items[0]!;
  const { subscriberId, amountFen, paidAt } = body;
  const held = await findHold(tx, orderId);
  if (held && (held.subscriberId !== subscriberId || !sameItem(held.hold.items[0]!, item))) {
    return refuse('order.conflict', { detail: `${orderId} was held for something else` });
  }
  const paid = { orderId, subscriberId, amountFen, item, paidAt };
  const decision = await decideActivation(tx, parts, paid, held);
  if ('reason' in decision) {
    const rejected = saveOrder(tx, { ...paid, ...decision, state: 'REJECTED' });
    return { status: 200, body: orderAnswer(rejected) };
  }
  if (parts.faults.pendingAsks > 0) {
    await queueFor(tx, paid);
    const asksLeft = parts.faults.pendingAsks;
    const pending = saveOrder(tx, { ...paid, ...decision, state: 'PENDING', asksLeft });
    return { status: 200, body: orderAnswer(pending) };
  }
  return { status: 200, body: orderAnswer(await openService(tx, parts, { ...paid, ...decision })) };
}

/** `paidAt` may differ: it is read from two clocks, the terminal's and the report's. */
const isSameRequest = (order: OrderRecord, body: ActivationRequest): boolean =>
  order.subscriberId === body.subscriberId &&
  order.amountFen === body.amountFen &&
  (order.item === undefined || sameItem(order.item, body.items[0]!));
