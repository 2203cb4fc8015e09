/** Drops an attempt before DEBIT: the statement is durable before it is posted, and posted until acknowledged. */
import { serialTail } from '../../purse/readPurse.ts';
import type { Abandon, Order, Text } from '../../tsp/tspTypes.ts';
import type { Conversation } from '../conversation.ts';
import type { JournalEntry } from '../journal.ts';
import type { PaymentParts } from '../paymentParts.ts';
import { postStatement } from './postStatement.ts';

interface Dropped {
  readonly attemptId: string;
  readonly orderId: string;
  readonly amountFen: number;
  readonly title: Text;
}

/**
 * Only the page that holds the MAC1 may call this, and it must forget the MAC1: the statement says that DEBIT will
 * never be handed over. Answers the order when the TSP acknowledged at once.
 */
export async function abandonAttempt(
  parts: PaymentParts,
  conversation: Conversation,
  { attemptId, orderId, amountFen, title }: Dropped,
  reason: Abandon['reason'],
): Promise<Order | null> {
  delete conversation.debit;
  const entry: JournalEntry = {
    attemptId,
    orderId,
    amountFen,
    title,
    cardTail: serialTail(conversation.purse.serial),
    cardSequence: conversation.entry?.cardSequence ?? 0,
    phase: 'abandoned',
    abandonReason: reason,
  };
  try {
    await parts.journal.put(entry);
  } catch (cause) {
    parts.log('journal', String(cause));
  }
  return postStatement(parts, entry);
}
