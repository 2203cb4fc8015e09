/** Money that was taken and buys nothing: booked to the subscriber's account at BOSS, else a case. */
import type { components } from '../boss/bossApi.generated.ts';
import type { BossOrder } from './activation.ts';
import { getAttempt, getOrder, moveOrder, saveAttempt } from './book.ts';
import { type CaseKind, openCase } from './cases.ts';
import { post } from './ledger.ts';
import { dequeue, type OutboxRow } from './outboxRows.ts';
import type { TspParts } from './ports.ts';
import { commit } from './unit.ts';

type CreditRequest = components['schemas']['CreditRequest'];

/** BOSS's word on a credit; `null`: none yet. Asked before told, once BOSS may have done it. */
async function askCredit(
  parts: TspParts,
  row: OutboxRow,
  body: CreditRequest,
): Promise<'credited' | 'refused' | null> {
  const path = `/orders/${row.subject}`;
  if (row.tries > 1) {
    const known = await parts.boss.get<BossOrder>(path);
    if (!known.ok && known.error.kind === 'no-answer') return null;
    if (known.ok && known.value.state === 'CREDITED') return 'credited';
  }
  const told = await parts.boss.put<BossOrder>(`${path}/credit`, body);
  if (!told.ok) return told.error.kind === 'problem' ? 'refused' : null;
  const { state, orderId } = told.value;
  if (orderId !== row.subject) return null;
  if (state === 'CREDITED') return 'credited';
  return state === 'REJECTED' ? 'refused' : null;
}

type Word = 'credited' | 'refused' | 'stuck';

/** As `askCredit`, until the time for an answer is over. */
async function finalWord(
  parts: TspParts,
  row: OutboxRow,
  body: CreditRequest,
): Promise<Word | null> {
  const word = await askCredit(parts, row, body);
  const isLate = parts.environment.clock.now() >= row.since + parts.limits.activationGiveUpMs;
  return word ?? (isLate ? 'stuck' : null);
}

const caseOf = (word: Exclude<Word, 'credited'>, refused: CaseKind): CaseKind =>
  word === 'stuck' ? 'credit-stuck' : refused;

/** BOSS refused the service for good. */
export async function deliverCredit(parts: TspParts, row: OutboxRow): Promise<void> {
  const due = await parts.store.transaction((tx) => getOrder(tx, row.subject));
  if (!due) return;
  const { amountFen } = due.quote;
  const word = await finalWord(parts, row, { subscriberId: due.subscriberId, amountFen });
  if (word === null) return;
  await commit(parts, 'tsp', async (unit) => {
    dequeue(unit, row);
    const order = await getOrder(unit.tx, row.subject);
    if (order?.state !== 'CREDIT_DUE') return;
    const on = { orderId: order.orderId, attemptId: order.paidBy!, amountFen };
    if (word === 'credited') {
      await post(unit, 'credit', on);
      await moveOrder(unit, order, 'credited');
    } else {
      const caseNo = await openCase(unit, caseOf(word, 'credit-refused'), on);
      await moveOrder(unit, order, 'creditRefused', { caseNo });
    }
  });
}

/**
 * A second debit for one order. BOSS books it under the attempt's id: under the order's it has opened, or credited, what
 * the first debit paid.
 */
export async function deliverSurplusCredit(parts: TspParts, row: OutboxRow): Promise<void> {
  const due = await parts.store.transaction((tx) => getAttempt(tx, row.subject));
  if (!due) return;
  const { subscriberId, amountFen } = due;
  const word = await finalWord(parts, row, { subscriberId, amountFen });
  if (word === null) return;
  await commit(parts, 'tsp', async (unit) => {
    dequeue(unit, row);
    const attempt = await getAttempt(unit.tx, row.subject);
    if (attempt?.surplus !== 'due') return;
    if (word === 'credited') {
      await post(unit, 'credit', attempt);
      await saveAttempt(unit, { ...attempt, surplus: 'credited' });
    } else {
      const caseNo = await openCase(unit, caseOf(word, 'surplus-refused'), attempt);
      await saveAttempt(unit, { ...attempt, surplus: 'case', caseNo });
    }
  });
}
