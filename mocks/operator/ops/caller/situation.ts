/**
 * What became of one order, as far as it is known. Money moved, or did not, only where a signature, two people, or the platform's own
 * doing says so: before MAC1 no card can be debited; what a box says of its card is no knowledge. Pure.
 */
import type { Money, ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import type { CaseRow } from '../../tsp/books/cases.ts';
import type { AttemptRow, OrderRow } from '../../tsp/books/rows.ts';
import { isUnproven } from '../../tsp/books/transitions/attemptTransitions.ts';
import type { Schemas } from '../base/opsTypes.ts';

export type SituationName = Schemas['Situation'];

export interface OrderFacts {
  readonly order: OrderRow;
  /** All of them, oldest first. */
  readonly attempts: readonly AttemptRow[];
  /** Those about the order or an attempt that are not closed. */
  readonly cases: readonly CaseRow[];
  /** When the doubt becomes a case by itself. */
  readonly doubtUntil?: number | undefined;
}

export interface Situation {
  readonly name: SituationName;
  readonly money: Money;
  /** The attempt that it is about. */
  readonly attempt?: AttemptRow | undefined;
  /** With `refused`: why; absent where nobody noted it. */
  readonly reason?: ProblemCode | undefined;
}

/** The newest attempt that is so. */
const newest = (
  { attempts }: OrderFacts,
  isSo: (attempt: AttemptRow) => boolean,
): AttemptRow | undefined => [...attempts].reverse().find(isSo);

/** What ends an attempt without anybody having been refused. */
const GIVEN_UP: readonly string[] = ['attempt.state', 'order.state'];

/** An order that nothing has paid for. */
function unpaid(facts: OrderFacts): Situation {
  const last = (isSo: (attempt: AttemptRow) => boolean) => newest(facts, isSo);
  const attempt = last(() => true);
  const unproven = last(({ state }) => isUnproven(state));
  if (unproven) return { name: 'doubt', money: 'unknown', attempt: unproven };
  const denied = last(({ state }) => state === 'NOT_DEBITED_CLAIMED');
  if (denied) return { name: 'deniedByBox', money: 'unknown', attempt: denied };
  // Its money is told by a line of its own.
  const debited = last(({ state }) => state === 'DEBITED');
  if (debited) return { name: 'doubt', money: 'unknown', attempt: debited };
  if (attempt?.state === 'NOT_DEBITED') return { name: 'notDebited', money: 'untouched', attempt };
  const reason = attempt?.reason;
  if (attempt && reason !== undefined && !GIVEN_UP.includes(reason)) {
    return { name: 'refused', money: 'untouched', attempt, reason };
  }
  const name = facts.order.state === 'CONFIRMED' ? 'confirmed' : 'notPaid';
  return { name, money: 'untouched', attempt };
}

function paying(facts: OrderFacts): Situation {
  const open = newest(
    facts,
    ({ state }) => isUnproven(state) || state === 'NOT_DEBITED_CLAIMED' || state === 'DEBITED',
  );
  return open
    ? { name: 'paying', money: 'unknown', attempt: open }
    : { name: 'paying', money: 'untouched', attempt: facts.attempts.at(-1) };
}

export function situationOf(facts: OrderFacts): Situation {
  const { order, attempts } = facts;
  const payer = attempts.find(({ attemptId }) => attemptId === order.paidBy);
  const taken = (name: SituationName): Situation => {
    if (order.paidBy === undefined) {
      return { name: 'doubt', money: 'unknown', attempt: attempts.at(-1) };
    }
    // People took its debit back; what was given for it stays given.
    return payer?.state === 'NOT_DEBITED'
      ? { name: 'notDebited', money: 'untouched', attempt: payer }
      : { name, money: 'taken', attempt: payer };
  };
  switch (order.state) {
    case 'QUOTED':
      return { name: 'quoted', money: 'untouched' };
    case 'CONFIRMED':
    case 'CANCELLED':
    case 'EXPIRED':
      return unpaid(facts);
    case 'PAYING':
      return paying(facts);
    case 'IN_DOUBT':
      return { name: 'doubt', money: 'unknown', attempt: attempts.at(-1) };
    case 'MANUAL':
      return taken('withPeople');
    case 'PAID':
    case 'ACTIVATING':
      return taken('opening');
    case 'COMPLETED':
      return taken('open');
    case 'CREDIT_DUE':
      return taken('creditDue');
    case 'CREDITED':
      return taken('credited');
    case 'REFUND_DUE':
      return taken('refundDue');
    case 'REFUNDED':
      return taken('refunded');
  }
}

/** Further debits of an order that another attempt has paid for. */
export const secondDebits = ({ attempts }: OrderFacts): Situation[] =>
  attempts
    .filter(({ surplus }) => surplus !== undefined)
    .map((attempt) => ({
      name:
        attempt.surplus === 'credited' || attempt.surplus === 'refunded'
          ? 'secondReturned'
          : 'secondDebit',
      money: 'taken',
      attempt,
    }));

/** An order that is paid, of which another attempt is not proven: its card may have been debited too. */
export function besides({ order, attempts }: OrderFacts): Situation[] {
  if (order.paidBy === undefined) return [];
  const open = attempts.find(
    ({ attemptId, state }) => attemptId !== order.paidBy && isUnproven(state),
  );
  return open ? [{ name: 'doubt', money: 'unknown', attempt: open }] : [];
}
