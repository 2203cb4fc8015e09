/** Credit of money that bought nothing: BOSS books it to the subscriber's account; if not, it becomes a case. */
import type { components } from '../../../contract/bossApi.generated.ts';
import type { Transaction } from '../../../store/store.ts';
import { type BossOrder, isId, wordOn } from '../base/bossClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { type CaseKind, openCase } from '../books/cases.ts';
import { post } from '../books/journals/ledger.ts';
import { finishPosted, moveCase, postedCaseOn, withoutProposal } from '../books/moveCase.ts';
import { getAttempt, getOrder, moveOrder, saveAttempt } from '../books/moveOrder.ts';
import { dequeue, isTriedLong, type OutboxRow } from '../books/outboxRows.ts';
import { compareAgain } from './activateAgain.ts';
import { periodOf } from './activation.ts';
import { passesTacCheck } from './tacGate.ts';

type CreditRequest = components['schemas']['CreditRequest'];

type Answer = {
  readonly outcome: 'credited' | 'rejected' | 'stuck' | 'opened';
  readonly boss?: BossOrder;
};

/** What BOSS is asked to credit for this row: the attempt's amount for a surplus, otherwise the order's. */
export async function creditAsked(
  tx: Transaction,
  { kind, subject }: Pick<OutboxRow, 'kind' | 'subject'>,
): Promise<CreditRequest | undefined> {
  if (kind === 'SURPLUS_CREDIT') {
    const attempt = await getAttempt(tx, subject);
    return attempt && { subscriberId: attempt.subscriberId, amountFen: attempt.amountFen };
  }
  const order = await getOrder(tx, subject);
  return order && { subscriberId: order.subscriberId, amountFen: order.quote.amountFen };
}

/** Another amount than was asked for is not this credit: after a day people ask BOSS. */
const credited = (boss: BossOrder, asked: CreditRequest): Answer | null =>
  (boss.amountFen ?? asked.amountFen) === asked.amountFen ? { outcome: 'credited', boss } : null;

/**
 * Asks BOSS for a credit; returns `null` when there is no answer yet. From the second try on, BOSS is asked first
 * whether it has credited already. After a rejection its state is read: it does not credit what it has opened, or may
 * still open.
 */
async function askCredit(
  parts: TspParts,
  row: OutboxRow,
  body: CreditRequest,
): Promise<Answer | null> {
  const path = `/orders/${row.subject}`;
  if (row.tries > 1) {
    const known = wordOn(row.subject, await parts.boss.get(path));
    if (!known.ok && known.error.kind === 'no-answer') return null;
    if (known.ok && known.value.state === 'CREDITED') return credited(known.value, body);
  }
  const told = wordOn(row.subject, await parts.boss.put(`${path}/credit`, body));
  if (!told.ok) return told.error.kind === 'problem' ? afterRejection(parts, row, body) : null;
  const { state } = told.value;
  if (state === 'CREDITED') return credited(told.value, body);
  return state === 'REJECTED' ? { outcome: 'rejected' } : null;
}

async function afterRejection(
  parts: TspParts,
  { subject }: OutboxRow,
  body: CreditRequest,
): Promise<Answer | null> {
  const known = wordOn(subject, await parts.boss.get(`/orders/${subject}`));
  if (!known.ok) return known.error.kind === 'problem' ? { outcome: 'rejected' } : null;
  const { state, amountFen } = known.value;
  if (state === 'PENDING') return null;
  const isOpened = state === 'ACTIVATED' && (amountFen ?? body.amountFen) === body.amountFen;
  return isOpened ? { outcome: 'opened', boss: known.value } : { outcome: 'rejected' };
}

/** Like `askCredit`, but after the time limit the answer is `stuck`. */
async function finalAnswer(
  parts: TspParts,
  row: OutboxRow,
  body: CreditRequest,
): Promise<Answer | null> {
  const answer = await askCredit(parts, row, body);
  const isLate = isTriedLong(row, parts.limits);
  return answer ?? (isLate ? { outcome: 'stuck' } : null);
}

/** Returns the case for people: the one in which they decided on this credit, otherwise a new one. */
async function caseFor(
  unit: UnitOfWork,
  { outcome }: Answer,
  rejectedKind: CaseKind,
  on: { orderId: string; attemptId: string; amountFen: number },
): Promise<string> {
  const why =
    outcome === 'stuck' ? 'BOSS never said whether it booked it' : 'BOSS refuses the credit';
  const posted = await postedCaseOn(unit, on.attemptId);
  if (!posted) return openCase(unit, outcome === 'stuck' ? 'credit-stuck' : rejectedKind, on);
  return (await moveCase(unit, withoutProposal(posted), 'fail', {}, why)).caseNo;
}

/** Delivers the credit of an order whose service is not opened. */
export async function deliverCredit(parts: TspParts, row: OutboxRow): Promise<void> {
  const asked = await parts.store.transaction((tx) => creditAsked(tx, row));
  if (!asked) return;
  const { amountFen } = asked;
  const told = await finalAnswer(parts, row, asked);
  if (told === null) return;
  await commit(parts, 'tsp', async (unit) => {
    dequeue(unit, row);
    const order = await getOrder(unit.tx, row.subject);
    // BOSS had lost it. What it says otherwise is a difference for people.
    if (order?.state === 'CREDITED') return compareAgain(unit, order);
    if (order?.state !== 'CREDIT_DUE') return;
    const on = { orderId: order.orderId, attemptId: order.paidBy!, amountFen };
    if (told.outcome === 'credited') {
      await post(unit, 'credit', on);
      const creditNo = told.boss?.creditNo;
      await moveOrder(unit, order, 'credited', isId(creditNo) ? { creditNo } : {});
      await finishPosted(unit, on.attemptId, 'BOSS booked it');
    } else if (told.outcome === 'opened') {
      await post(unit, 'revenue', on);
      await moveOrder(unit, order, 'activated', periodOf(order, told.boss));
      await finishPosted(unit, on.attemptId, 'BOSS has opened the service after all');
    } else {
      const caseNo = await caseFor(unit, told, 'credit-refused', on);
      await moveOrder(unit, order, 'creditRefused', { caseNo });
    }
  });
}

const WITHHELD: Answer = { outcome: 'rejected' };

/** Whether the PPP has not called the TAC of the surplus wrong, or two people decided on the credit. */
const mayCredit = async (parts: TspParts, { subject }: OutboxRow): Promise<boolean> =>
  (await commit(parts, 'tsp', (unit) => postedCaseOn(unit, subject))) !== undefined ||
  passesTacCheck(parts, subject);

/**
 * Delivers the credit of a second debit for one order. BOSS books it under the attempt's id, because the order's id
 * stands for what the first debit paid.
 */
export async function deliverSurplusCredit(parts: TspParts, row: OutboxRow): Promise<void> {
  const asked = await parts.store.transaction((tx) => creditAsked(tx, row));
  if (!asked) return;
  const told = (await mayCredit(parts, row))
    ? await finalAnswer(parts, row, asked)
    : isTriedLong(row, parts.limits)
      ? WITHHELD
      : null;
  if (told === null) return;
  await commit(parts, 'tsp', async (unit) => {
    dequeue(unit, row);
    const attempt = await getAttempt(unit.tx, row.subject);
    if (attempt?.surplus !== 'due') return;
    if (told.outcome === 'credited') {
      await post(unit, 'credit', attempt);
      await saveAttempt(unit, { ...attempt, surplus: 'credited' });
      await finishPosted(unit, attempt.attemptId, 'BOSS booked it');
    } else {
      const caseNo = await caseFor(unit, told, 'surplus-refused', attempt);
      await saveAttempt(unit, { ...attempt, surplus: 'case', caseNo });
    }
  });
}
