/** Whether everything that waits has a row that will move it: a mark, a day, a batch, a message, a deadline, or a case. */

import type { CaseKind } from '../operator/tsp/books/cases.ts';
import { OWED_CASES } from '../operator/tsp/books/payInstead.ts';
import type { AttemptRow, OrderRow } from '../operator/tsp/books/rows.ts';
import { isBeforeMac1 } from '../operator/tsp/books/transitions/attemptTransitions.ts';
import type { Facts } from './worldFacts.ts';

/** What is found quickly: by id. */
interface Movers {
  readonly claims: ReadonlySet<string>;
  /** Attempts in a batch that the PPP has not answered, on a day that the next settlement looks at. */
  readonly batched: ReadonlySet<string>;
  readonly outbox: ReadonlySet<string>;
  readonly deadlines: ReadonlySet<string>;
  /** Orders and attempts with an open case. */
  readonly inHand: ReadonlySet<string>;
  /** Orders and attempts with an open case in which people decide where their money goes. */
  readonly owed: ReadonlySet<string>;
}

const MONEY_CASES: readonly CaseKind[] = [...OWED_CASES, 'state-diff'];
const SURPLUS_CASES: readonly CaseKind[] = ['surplus-refused', 'credit-stuck'];

function moversOf({ pending, cases }: Facts): Movers {
  const openDays = new Set(pending.openDays);
  const batches = pending.batches.filter(
    ({ state, businessDate }) => state !== 'DONE' && openDays.has(businessDate),
  );
  const open = cases.filter(({ state }) => state !== 'CLOSED');
  const ofMoney = open.flatMap(({ kind, orderId, attemptId }) => [
    ...(MONEY_CASES.includes(kind) ? [orderId] : []),
    ...(SURPLUS_CASES.includes(kind) ? [attemptId] : []),
  ]);
  return {
    claims: new Set(pending.claims),
    batched: new Set(batches.flatMap(({ attemptIds }) => attemptIds)),
    outbox: new Set(pending.outbox),
    deadlines: new Set(pending.deadlines.map(({ subject }) => subject)),
    inHand: new Set(
      open.flatMap(({ orderId, attemptId }) =>
        [orderId, attemptId].filter((id) => id !== undefined),
      ),
    ),
    owed: new Set(ofMoney.filter((id) => id !== undefined)),
  };
}

/** Whether a debit's claim will be made, or answered. */
function isClaimMoved(attempt: AttemptRow, movers: Movers): boolean {
  const { attemptId, claim, mac1 } = attempt;
  if (movers.inHand.has(attemptId)) return true;
  if (claim === 'UNCLAIMED') return movers.claims.has(`${mac1?.businessDate}/${attemptId}`);
  if (claim === 'BATCHED' || claim === 'SENT') return movers.batched.has(attemptId);
  return true;
}

/** Whether time, the outbox or people will move an attempt. */
function isAttemptMoved({ attemptId, state, surplus }: AttemptRow, movers: Movers): boolean {
  if (surplus === 'case') return movers.owed.has(attemptId);
  if (movers.inHand.has(attemptId)) return true;
  if (surplus === 'due') return movers.outbox.has(`SURPLUS_CREDIT/${attemptId}`);
  const isTimed = isBeforeMac1(state) || state === 'MAC1_ISSUED' || state === 'IN_DOUBT';
  return !isTimed || movers.deadlines.has(`attempt/${attemptId}`);
}

/** Whether time, the outbox, an attempt or people will move an order. */
function isOrderMoved(
  { orderId, state, attemptId, paidBy }: OrderRow,
  movers: Movers,
  attempts: ReadonlyMap<string, AttemptRow>,
): boolean {
  const isForPeople = state === 'MANUAL' || state === 'REFUND_DUE';
  // A case about what the card did, or about another debit, does not give the order's money back.
  if (isForPeople && paidBy !== undefined) return movers.owed.has(orderId);
  if (movers.inHand.has(orderId)) return true;
  const attempt = attempts.get(attemptId ?? '');
  switch (state) {
    case 'QUOTED':
    case 'CONFIRMED':
      return movers.deadlines.has(`order/${orderId}`);
    // The attempt itself has its own row.
    case 'PAYING':
      return (
        attempt !== undefined && (isBeforeMac1(attempt.state) || attempt.state === 'MAC1_ISSUED')
      );
    case 'IN_DOUBT':
      return attempt?.state === 'IN_DOUBT';
    case 'PAID':
    case 'ACTIVATING':
      return movers.outbox.has(`ACTIVATE/${orderId}`);
    case 'CREDIT_DUE':
      return movers.outbox.has(`CREDIT/${orderId}`);
    case 'MANUAL':
    case 'REFUND_DUE':
      return false;
    default:
      return true;
  }
}

/** Rows that are about nothing: what they are to move is not there, or waits no more. */
function orphanFaults({ pending, attempts, orders }: Facts): string[] {
  const due = new Set(
    attempts
      .filter(({ state, claim, tac }) => state === 'DEBITED' && claim === 'UNCLAIMED' && tac)
      .map(({ attemptId, mac1 }) => `${mac1?.businessDate}/${attemptId}`),
  );
  const known = new Set([
    ...attempts.map(({ attemptId }) => `attempt/${attemptId}`),
    ...orders.map(({ orderId }) => `order/${orderId}`),
  ]);
  const isKnown = (id: string) => known.has(`attempt/${id}`) || known.has(`order/${id}`);
  return [
    ...pending.claims.filter((id) => !due.has(id)).map((id) => `I19 claim ${id} is of no debit`),
    ...pending.deadlines
      .filter(({ subject }) => !known.has(subject))
      .map(({ subject }) => `I19 the deadline of ${subject} is of nothing`),
    ...pending.outbox
      .filter((id) => !isKnown(id.slice(id.indexOf('/') + 1)))
      .map((id) => `I19 message ${id} is about nothing`),
  ];
}

/** At every moment: nothing waits without a row that will move it. */
export function stuckFaults(facts: Facts): string[] {
  const movers = moversOf(facts);
  const byId = new Map(facts.attempts.map((attempt) => [attempt.attemptId, attempt]));
  return [
    ...facts.attempts.flatMap((attempt) => {
      const { attemptId, state, claim, surplus } = attempt;
      return [
        ...(isClaimMoved(attempt, movers) ? [] : [`I19 nothing will move ${attemptId}: ${claim}`]),
        ...(isAttemptMoved(attempt, movers)
          ? []
          : [`I19 nothing will move ${attemptId}: ${surplus ?? state}`]),
      ];
    }),
    ...facts.orders
      .filter((order) => !isOrderMoved(order, movers, byId))
      .map(({ orderId, state }) => `I19 nothing will move ${orderId}: ${state}`),
    ...orphanFaults(facts),
  ];
}

const OVER_UNPAID = ['CANCELLED', 'EXPIRED'];
/** A deadline is checked within this time. */
const LATE_MS = 10 * 60_000;

/** At rest: no message waits for BOSS, no deadline has passed unseen, and BOSS keeps nothing for an order that ended. */
export function waitingFaults({ pending, orders, now }: Facts): string[] {
  const faults = pending.outbox.map((id) => `I19 message ${id} still waits for BOSS`);
  if (now === undefined) return faults;
  const over = new Set(
    orders.filter(({ state }) => OVER_UNPAID.includes(state)).map(({ orderId }) => orderId),
  );
  return [
    ...faults,
    ...pending.deadlines
      .filter(({ at }) => at < now - LATE_MS)
      .map(({ subject }) => `I19 the deadline of ${subject} has passed unseen`),
    ...pending.holds
      .filter(({ released, expiresAtMs }) => !released && expiresAtMs > now)
      .filter(({ hold }) => over.has(hold.orderId))
      .map(({ hold }) => `I19 BOSS still keeps ${hold.orderId}`),
  ];
}
