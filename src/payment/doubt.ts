/** Makes a doubt out of what the journal, the TSP's orders or a refusal say. */
import { codeOfText } from '../shared/code.ts';
import type { OpenAttempt, Order } from '../tsp/tspTypes.ts';
import type { JournalEntry } from './journal.ts';
import type { Doubt } from './steps.ts';

/**
 * From the journal: this box handed DEBIT over, or was about to. `ref`: the order's; without it the attempt has a code of the
 * box's own, the same each time.
 */
export const doubtOfEntry = (entry: JournalEntry, ref = codeOfText(entry.attemptId)): Doubt => ({
  attemptId: entry.attemptId,
  orderId: entry.orderId,
  serviceId: entry.serviceId,
  amountFen: entry.amountFen,
  cardTail: entry.cardTail,
  cardSequence: entry.cardSequence,
  title: entry.title,
  ref,
  softly: entry.phase === 'mac1',
});

/** From the TSP's open orders: this box's journal was lost, or another box began it. */
export function doubtOfOrder(order: Order): Doubt | null {
  const { attempt, orderId, serviceId, amountFen, title, ref } = order;
  if (order.money !== 'unknown' || attempt?.cardTail === undefined) return null;
  const { cardTail } = attempt;
  return { ...attempt, cardTail, orderId, serviceId, amountFen, title, ref, softly: true };
}

/** From a refusal: this card has an earlier payment open somewhere. */
export const doubtOfAttempt = (open: OpenAttempt, ref: string): Doubt => ({
  ...open,
  ref,
  softly: true,
});
