/** Posts what two people decided, with the same functions that all other postings use. */

import type { UnitOfWork } from '../base/unitOfWork.ts';
import { endAttempt } from '../books/attemptOutcome.ts';
import type { CaseKind } from '../books/cases.ts';
import { followSignature, takeDebitBack } from '../books/followSignature.ts';
import { audit } from '../books/journals/audit.ts';
import { type PostingKind, post } from '../books/journals/ledger.ts';
import { moveOrder, saveAttempt } from '../books/moveOrder.ts';
import { enqueue } from '../books/outboxRows.ts';
import { debitForOrder } from '../books/payInstead.ts';
import type { AttemptRow, OrderRow } from '../books/rows.ts';
import { candidatesOf, tacAgain } from '../books/tacCandidates.ts';
import { isUnsettled } from '../books/transitions/attemptTransitions.ts';
import { blockWithCase, setCardBlock } from '../controls/blacklist.ts';
import type { Decision } from '../controls/desk.ts';
import type { LoadedFacts } from './caseFacts.ts';

interface Subject {
  readonly order: OrderRow;
  readonly attempt: AttemptRow;
  readonly kind: CaseKind;
  /** For the audit. */
  readonly note: string;
}

type Post = (unit: UnitOfWork, subject: Subject) => Promise<unknown>;

/** Decides that the order's money goes back; revenue that was posted is owed again. */
async function giveBack(
  unit: UnitOfWork,
  { order, note }: Subject,
  event: 'creditDecided' | 'refundDecided',
) {
  const on = { orderId: order.orderId, attemptId: order.paidBy!, amountFen: order.quote.amountFen };
  if (order.state === 'COMPLETED') await post(unit, 'revenueBack', on);
  const cause = order.cause ?? 'people';
  return { on, order: await moveOrder(unit, order, event, { cause }, note) };
}

async function credit(unit: UnitOfWork, subject: Subject): Promise<void> {
  const { attempt } = subject;
  if (attempt.surplus !== undefined) {
    await saveAttempt(unit, { ...attempt, surplus: 'due' });
    return enqueue(unit, 'SURPLUS_CREDIT', attempt.attemptId);
  }
  await giveBack(unit, subject, 'creditDecided');
  enqueue(unit, 'CREDIT', subject.order.orderId);
}

async function refund(unit: UnitOfWork, subject: Subject): Promise<void> {
  const { attempt, order, note } = subject;
  if (attempt.surplus !== undefined) {
    await post(unit, 'refund', attempt);
    return saveAttempt(unit, { ...attempt, surplus: 'refunded' });
  }
  const on = { orderId: order.orderId, attemptId: order.paidBy!, amountFen: order.quote.amountFen };
  const due =
    order.state === 'REFUND_DUE' ? order : (await giveBack(unit, subject, 'refundDecided')).order;
  await post(unit, 'refund', on);
  await moveOrder(unit, due, 'refunded', {}, note);
}

async function reclaim(
  unit: UnitOfWork,
  { attempt, note }: Subject,
  claim: 'UNCLAIMED' | 'WRITTEN_OFF',
  kind: PostingKind | null,
): Promise<void> {
  const { orderId, attemptId } = attempt;
  if (kind !== null) await post(unit, kind, attempt);
  const tac = claim === 'UNCLAIMED' ? tacAgain(candidatesOf(attempt)) : undefined;
  await saveAttempt(unit, { ...attempt, claim, ...(tac === undefined ? {} : { tac }) });
  const what = claim === 'UNCLAIMED' ? 'claim.rework' : 'claim.writeOff';
  await audit(unit, { what, orderId, attemptId, from: attempt.claim!, to: claim, note });
}

const POSTS: { readonly [D in Exclude<Decision, 'explained'>]: Post } = {
  debited: (unit, subject) => debitForOrder(unit, subject, { provenBy: 'people' }),
  notDebited: async (unit, { order, attempt, note }) => {
    if (attempt.state === 'DEBITED') return takeDebitBack(unit, { order, attempt });
    if (!isUnsettled(attempt.state)) return;
    await endAttempt(unit, { order, attempt }, 'debitDisproven', { note, deniedBy: 'people' });
  },
  followSignature,
  credit,
  refund,
  writeOff: (unit, subject) => reclaim(unit, subject, 'WRITTEN_OFF', 'writeOff'),
  rework: (unit, subject) =>
    reclaim(
      unit,
      subject,
      'UNCLAIMED',
      subject.attempt.claim === 'WRITTEN_OFF' ? 'recovered' : null,
    ),
  blockCard: (unit, { attempt, note, kind }) =>
    kind === 'card-blocked'
      ? setCardBlock(unit, attempt, true, note)
      : blockWithCase(unit, attempt, note),
  releaseCard: (unit, { attempt, note }) => setCardBlock(unit, attempt, false, note),
};

/** The transition that follows the posting; `null`: BOSS is still to do it. */
export type AfterPosting = 'finish' | 'goOn' | null;

/** Posts a decision in the caller's commit. */
export async function postDecision(
  unit: UnitOfWork,
  { kind, order, attempt }: LoadedFacts,
  decision: Decision,
  note: string,
): Promise<AfterPosting> {
  if (decision === 'explained') return 'finish';
  if (!order || !attempt) throw new Error(`nothing to post: ${note}`);
  await POSTS[decision](unit, { order, attempt, kind, note });
  if (decision === 'credit') return null;
  // Blocking the card decides nothing about the debit or its claim.
  return decision === 'blockCard' && kind !== 'card-blocked' ? 'goOn' : 'finish';
}
