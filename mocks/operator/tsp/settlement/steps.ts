/**
 * What the platform does about a difference by itself: once, in the commit that stores the difference. A step returns
 * what it did, in words; `null` when there is nothing it can do now.
 */
import type { Found } from '../../settlement/classify.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type DifferenceClass, resend } from '../books/dayRows.ts';
import { getAttempt, getOrder, saveAttempt } from '../books/moveOrder.ts';
import { enqueue, type OutboxKind } from '../books/outboxRows.ts';
import { getDayWork, putDayWork } from '../books/store/dayStore.ts';
import { getOutbox, outboxId } from '../books/store/queueStore.ts';
import { freezeTerminal } from '../controls/psams.ts';

type Step = (unit: UnitOfWork, found: Found, date: string) => Promise<string | null>;

/** Adds a message to the outbox; one that is there already keeps its tries. */
async function deliver(unit: UnitOfWork, kind: OutboxKind, orderId: string): Promise<void> {
  const id = outboxId({ kind, subject: orderId });
  if ((await getOutbox(unit.tx, id)) === undefined) enqueue(unit, kind, orderId);
}

/** Tells BOSS. The delivery asks BOSS first: it may have done it after its file was written. */
const tellBoss: Step = async (unit, { orderId }) => {
  const order = orderId === undefined ? undefined : await getOrder(unit.tx, orderId);
  if (!order) return null;
  const { state } = order;
  if (state === 'COMPLETED') {
    await deliver(unit, 'ACTIVATE_AGAIN', order.orderId);
    return 'BOSS is asked, and told again if it has nothing';
  }
  if (state === 'PAID' || state === 'ACTIVATING') {
    await deliver(unit, 'ACTIVATE', order.orderId);
    return 'BOSS is asked and told until it answers';
  }
  if (state === 'CREDIT_DUE' || state === 'CREDITED') {
    await deliver(unit, 'CREDIT', order.orderId);
    return 'BOSS is asked for the credit until it answers';
  }
  return null;
};

const claimAgain: Step = async (unit, { attemptId }) => {
  const attempt = attemptId === undefined ? undefined : await getAttempt(unit.tx, attemptId);
  if (attempt?.claim !== 'ACCEPTED' || attempt.tac === undefined) return null;
  await saveAttempt(unit, { ...attempt, claim: 'UNCLAIMED' });
  return 'it goes into the next batch';
};

const freeze: Step = async (unit, { terminalNo, terminalSequence }) => {
  if (terminalNo === undefined) return null;
  await freezeTerminal(unit, terminalNo, `the PPP has debit ${terminalSequence}, we have not`);
  return 'its terminal number is frozen';
};

const recompute: Step = async (unit, _found, date) => {
  const work = (await getDayWork(unit.tx, date)) ?? {};
  putDayWork(unit.tx, date, resend(work));
  return 'the day is sent again, so that both sides compute their totals again';
};

const nothing: Step = async () => null;

export const STEPS: { readonly [C in DifferenceClass]: Step } = {
  MISSING_AT_BOSS: tellBoss,
  MISSING_AT_TSP: nothing,
  MISSING_AT_PPP: claimAgain,
  UNKNOWN_AT_TSP: freeze,
  AMOUNT_DIFF: nothing,
  DUPLICATE: nothing,
  TAC_INVALID: nothing,
  CLAIM_REJECTED: nothing,
  STATE_DIFF: tellBoss,
  DAY_EDGE: nothing,
  IN_DOUBT_OPEN: nothing,
  TOTAL_ONLY: recompute,
};
