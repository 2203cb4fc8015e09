/** What happens to order, books and card binding when an attempt ends, is in doubt, or is proven to have debited. */
import type { ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import { noteUnfinished } from '../base/attemptLimits.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type CaseKind, openCase } from './cases.ts';
import { askGrace } from './grace.ts';
import { post } from './journals/ledger.ts';
import { closeCasesOn } from './moveCase.ts';
import { getAttempt, getOrder, moveAttempt, moveOrder, saveOrder } from './moveOrder.ts';
import { receiptNumber } from './numbers.ts';
import { enqueue } from './outboxRows.ts';
import {
  type AttemptRow,
  type DoubtCause,
  type OrderRow,
  serviceOf,
  type TacCandidate,
} from './rows.ts';
import { notePaidNumber, putPayer } from './store/attemptStore.ts';
import { noteLateDebit } from './store/dayStore.ts';
import { activeOrderOf } from './store/orderStore.ts';
import { type AttemptEvent, isBeforeMac1 } from './transitions/attemptTransitions.ts';

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

/** Whether the subscriber's other order for the service is paid: people may have called it so by mistake, and taken that back. */
export async function isPaidInstead(
  { tx }: UnitOfWork,
  { paidInstead }: OrderRow,
): Promise<boolean> {
  const other = paidInstead === undefined ? undefined : await getOrder(tx, paidInstead);
  return other?.paidBy !== undefined;
}

async function mayTryAgain(unit: UnitOfWork, order: OrderRow): Promise<boolean> {
  if (order.tries >= unit.parts.limits.triesPerOrder) return false;
  if (await isPaidInstead(unit, order)) return false;
  // An order that is paying with an expired quote ends when it is next loaded; one in doubt ends at once.
  return order.state === 'PAYING' || (order.state === 'IN_DOUBT' && unit.now < order.expiresAt);
}

/** Ends an order for which nothing was taken: its hold at BOSS is released. */
export async function endOrder(
  unit: UnitOfWork,
  order: OrderRow,
  event: 'cancelled' | 'expired' | 'lastAttemptEnded',
): Promise<OrderRow> {
  enqueue(unit, 'RELEASE_HOLD', order.orderId);
  return moveOrder(unit, order, event);
}

/** What only a signature or people end. */
export const EVIDENCE_CASES: readonly CaseKind[] = ['evidence-conflict', 'log-record'];
/** What a known outcome closes. */
export const DOUBT_CASES: readonly CaseKind[] = ['doubt-aged', ...EVIDENCE_CASES, 'passed-over'];

/** Ends an attempt that took nothing. */
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
  // A statement of the box ends a case that waits for the card, but no case about evidence.
  const answered = event === 'debitDisproven' ? DOUBT_CASES : DOUBT_CASES.slice(0, 1);
  const told =
    event === 'debitDenied' ? 'the box says that nothing was taken' : 'nothing was taken';
  await closeCasesOn(unit, attempt.attemptId, answered, `${told}: ${note ?? event}`);
  unit.after(() => unit.parts.pool.leave(attempt.attemptId));
  // It kept a PSAM from others, and no INIT answer came.
  if (before.attempt.state === 'PSAM_LEASED' && reason === undefined) {
    unit.after(() => noteUnfinished(unit.parts, attempt));
  }
  const { order } = before;
  const waits =
    order.state === 'PAYING' ||
    order.state === 'IN_DOUBT' ||
    (order.state === 'MANUAL' && order.paidBy === undefined);
  // An order that has gone on to another attempt is not changed.
  if (!waits || order.attemptId !== attempt.attemptId) return { order, attempt };
  return {
    attempt,
    order: (await mayTryAgain(unit, order))
      ? await moveOrder(unit, order, 'attemptEnded')
      : await endOrder(unit, order, 'lastAttemptEnded'),
  };
}

/** Cancels an order without MAC1, together with its attempt, if it has one. */
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

/** Puts an attempt in doubt: MAC1 was given out, and what the card did is not known. */
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
  // It is the order's newest attempt: no other begins while one has its MAC1. An older one may have paid meanwhile.
  if (order.state !== 'PAYING') return { order, attempt };
  await askGrace(unit, order);
  return { attempt, order: await moveOrder(unit, order, 'doubted') };
}

export type DebitProof =
  | {
      readonly provenBy: 'mac2';
      readonly mac2: string;
      readonly tac: string;
      /** All TACs that were shown with it; left out: this one, now. */
      readonly tacs?: readonly TacCandidate[];
    }
  /** There is no proof: two people decided it. */
  | { readonly provenBy: 'people' };

/** Enters a debit in the books; what it pays for is the caller's. `recovered`: its amount was a loss until now. */
export async function enterDebit(
  unit: UnitOfWork,
  before: Pick<Moved, 'attempt'>,
  proof: DebitProof,
  kind: 'debit' | 'surplus' | 'recovered',
): Promise<AttemptRow> {
  const surplus = kind === 'surplus';
  const { takenBack, ...row } = before.attempt;
  // A closing file of the PPP pays it: its loss is posted back already.
  const isListed = kind === 'recovered' && row.claim === 'ACCEPTED';
  const released = await releaseSuspense(unit, row);
  const attempt = await moveAttempt(
    unit,
    row,
    'debitProven',
    {
      ...released,
      ...proof,
      ...(proof.provenBy === 'mac2'
        ? { tacs: proof.tacs ?? [{ tac: proof.tac, at: unit.now, from: unit.who }] }
        : {}),
      debitedAt: unit.now,
      claim: isListed ? 'ACCEPTED' : proof.provenBy === 'mac2' ? 'UNCLAIMED' : 'CASE',
      ...(surplus ? { surplus: 'due' as const } : {}),
    },
    surplus ? `surplus, by ${proof.provenBy}` : `by ${proof.provenBy}`,
  );
  await noteLateDebit(unit.tx, attempt.mac1!.businessDate, attempt);
  const card = cardOf(attempt);
  const { sequence } = attempt.init!;
  putPayer(unit.tx, card, sequence, attempt.attemptId);
  if (proof.provenBy === 'mac2') await notePaidNumber(unit.tx, card, sequence);
  if (!isListed) await post(unit, kind, attempt);
  await closeCasesOn(
    unit,
    attempt.attemptId,
    DOUBT_CASES,
    `the debit is known by ${proof.provenBy}`,
  );
  if (proof.provenBy !== 'mac2' && !isListed) await openCase(unit, 'no-tac', attempt);
  return attempt;
}

/**
 * Enters a proven debit. The first proven attempt pays for the order, whatever the order's state is by then. Any other
 * one is surplus, and its money goes back to the subscriber. `proveDebit` decides whether the proof is good enough.
 */
export async function debitAttempt(
  unit: UnitOfWork,
  before: Moved,
  proof: DebitProof,
): Promise<Moved> {
  const { order } = before;
  if (before.attempt.takenBack?.gaveAway) {
    return { order, attempt: await enterDebit(unit, before, proof, 'recovered') };
  }
  const surplus = order.paidBy !== undefined;
  const attempt = await enterDebit(unit, before, proof, surplus ? 'surplus' : 'debit');
  if (surplus) {
    enqueue(unit, 'SURPLUS_CREDIT', attempt.attemptId);
    return { attempt, order: await moveOrder(unit, order, 'surplusFound') };
  }
  await voidOther(unit, order, attempt.attemptId);
  await cancelRival(unit, order);
  enqueue(unit, 'ACTIVATE', order.orderId);
  const paid = await moveOrder(unit, order, 'debited', {
    paidBy: attempt.attemptId,
    paidAt: unit.now,
    cardTail: attempt.cardTail,
    receiptNo: await receiptNumber(unit),
  });
  return { attempt, order: paid };
}

/** Voids the order's other attempt, which is not needed any more; one that has its MAC1 takes its own course. */
async function voidOther(unit: UnitOfWork, order: OrderRow, paying: string): Promise<void> {
  if (order.attemptId === undefined || order.attemptId === paying) return;
  const other = await getAttempt(unit.tx, order.attemptId);
  if (!other || !isBeforeMac1(other.state)) return;
  await moveAttempt(unit, other, 'voided', {}, 'the order is paid');
  unit.after(() => unit.parts.pool.leave(other.attemptId));
}

/**
 * The order had ended unpaid, as far as anybody knew, and the subscriber has ordered the service again: that order must
 * not be paid as well. Where a MAC1 is out, that attempt takes its own course and is the last one.
 */
async function cancelRival(unit: UnitOfWork, paid: OrderRow): Promise<void> {
  const rivalId = await activeOrderOf(unit.tx, paid.subscriberId, serviceOf(paid));
  if (rivalId === undefined || rivalId === paid.orderId) return;
  const order = (await getOrder(unit.tx, rivalId))!;
  const attempt =
    order.attemptId === undefined ? undefined : await getAttempt(unit.tx, order.attemptId);
  const isPaying = order.state === 'PAYING' && attempt && isBeforeMac1(attempt.state);
  const isUnpaid = order.state === 'CONFIRMED' || isPaying;
  const rival = isUnpaid ? await cancelUnpaid(unit, { order, attempt }) : order;
  await saveOrder(unit, { ...rival, paidInstead: paid.orderId });
}
