/** What time alone brings about. Judged when a row is touched, and by a timer when nobody touches it. */
import { isBeforeMac1 } from './attemptTransitions.ts';
import { getAttempt, getOrder, moveOrder, orderOf } from './book.ts';
import { openCase } from './cases.ts';
import { doubtAttempt, endAttempt, endOrder, type Moved } from './outcome.ts';
import type { AttemptRow, OrderRow } from './rows.ts';
import type { Unit } from './unit.ts';

async function settleAttempt(unit: Unit, before: Moved): Promise<Moved> {
  const { attempt } = before;
  if (isBeforeMac1(attempt.state) && unit.now >= attempt.heldUntil) {
    return endAttempt(unit, before, 'voided', { note: 'the PSAM was not used in time' });
  }
  const { reportMs } = unit.parts.limits;
  if (attempt.state === 'MAC1_ISSUED' && unit.now >= attempt.mac1!.issuedAt + reportMs) {
    return doubtAttempt(unit, before, 'timeout');
  }
  return before;
}

async function settleOrder(unit: Unit, order: OrderRow): Promise<OrderRow> {
  if (order.state === 'QUOTED' || order.state === 'CONFIRMED') {
    return unit.now >= order.expiresAt ? endOrder(unit, order, 'expired') : order;
  }
  const { doubtCaseMs } = unit.parts.limits;
  if (order.state === 'IN_DOUBT' && unit.now >= (order.doubtSince ?? 0) + doubtCaseMs) {
    const { orderId, attemptId, quote } = order;
    const on = { orderId, attemptId, amountFen: quote.amountFen };
    return moveOrder(unit, order, 'doubtAged', { caseNo: await openCase(unit, 'doubt-aged', on) });
  }
  return order;
}

export interface LoadedOrder {
  readonly order: OrderRow;
  /** The newest. */
  readonly attempt: AttemptRow | undefined;
}

/** An order and its newest attempt as they are now. */
export async function loadOrder(unit: Unit, orderId: string): Promise<LoadedOrder | undefined> {
  const order = await getOrder(unit.tx, orderId);
  if (!order) return undefined;
  const newest =
    order.attemptId === undefined ? undefined : await getAttempt(unit.tx, order.attemptId);
  if (!newest) return { order: await settleOrder(unit, order), attempt: undefined };
  const moved = await settleAttempt(unit, { order, attempt: newest });
  return { attempt: moved.attempt, order: await settleOrder(unit, moved.order) };
}

/** An attempt, newest or not, and its order as they are now. */
export async function loadAttempt(unit: Unit, attemptId: string): Promise<Moved | undefined> {
  const attempt = await getAttempt(unit.tx, attemptId);
  if (!attempt) return undefined;
  const moved = await settleAttempt(unit, { attempt, order: await orderOf(unit.tx, attempt) });
  return { attempt: moved.attempt, order: await settleOrder(unit, moved.order) };
}
