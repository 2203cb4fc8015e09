/** Drops an attempt before DEBIT: the statement is durable before it is posted, and posted until acknowledged. */
import { serialTail } from '../../purse/readPurse.ts';
import type { Abandon } from '../../tsp/tspTypes.ts';
import type { Conversation } from '../conversation.ts';
import { doubtOfEntry } from '../doubt.ts';
import type { WorkEvent } from '../events.ts';
import type { Failure } from '../failure.ts';
import type { JournalEntry } from '../journal.ts';
import type { PaymentParts } from '../paymentParts.ts';
import { postStatement } from './postStatement.ts';

type Dropped = Pick<JournalEntry, 'attemptId' | 'orderId' | 'amountFen' | 'title' | 'serviceId'>;

/**
 * Only the page that holds the MAC1 may call this, and it must forget the MAC1: the statement says that DEBIT will
 * never be handed over. Answers what comes next: `failure`, unless the TSP knows of money that it does not hold untouched.
 */
export async function abandonAttempt(
  parts: PaymentParts,
  conversation: Conversation,
  dropped: Dropped,
  reason: Abandon['reason'],
  failure: Failure,
): Promise<WorkEvent> {
  const { attemptId } = dropped;
  delete conversation.debit;
  const entry: JournalEntry = {
    ...dropped,
    cardTail: serialTail(conversation.purse.serial),
    cardSequence: conversation.entry?.cardSequence ?? 0,
    phase: 'abandoned',
    abandonReason: reason,
  };
  void parts.journal.put(entry);
  const order = await postStatement(parts, entry);
  if (order?.money === 'unknown') {
    return { kind: 'doubted', doubt: doubtOfEntry({ ...entry, phase: 'mac1' }, order.ref) };
  }
  if (order?.money === 'taken') {
    return {
      kind: 'refused',
      failure: { ...failure, kind: 'already-paid', money: 'taken', attemptId },
      order,
    };
  }
  return { kind: 'refused', failure: { ...failure, attemptId }, ...(order ? { order } : {}) };
}
