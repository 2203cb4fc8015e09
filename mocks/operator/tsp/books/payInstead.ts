/**
 * An attempt pays for an order in place of one that people called debited by mistake. What the order's payer was given is given for the
 * other one now, so nobody loses; and what is still open about the order is about its new payer.
 */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type DebitProof, debitAttempt, enterDebit, type Moved } from './attemptOutcome.ts';
import type { CaseKind } from './cases.ts';
import { audit } from './journals/audit.ts';
import { post } from './journals/ledger.ts';
import { closeCasesOn, handCasesOver } from './moveCase.ts';
import { getAttempt, saveAttempt, saveOrder } from './moveOrder.ts';
import type { AttemptRow, OrderRow } from './rows.ts';
import { dropDebit } from './store/attemptStore.ts';
import { wakeDay } from './store/dayStore.ts';

/** Cases about where the money of an order goes, or the money of a second debit. */
export const OWED_CASES: readonly CaseKind[] = [
  'activation-stuck',
  'service-stopped',
  'credit-refused',
  'credit-stuck',
  'surplus-refused',
  'missing-at-boss',
];
/** Cases about where the money of a second debit goes. */
const SURPLUS_CASES: readonly CaseKind[] = ['surplus-refused', 'credit-stuck'];
const ORDER_CASES: readonly CaseKind[] = [...OWED_CASES, 'state-diff'];

/** Enters the debit as what pays for the order. The posting of the payer before must be taken back already. */
export async function payInstead(
  unit: UnitOfWork,
  order: OrderRow,
  attempt: AttemptRow,
  proof: DebitProof,
): Promise<AttemptRow> {
  const { orderId, attemptId, cardTail } = attempt;
  await handCasesOver(unit, order.paidBy!, attemptId, ORDER_CASES);
  const paying = await enterDebit(unit, { attempt }, proof, 'debit');
  await saveOrder(unit, { ...order, paidBy: attemptId, cardTail });
  await audit(unit, { what: 'order.payerChanged', orderId, attemptId });
  return paying;
}

/** Has the second debit pay for the order: its money goes back no more. The posting of the payer before must be taken back already. */
export async function paySecond(
  unit: UnitOfWork,
  order: OrderRow,
  second: AttemptRow,
): Promise<void> {
  const { surplus: _, ...paying } = second;
  const { orderId, attemptId, cardTail, mac1 } = paying;
  await closeCasesOn(unit, attemptId, SURPLUS_CASES, 'it pays for the order now');
  await handCasesOver(unit, order.paidBy!, attemptId, ORDER_CASES);
  await saveAttempt(unit, paying);
  await saveOrder(unit, { ...order, paidBy: attemptId, cardTail });
  await audit(unit, { what: 'order.payerChanged', orderId, attemptId });
  await wakeDay(unit.tx, mac1!.businessDate);
}

/** The order's payer, if people have taken it back as a mistake and its amount is a loss. */
async function lostPayer(
  { tx }: UnitOfWork,
  { paidBy }: OrderRow,
): Promise<AttemptRow | undefined> {
  const payer = paidBy === undefined ? undefined : await getAttempt(tx, paidBy);
  return payer?.takenBack?.gaveAway && payer.claim === 'WRITTEN_OFF' ? payer : undefined;
}

/**
 * Enters a debit, as `debitAttempt`. Where a mistake of people has paid for its order, this is the payment for what was given: neither
 * a second one, whose money would go back as well, nor a loss any more.
 */
export async function debitForOrder(
  unit: UnitOfWork,
  before: Moved,
  proof: DebitProof,
): Promise<Moved> {
  const { order, attempt } = before;
  const payer = await lostPayer(unit, order);
  if (!payer || attempt.takenBack?.gaveAway) return debitAttempt(unit, before, proof);
  const { claim: _, takenBack, ...left } = payer;
  await post(unit, 'recovered', payer);
  await post(unit, 'debitBack', payer);
  const by = attempt.attemptId;
  await saveAttempt(unit, { ...left, takenBack: { ...takenBack, by, gaveAway: false } });
  const { businessDate } = payer.mac1!;
  dropDebit(unit.tx, businessDate, payer);
  await wakeDay(unit.tx, businessDate);
  const paying = await payInstead(unit, order, attempt, proof);
  return { attempt: paying, order: { ...order, paidBy: by, cardTail: attempt.cardTail } };
}
