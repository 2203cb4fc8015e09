/** Checks where the money of every debit ended, once all faults are over and people have closed their cases. */
import { factorOf } from '../operator/tsp/base/cardIdentity.ts';
import type { PostingKind } from '../operator/tsp/books/journals/ledger.ts';
import type { AttemptRow } from '../operator/tsp/books/rows.ts';
import { type Facts, hex4, sum } from './worldFacts.ts';

/** Classes of differences without a case: time or the card explains them. */
const LISTED = ['DAY_EDGE', 'IN_DOUBT_OPEN'];
/** Claims that people work on, or have given up. */
const CLAIMED_BY_HAND = ['CASE', 'REJECTED'];

/** The amount that may still be owed to subscribers at rest, because cases are open. */
export const owedByHand = ({ orders, attempts }: Facts): number =>
  sum(attempts.filter(({ surplus }) => surplus === 'case')) +
  sum(
    orders
      .filter(({ state, paidBy }) => state === 'REFUND_DUE' || (state === 'MANUAL' && paidBy))
      .map(({ quote }) => quote),
  );

/** Every debit is accepted by the PPP, a loss in the books, or in a case. */
export function claimFaults({ accepted, cases }: Facts, debited: readonly AttemptRow[]): string[] {
  const paidOut = new Set(
    accepted.map((debit) => `${factorOf(debit.cardSerial)} ${debit.cardSequence}`),
  );
  const withCase = new Set(cases.map(({ attemptId }) => attemptId));
  return debited.flatMap(({ attemptId, asn, init, claim = 'UNCLAIMED' }) => {
    if (claim === 'ACCEPTED') {
      const isPaid = paidOut.has(`${factorOf(asn)} ${hex4(init?.sequence)}`);
      return isPaid ? [] : [`I15 ${attemptId} is accepted, the PPP has it not`];
    }
    if (CLAIMED_BY_HAND.includes(claim)) {
      return withCase.has(attemptId) ? [] : [`I15 ${attemptId}: ${claim} without a case`];
    }
    return claim === 'WRITTEN_OFF' ? [] : [`I15 ${attemptId} is still ${claim}`];
  });
}

const GIVEN_BACK = { credited: 'CREDITED', refunded: 'REFUNDED', due: null, case: null } as const;

/** By the postings, the money of every booked debit ended in exactly one place, once. */
export function endingFaults(facts: Facts, booked: readonly AttemptRow[]): string[] {
  const { orders, boss, postings, attempts } = facts;
  // Where people were wrong about which attempt paid for an order, what was booked for the one counts for the other.
  const heirs = new Map(
    attempts.flatMap(({ attemptId, takenBack }) =>
      takenBack?.gaveAway === false ? [[attemptId, takenBack.by] as const] : [],
    ),
  );
  const orderOf = new Map(orders.map((order) => [order.orderId, order]));
  const opened = new Set(boss.filter(({ state }) => state === 'ACTIVATED').map((o) => o.orderId));
  const counts = new Map<string, number>();
  for (const { kind, attemptId } of postings) {
    const key = `${kind} ${heirs.get(attemptId) ?? attemptId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const times = (kind: PostingKind, attemptId: string) => counts.get(`${kind} ${attemptId}`) ?? 0;
  return booked.flatMap(({ attemptId, orderId, surplus }) => {
    const order = orderOf.get(orderId);
    const faults: string[] = [];
    if (surplus === 'due') faults.push(`I17 the surplus of ${attemptId} is still due`);
    if (!order || !['COMPLETED', 'CREDITED', 'REFUNDED'].includes(order.state)) {
      faults.push(`I17 ${orderId} is paid and ${order?.state}`);
    }
    if (order?.state === 'COMPLETED' && !opened.has(orderId)) {
      faults.push(`I7 ${orderId}: completed, not open`);
    }
    const served = times('revenue', attemptId) - times('revenueBack', attemptId);
    const ends = {
      COMPLETED: served,
      CREDITED: times('credit', attemptId),
      REFUNDED: times('refund', attemptId),
    };
    const total = ends.COMPLETED + ends.CREDITED + ends.REFUNDED;
    const where = surplus === undefined ? order?.state : GIVEN_BACK[surplus];
    const isAtRest = where === 'COMPLETED' || where === 'CREDITED' || where === 'REFUNDED';
    if (isAtRest && (total !== 1 || ends[where] !== 1)) {
      faults.push(`I17 the money of ${attemptId} is booked ${total} times, not as ${where}`);
    }
    return faults;
  });
}

/** Every difference of a settled day is timing, cured, closed, or has a case. */
export function differenceFaults({ differences, cases }: Facts): string[] {
  const caseOf = new Map(cases.map((row) => [row.caseNo, row]));
  return differences.flatMap(({ date, class: kind, id, state, caseNo }) => {
    const row = caseNo === undefined ? undefined : caseOf.get(caseNo);
    const isExplained = {
      listed: LISTED.includes(kind),
      waiting: false,
      cured: true,
      case: row !== undefined,
      closed: row?.state === 'CLOSED',
    }[state];
    return isExplained ? [] : [`I18 ${date} ${kind} ${id} is ${state}`];
  });
}
