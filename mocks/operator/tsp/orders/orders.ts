/** Reading an order, cancelling it, and its receipt. */

import { refuse } from '../base/problems.ts';
import { answer, type Reply } from '../base/reply.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { cancelUnpaid } from '../books/attemptOutcome.ts';
import { type LoadedOrder, loadOrder } from '../books/expire.ts';
import { getAttempt } from '../books/moveOrder.ts';
import { isUnproven } from '../books/transitions/attemptTransitions.ts';
import { moneyOf, openAttemptView, orderView, receiptView } from '../books/views.ts';
import type { Handler } from '../door/call.ts';

/** Loads the subscriber's own order; returns `null` for another subscriber's. */
export async function ownOrder(
  unit: UnitOfWork,
  orderId: string,
  subscriberId: string,
): Promise<LoadedOrder | null> {
  const loaded = await loadOrder(unit, orderId);
  return loaded?.order.subscriberId === subscriberId ? loaded : null;
}

const viewReply = (unit: UnitOfWork, { order, attempt }: LoadedOrder): Reply =>
  answer(200, orderView(unit, order, attempt));

export const getOrder: Handler = (parts, call) =>
  commit(parts, call.session.stbId, async (unit) => {
    const own = await ownOrder(unit, call.params.orderId!, call.session.subscriberId);
    return own ? viewReply(unit, own) : refuse(parts, 'order.not_found', { money: 'unknown' });
  });

export const getReceipt: Handler = (parts, call) =>
  commit(parts, call.session.stbId, async (unit) => {
    const own = await ownOrder(unit, call.params.orderId!, call.session.subscriberId);
    if (!own) return refuse(parts, 'order.not_found', { money: 'unknown' });
    const { order, attempt } = own;
    const paying = order.paidBy === undefined ? undefined : await getAttempt(unit.tx, order.paidBy);
    return paying
      ? answer(200, receiptView(unit, order, paying))
      : refuse(parts, 'order.state', { money: moneyOf(order, attempt) });
  });

export const cancelOrder: Handler = (parts, call) =>
  commit(parts, call.session.stbId, async (unit) => {
    const own = await ownOrder(unit, call.params.orderId!, call.session.subscriberId);
    if (!own) return refuse(parts, 'order.not_found', { money: 'unknown' });
    const { order, attempt } = own;
    if (order.paidBy !== undefined) return refuse(parts, 'order.already_paid');
    if (order.state === 'CANCELLED' || order.state === 'EXPIRED') {
      return call.keep(unit, viewReply(unit, own));
    }
    const isOwn = attempt?.stbId === call.session.stbId;
    if (attempt && isUnproven(attempt.state)) {
      return refuse(parts, 'attempt.open', isOwn ? { attempt: openAttemptView(attempt) } : {});
    }
    // It only finishes what it began; another box of the household may wait for the card of this order.
    if (call.session.isBlocked && !isOwn) return refuse(parts, 'stb.blocked');
    // Its own box has the card in the slot, or gives the PSAM back within its time.
    if (order.state === 'PAYING' && attempt && !isOwn) {
      return refuse(parts, 'order.already_paying');
    }
    await cancelUnpaid(unit, own);
    const after = await loadOrder(unit, order.orderId);
    return call.keep(unit, viewReply(unit, after!));
  });
