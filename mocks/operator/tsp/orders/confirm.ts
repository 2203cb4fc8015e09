/** Confirms an order: the subscriber pressed OK on this amount. BOSS validates again; then the order may be paid. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type { components } from '../../../../src/tsp/tspApi.generated.ts';
import { bossRefusal, rejectReason } from '../base/bossClient.ts';
import { refuse } from '../base/problems.ts';
import { answer, type Reply } from '../base/reply.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { cancelUnpaid, endOrder } from '../books/attemptOutcome.ts';
import { type LoadedOrder, loadOrder } from '../books/expire.ts';
import { moveOrder } from '../books/moveOrder.ts';
import { type OrderRow, serviceOf } from '../books/rows.ts';
import { activeOrderOf } from '../books/store/orderStore.ts';
import { isBeforeMac1 } from '../books/transitions/attemptTransitions.ts';
import { moneyOf, orderView } from '../books/views.ts';
import { isOn } from '../controls/switches.ts';
import type { Handler } from '../door/call.ts';
import { type Hold, isSoundHold } from './quotes.ts';

type OrderRequest = components['schemas']['OrderRequest'];

/** Returns why the order's state does not allow a confirmation; `null` when it does. */
function stateRefusal(unit: UnitOfWork, { order, attempt }: LoadedOrder): Reply | null {
  const { parts } = unit;
  switch (order.state) {
    case 'QUOTED':
      return null;
    case 'EXPIRED':
      return refuse(parts, 'quote.expired');
    case 'CANCELLED':
      return refuse(parts, 'order.state');
    default:
      return order.paidBy === undefined
        ? refuse(parts, 'order.already_paying', { money: moneyOf(order, attempt) })
        : refuse(parts, 'order.already_paid');
  }
}

async function check(
  unit: UnitOfWork,
  subscriberId: string,
  request: OrderRequest,
): Promise<Result<OrderRow, Reply>> {
  const { parts } = unit;
  if (!(await isOn(unit.tx, 'attempts'))) return fail(refuse(parts, 'payments.paused'));
  const loaded = await loadOrder(unit, request.quoteId);
  if (!loaded || loaded.order.subscriberId !== subscriberId) {
    return fail(refuse(parts, 'quote.not_found'));
  }
  const { order } = loaded;
  const refusal = stateRefusal(unit, loaded);
  if (refusal) return fail(refusal);
  const { quoteDigest, amountFen } = order.quote;
  if (request.quoteDigest !== quoteDigest || request.confirmedAmountFen !== amountFen) {
    return fail(refuse(parts, 'quote.changed', { amountFen }));
  }
  return ok(order);
}

/**
 * Allows one order at a time for a service. The same box may start over: its earlier order without MAC1 is cancelled.
 * Another box is refused.
 */
async function clearRival(unit: UnitOfWork, order: OrderRow): Promise<Reply | null> {
  const active = () => activeOrderOf(unit.tx, order.subscriberId, serviceOf(order));
  const rivalId = await active();
  const rival = rivalId === undefined ? undefined : await loadOrder(unit, rivalId);
  if (!rival || (await active()) !== rivalId) return null;
  const { parts } = unit;
  if (rival.order.paidBy !== undefined) return refuse(parts, 'order.already_paid');
  const isLeftBehind =
    rival.order.stbId === order.stbId &&
    (rival.order.state === 'CONFIRMED' ||
      (rival.order.state === 'PAYING' &&
        rival.attempt?.stbId === order.stbId &&
        isBeforeMac1(rival.attempt.state)));
  if (!isLeftBehind) {
    const money = moneyOf(rival.order, rival.attempt);
    return refuse(parts, 'order.already_paying', { money });
  }
  await cancelUnpaid(unit, rival);
  return null;
}

export const confirmOrder: Handler = async (parts, call) => {
  const { subscriberId, stbId } = call.session;
  const request = call.body as OrderRequest;
  const checked = await commit(parts, stbId, (unit) => check(unit, subscriberId, request));
  if (!checked.ok) return checked.error;
  const { orderId, quote } = checked.value;
  const hold = await parts.boss.post<Hold>('/holds', { orderId, subscriberId, items: quote.items });

  return commit(parts, stbId, async (unit) => {
    const now = await check(unit, subscriberId, request);
    if (!now.ok) return now.error;
    if (!hold.ok) {
      const refusal = bossRefusal(parts, hold.error);
      if (rejectReason(hold.error) === null) return refusal;
      await endOrder(unit, now.value, 'cancelled');
      return call.keep(unit, refusal);
    }
    if (!isSoundHold(hold.value, orderId, quote.items)) return refuse(parts, 'boss.unavailable');
    if (hold.value.amountFen !== quote.amountFen) {
      await endOrder(unit, now.value, 'cancelled');
      return call.keep(unit, refuse(parts, 'quote.changed', { amountFen: hold.value.amountFen }));
    }
    const rival = await clearRival(unit, now.value);
    if (rival) return rival;
    const shown = `shown and confirmed: ${request.confirmedAmountFen} fen, ${quote.quoteDigest}`;
    const order = await moveOrder(
      unit,
      now.value,
      'confirmed',
      { confirmedAt: unit.now, confirmedAmountFen: request.confirmedAmountFen, stbId },
      shown,
    );
    return call.keep(unit, answer(201, orderView(unit, order, undefined)));
  });
};
