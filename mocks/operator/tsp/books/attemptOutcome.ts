/** What becomes of order, books and card lock when an attempt ends, is doubted, or is proven to have debited. */
import type { ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type AttemptEvent, isBeforeMac1 } from './attemptTransitions.ts';
import { getAttempt, moveAttempt, moveOrder } from './book.ts';
import { openCase } from './cases.ts';
import { post } from './ledger.ts';
import { closeCasesOn } from './moveCase.ts';
import { receiptNumber } from './numbers.ts';
import { enqueue } from './outboxRows.ts';
import type { AttemptRow, DoubtCause, OrderRow } from './rows.ts';
import { putPayer } from './store/attemptStore.ts';

export interface Moved {
  readonly order: OrderRow;
  readonly attempt: AttemptRow;
}

async function releaseSuspense(
  unit: UnitOfWork,
  attempt: AttemptRow,
): Promise<{ suspended?: false }> {
  if (!attempt.suspended) return {};
  await post(unit, 'release', attempt);
  return { suspended: false };
}

function mayTryAgain(unit: UnitOfWork, order: OrderRow): boolean {
  if (order.tries >= unit.parts.limits.triesPerOrder) return false;
  // While paying, an overdue quote ends the order when it is next looked at; out of a doubt, at once.
  return order.state === 'PAYING' || (order.state === 'IN_DOUBT' && unit.now < order.expiresAt);
}

/** The order leaves before any money: the hold at BOSS is let go. */
export async function endOrder(
  unit: UnitOfWork,
  order: OrderRow,
  event: 'cancelled' | 'expired' | 'lastAttemptEnded',
): Promise<OrderRow> {
  enqueue(unit, 'RELEASE_HOLD', order.orderId);
  return moveOrder(unit, order, event);
}

const DOUBT_CASES = ['doubt-aged', 'evidence-conflict'] as const;

/** The attempt took nothing: by `voided`, `debitDenied` or `debitDisproven`. */
export async function endAttempt(
  unit: UnitOfWork,
  before: Moved,
  event: Extract<AttemptEvent, 'voided' | 'debitDenied' | 'debitDisproven'>,
  why: { reason?: ProblemCode; note?: string; deniedBy?: 'people' } = {},
): Promise<Moved> {
  const released = await releaseSuspense(unit, before.attempt);
  const { reason, note, deniedBy } = why;
  const change = {
    ...released,
    ...(reason === undefined ? {} : { reason }),
    ...(deniedBy === undefined ? {} : { deniedBy }),
  };
  const attempt = await moveAttempt(unit, before.attempt, event, change, note);
  // A statement of the box ends the waiting for the card, but no contradiction that people look at.
  const answered = event === 'debitDisproven' ? DOUBT_CASES : DOUBT_CASES.slice(0, 1);
  await closeCasesOn(unit, attempt.attemptId, answered, `nothing was taken: ${note ?? event}`);
  unit.after(() => unit.parts.pool.leave(attempt.attemptId));
  const { order } = before;
  const waits =
    order.state === 'PAYING' ||
    order.state === 'IN_DOUBT' ||
    (order.state === 'MANUAL' && order.paidBy === undefined);
  // An order that went on without this attempt is not touched by its end.
  if (!waits || order.attemptId !== attempt.attemptId) return { order, attempt };
  return {
    attempt,
    order: mayTryAgain(unit, order)
      ? await moveOrder(unit, order, 'attemptEnded')
      : await endOrder(unit, order, 'lastAttemptEnded'),
  };
}

/** Ends an order that has no MAC1 out, with the attempt that may stand before one. */
export async function cancelUnpaid(
  unit: UnitOfWork,
  loaded: { readonly order: OrderRow; readonly attempt: AttemptRow | undefined },
): Promise<OrderRow> {
  let { order } = loaded;
  const { attempt } = loaded;
  if (order.state === 'PAYING' && attempt) {
    ({ order } = await endAttempt(unit, { order, attempt }, 'voided', { note: 'cancelled' }));
  }
  return order.state === 'CANCELLED' ? order : endOrder(unit, order, 'cancelled');
}

/** MAC1 is out and what the card did is not known. */
export async function doubtAttempt(
  unit: UnitOfWork,
  before: Moved,
  doubt: DoubtCause,
): Promise<Moved> {
  const attempt = await moveAttempt(
    unit,
    before.attempt,
    'doubted',
    { doubt, doubtedAt: unit.now },
    doubt,
  );
  const { order } = before;
  if (order.state !== 'PAYING' || order.attemptId !== attempt.attemptId) return { order, attempt };
  enqueue(unit, 'GRACE', order.orderId);
  return { attempt, order: await moveOrder(unit, order, 'doubted') };
}

export type DebitProof =
  | { readonly provenBy: 'mac2'; readonly mac2: string; readonly tac: string }
  | { readonly provenBy: 'log' }
  /** No proof at all: two people say so. */
  | { readonly provenBy: 'people' };

/**
 * The card was debited. The first proven attempt pays for the order, whatever became of it meanwhile; any other one is
 * surplus and goes back to the subscriber. Whether the proof is good enough is `proveDebit`'s question.
 */
export async function debitAttempt(
  unit: UnitOfWork,
  before: Moved,
  proof: DebitProof,
): Promise<Moved> {
  const { order } = before;
  const surplus = order.paidBy !== undefined;
  const released = await releaseSuspense(unit, before.attempt);
  const attempt = await moveAttempt(
    unit,
    before.attempt,
    'debitProven',
    {
      ...released,
      ...proof,
      debitedAt: unit.now,
      claim: proof.provenBy === 'mac2' ? 'UNCLAIMED' : 'CASE',
      ...(surplus ? { surplus: 'due' as const } : {}),
    },
    surplus ? `surplus, by ${proof.provenBy}` : `by ${proof.provenBy}`,
  );
  putPayer(unit.tx, attempt.asn, attempt.init!.sequence, attempt.attemptId);
  await post(unit, surplus ? 'surplus' : 'debit', attempt);
  await closeCasesOn(
    unit,
    attempt.attemptId,
    DOUBT_CASES,
    `the debit is known by ${proof.provenBy}`,
  );
  if (proof.provenBy !== 'mac2') await openCase(unit, 'no-tac', attempt);
  if (surplus) {
    enqueue(unit, 'SURPLUS_CREDIT', attempt.attemptId);
    return { attempt, order: await moveOrder(unit, order, 'surplusFound') };
  }
  await voidOther(unit, order, attempt.attemptId);
  enqueue(unit, 'ACTIVATE', order.orderId);
  const paid = await moveOrder(unit, order, 'debited', {
    paidBy: attempt.attemptId,
    paidAt: unit.now,
    cardTail: attempt.cardTail,
    receiptNo: await receiptNumber(unit),
  });
  return { attempt, order: paid };
}

/** An order that is paid needs no further attempt; one that has its MAC1 already is left to its own outcome. */
async function voidOther(unit: UnitOfWork, order: OrderRow, paying: string): Promise<void> {
  if (order.attemptId === undefined || order.attemptId === paying) return;
  const other = await getAttempt(unit.tx, order.attemptId);
  if (!other || !isBeforeMac1(other.state)) return;
  await moveAttempt(unit, other, 'voided', {}, 'the order is paid');
  unit.after(() => unit.parts.pool.leave(other.attemptId));
}
