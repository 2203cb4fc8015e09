/** The card's earlier payment was begun by another box: what the card shows settles it, or clears its way in this box. */
import { observePurse } from '../../purse/observePurse.ts';
import type { Abort } from '../../shared/abort.ts';
import { uuid } from '../../shared/random.ts';
import { type Conversation, observationOf } from '../conversation.ts';
import { limits } from '../limits.ts';
import type { PaymentParts } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';

/**
 * Reads the card's proof of its last payment, `sequence` being its number now, and its log, and brings them to the TSP.
 * Answers whether a payment may be tried once more. The card is asked once a conversation.
 */
export async function bringProofs(
  parts: PaymentParts,
  conversation: Conversation,
  sequence: number,
  signal: Abort,
): Promise<boolean> {
  if (conversation.hasShown) return false;
  conversation.hasShown = true;
  const { card, purse } = conversation;
  const seen = await observePurse(card, sequence > 0 ? sequence - 1 : undefined);
  if (!seen.ok) return false;
  const body = observationOf(purse, card, seen.value);
  const key = uuid(parts.random);
  const answer = await retrying(parts, limits.resolveMs, signal, () =>
    parts.tsp.prove(key, body, signal),
  );
  return answer.ok && answer.value.settled;
}
