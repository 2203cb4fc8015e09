/** The card's earlier payment was begun by another box: the proofs it gives settle it, if it gives any. */
import { getTransactionProve } from '../../purse/commands.ts';
import { exchange } from '../../purse/exchange.ts';
import type { Abort } from '../../shared/abort.ts';
import { toHex } from '../../shared/bytes.ts';
import { uuid } from '../../shared/random.ts';
import type { CardProofs } from '../../tsp/tspTypes.ts';
import { type Conversation, cardFacts } from '../conversation.ts';
import { limits } from '../limits.ts';
import type { PaymentParts } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';

/**
 * Asks the card for the proof of its last payment, `sequence` being its number now, and brings it to the TSP. Answers
 * whether that settled something, so that a payment may be tried once more.
 */
export async function bringProofs(
  parts: PaymentParts,
  { card, purse }: Conversation,
  sequence: number,
  signal: Abort,
): Promise<boolean> {
  const proofs: CardProofs['proofs'] = [];
  // Cards differ on the number they want.
  for (const asked of [sequence, sequence - 1]) {
    if (asked < 0) continue;
    const proof = await exchange(card, getTransactionProve, { sequence: asked });
    if (!proof.ok) continue;
    const { mac2, tac } = proof.value;
    proofs.push({ sequence: asked, mac2: toHex(mac2), tac: toHex(tac) });
  }
  if (proofs.length === 0) return false;
  const key = uuid(parts.random);
  const answer = await retrying(parts, limits.resolveMs, signal, () =>
    parts.tsp.prove(key, { card: cardFacts(purse, card.atr), proofs }, signal),
  );
  return answer.ok && answer.value.settled;
}
