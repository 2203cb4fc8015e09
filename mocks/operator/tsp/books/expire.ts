/** Loads orders and attempts, and first applies the deadlines that have passed. A timer loads those nobody asks for. */

import type { UnitOfWork } from '../base/unitOfWork.ts';
import { doubtAttempt, endAttempt, endOrder, type Moved } from './attemptOutcome.ts';
import { openCase } from './cases.ts';
import {
  attemptDeadline,
  getAttempt,
  getOrder,
  moveOrder,
  orderOf,
  saveAttempt,
} from './moveOrder.ts';
import type { AttemptRow, OrderRow } from './rows.ts';
import { isBeforeMac1 } from './transitions/attemptTransitions.ts';

async function expireAttempt(unit: UnitOfWork, before: Moved): Promise<Moved> {
  const deadline = attemptDeadline(unit, before.attempt);
  if (deadline === null || unit.now < deadline) return before;
  if (isBeforeMac1(before.attempt.state)) {
    return endAttempt(unit, before, 'voided', { note: 'the PSAM was not used in time' });
  }
  // A clock that is set on by days makes no case of a doubt.
  if (before.attempt.state === 'IN_DOUBT') return unit.isTimed ? ageDoubt(unit, before) : before;
  return expireAttempt(unit, await doubtAttempt(unit, before, 'timeout'));
}

/** Opens a case: the card did not come back. An order that another attempt has paid stays as it is. */
async function ageDoubt(unit: UnitOfWork, { order, attempt }: Moved): Promise<Moved> {
  const caseNo = await openCase(unit, 'doubt-aged', attempt);
  const aged = { ...attempt, caseNo };
  await saveAttempt(unit, aged);
  return {
    attempt: aged,
    order:
      order.state === 'IN_DOUBT' ? await moveOrder(unit, order, 'doubtAged', { caseNo }) : order,
  };
}

async function expireOrder(unit: UnitOfWork, order: OrderRow): Promise<OrderRow> {
  const isWaiting = order.state === 'QUOTED' || order.state === 'CONFIRMED';
  return isWaiting && unit.now >= order.expiresAt ? endOrder(unit, order, 'expired') : order;
}

export interface LoadedOrder {
  readonly order: OrderRow;
  /** The newest attempt. */
  readonly attempt: AttemptRow | undefined;
}

/** Loads an order and its newest attempt as they are now. */
export async function loadOrder(
  unit: UnitOfWork,
  orderId: string,
): Promise<LoadedOrder | undefined> {
  const order = await getOrder(unit.tx, orderId);
  if (!order) return undefined;
  const newest =
    order.attemptId === undefined ? undefined : await getAttempt(unit.tx, order.attemptId);
  if (!newest) return { order: await expireOrder(unit, order), attempt: undefined };
  const moved = await expireAttempt(unit, { order, attempt: newest });
  return { attempt: moved.attempt, order: await expireOrder(unit, moved.order) };
}

/** Loads an attempt, newest or not, and its order as they are now. */
export async function loadAttempt(unit: UnitOfWork, attemptId: string): Promise<Moved | undefined> {
  const attempt = await getAttempt(unit.tx, attemptId);
  if (!attempt) return undefined;
  const moved = await expireAttempt(unit, { attempt, order: await orderOf(unit.tx, attempt) });
  return { attempt: moved.attempt, order: await expireOrder(unit, moved.order) };
}
