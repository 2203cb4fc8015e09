/** Orders and attempts as the console shows them; of a card only the last four digits. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { Transaction } from '../../../store/store.ts';
import { getAttempt } from '../../tsp/books/moveOrder.ts';
import { type AttemptRow, isArrears, monthsOf, type OrderRow } from '../../tsp/books/rows.ts';
import { candidatesOf, isRefused } from '../../tsp/books/tacCandidates.ts';
import { defined } from './definedFields.ts';
import type { Schemas } from './opsTypes.ts';

/** How the order is paid, or was tried to be. Every attempt is one with a card. */
export const wayOf = ({ attemptId, paidBy }: OrderRow): string | undefined =>
  (attemptId ?? paidBy) === undefined ? undefined : 'card';

export async function orderSummary(
  tx: Transaction,
  order: OrderRow,
): Promise<Schemas['OrderSummary']> {
  const { orderId, ref, state, quote, subscriberId, stbId, createdAt, paidAt, paidBy } = order;
  const paying = paidBy === undefined ? undefined : await getAttempt(tx, paidBy);
  return defined({
    orderId,
    ref,
    state,
    amountFen: quote.amountFen,
    subscriberId,
    stbId,
    service: quote.title,
    way: wayOf(order),
    months: isArrears(order) ? undefined : monthsOf(order),
    createdAt: rfc3339(createdAt),
    paidAt: paidAt === undefined ? undefined : rfc3339(paidAt),
    businessDate: paying?.mac1?.businessDate,
    cardTail: order.cardTail,
    receiptNo: order.receiptNo,
    caseNo: order.caseNo,
  });
}

/** How many TACs were shown, and how many of them the PPP refused. Absent for the one that nobody refused. */
function tacCounts(attempt: AttemptRow): Schemas['AttemptSummary']['tacs'] {
  const list = candidatesOf(attempt);
  const refused = list.filter(isRefused).length;
  return list.length > 1 || refused > 0 ? { shown: list.length, refused } : undefined;
}

export const attemptSummary = (attempt: AttemptRow): Schemas['AttemptSummary'] => {
  const { attemptId, state, amountFen, cardTail, terminalNo, mac1, claim } = attempt;
  return defined({
    attemptId,
    state,
    amountFen,
    cardTail,
    terminalNo,
    terminalSequence: mac1?.terminalSequence,
    businessDate: mac1?.businessDate,
    claim,
    tacs: tacCounts(attempt),
    reason: attempt.reason ?? (state === 'IN_DOUBT' ? attempt.doubt : undefined),
    surplus: attempt.surplus,
    caseNo: attempt.caseNo,
  });
};
