/**
 * Puts right what two people decided by mistake: that an attempt was debited, when a right MAC2 says that the card's number paid for
 * another one. One commit: the signed attempt is debited and claimed, and the other one is not debited.
 *
 * What was given for the other one cannot be asked back from whom people told that it was paid: its amount is a loss, as when a
 * claim is written off, unless a second debit of the order, whose money has not gone back, can pay for it. Where nothing was given yet, its posting is taken back and its order ends unpaid. Where both are attempts of
 * one order, the signed one pays for it.
 */
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { DOUBT_CASES, type Moved } from './attemptOutcome.ts';
import { CLAIM_CASES, openCasesOn } from './cases.ts';
import { post } from './journals/ledger.ts';
import { closeCase, closeCasesOn } from './moveCase.ts';
import { getAttempt, moveAttempt, moveOrder, orderOf } from './moveOrder.ts';
import { enqueue } from './outboxRows.ts';
import { debitForOrder, OWED_CASES, payInstead, paySecond } from './payInstead.ts';
import type { AttemptRow, OrderRow } from './rows.ts';
import { secondDebitOf } from './secondDebit.ts';
import { settleNumber } from './settleNumber.ts';
import { dropDebit, dropPayer, payerOf } from './store/attemptStore.ts';
import { wakeDay } from './store/dayStore.ts';
import { nextTac } from './tacCandidates.ts';

/** Whether an attempt is debited only because people said so, and nobody has paid its claim. */
export const isMistaken = ({ provenBy, claim }: Pick<AttemptRow, 'provenBy' | 'claim'>): boolean =>
  provenBy === 'people' && claim !== 'ACCEPTED';

interface Outcome {
  readonly order: Pick<OrderRow, 'state'>;
  readonly attempt: Pick<AttemptRow, 'surplus'>;
  /** The other debit of the order, where the attempt pays for it; see `secondDebitOf`. */
  readonly second?: Pick<AttemptRow, 'surplus'> | undefined;
}

/** What was given for a debit: `moving`: BOSS is being asked, so nobody knows yet; `owed`: it can be given for `second` instead. */
export function givenFor({
  order,
  attempt,
  second,
}: Outcome): 'given' | 'owed' | 'nothing' | 'moving' {
  const { surplus } = attempt;
  if (surplus !== undefined) {
    return surplus === 'due' ? 'moving' : surplus === 'case' ? 'nothing' : 'given';
  }
  switch (order.state) {
    case 'COMPLETED':
    case 'CREDITED':
    case 'REFUNDED':
      return second === undefined ? 'given' : second.surplus === 'due' ? 'moving' : 'owed';
    case 'MANUAL':
    case 'REFUND_DUE':
      return 'nothing';
    default:
      return 'moving';
  }
}

/** Ends an order that was never paid and for which nothing was given; BOSS may let its hold go. */
async function endUnpaid(unit: UnitOfWork, order: OrderRow, note: string): Promise<void> {
  const { paidBy, paidAt, receiptNo, cardTail, caseNo, withheld, ...rest } = order;
  enqueue(unit, 'RELEASE_HOLD', order.orderId);
  await moveOrder(unit, rest, 'paymentTakenBack', {}, note);
  for (const { caseNo: open, kind, attemptId = paidBy } of await openCasesOn(
    unit.tx,
    order.orderId,
  )) {
    // The money of another attempt that paid for the order too is still owed.
    if (OWED_CASES.includes(kind) && attemptId === paidBy) await closeCase(unit, open, note);
  }
}

const reasonOf = (by: string | undefined): string =>
  by === undefined ? 'people decided again' : `the card's number paid for attempt ${by}`;

/** Ends what people called debited. Its claim and its doubt are nobody's work any more. */
async function takeBack(
  unit: UnitOfWork,
  mistaken: AttemptRow,
  takenBack: NonNullable<AttemptRow['takenBack']>,
): Promise<void> {
  const { by, gaveAway } = takenBack;
  const { provenBy: _, claim, surplus, ...left } = mistaken;
  const rest = { ...left, ...(gaveAway && surplus !== undefined ? { surplus } : {}) };
  if (gaveAway && claim !== 'WRITTEN_OFF') await post(unit, 'writeOff', mistaken);
  if (!gaveAway && claim === 'WRITTEN_OFF') await post(unit, 'recovered', mistaken);
  if (!gaveAway) {
    await post(unit, 'debitBack', mistaken);
    dropDebit(unit.tx, mistaken.mac1!.businessDate, mistaken);
  }
  const change = {
    takenBack,
    ...(by === undefined ? { deniedBy: 'people' as const } : {}),
    ...(gaveAway ? { claim: 'WRITTEN_OFF' as const } : {}),
  };
  const note = reasonOf(by);
  const { attemptId, mac1 } = await moveAttempt(unit, rest, 'takenBack', change, note);
  await closeCasesOn(unit, attemptId, [...CLAIM_CASES, ...DOUBT_CASES], note);
  await wakeDay(unit.tx, mac1!.businessDate);
}

/** Ends a debit that two people decided and now decide otherwise, with its order where nothing was given for it. */
export async function takeDebitBack(
  unit: UnitOfWork,
  { order, attempt }: Moved,
  by?: Pick<AttemptRow, 'attemptId' | 'caseNo'>,
): Promise<void> {
  const second =
    order.paidBy === attempt.attemptId ? await secondDebitOf(unit.tx, order) : undefined;
  const given = givenFor({ order, attempt, second });
  const gaveAway = given === 'given';
  const { caseNo } = by ?? attempt;
  await takeBack(unit, attempt, {
    ...(by === undefined ? {} : { by: by.attemptId }),
    ...(caseNo === undefined ? {} : { caseNo }),
    gaveAway,
  });
  dropPayer(unit.tx, cardOf(attempt), attempt.init!.sequence);
  if (gaveAway) return;
  if (second && given === 'owed') return paySecond(unit, order, second);
  // People need not decide any more where the money of a debit goes that was none.
  await closeCasesOn(unit, attempt.attemptId, OWED_CASES, reasonOf(by?.attemptId));
  if (order.paidBy === attempt.attemptId) await endUnpaid(unit, order, reasonOf(by?.attemptId));
}

/**
 * Debits the attempt by the MAC2 that was kept for it, and takes back what people called debited with its number.
 * @throws Error when a signature gave the number to another one.
 */
export async function followSignature(unit: UnitOfWork, before: Moved): Promise<void> {
  const { order } = before;
  const { signed, ...attempt } = before.attempt;
  const { attemptId, caseNo } = attempt;
  const owner = await payerOf(unit.tx, cardOf(attempt), attempt.init!.sequence);
  const mistaken = owner === undefined ? undefined : await getAttempt(unit.tx, owner);
  const tac = nextTac(signed?.tacs ?? []);
  if (!signed || tac === undefined || (mistaken && !isMistaken(mistaken))) {
    throw new Error(`no signature to follow: ${attemptId}`);
  }
  const proof = { ...signed, provenBy: 'mac2', tac } as const;
  if (!mistaken || order.paidBy !== owner) {
    const other = mistaken && { order: await orderOf(unit.tx, mistaken), attempt: mistaken };
    if (other) await takeDebitBack(unit, other, attempt);
    const paid = await debitForOrder(unit, { order, attempt }, proof);
    return settleNumber(unit, paid.attempt);
  }
  const named = caseNo === undefined ? {} : { caseNo };
  await takeBack(unit, mistaken, { by: attemptId, ...named, gaveAway: false });
  await settleNumber(unit, await payInstead(unit, order, attempt, proof));
}
