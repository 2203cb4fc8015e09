/** DEBIT FOR PURCHASE, and what its end means for the money. */
import { answerData, statusWord } from '../reader/apdu.ts';
import type { CardChannel } from '../reader/cardReader.ts';
import { type DebitAnswer, type DebitParameters, debitForPurchase } from './commands.ts';
import { isDebitRefusal, SW, statusText } from './statusWord.ts';

type DebitOutcome =
  | { readonly kind: 'debited'; readonly answer: DebitAnswer }
  /** The card's answer to DEBIT itself was no, before it wrote. */
  | { readonly kind: 'refused'; readonly statusWord: number }
  /** The command never reached the reader. */
  | { readonly kind: 'not-sent' }
  /** Nobody knows: only the card can tell, later. `detail` is a bare status word where nobody can tell what it answers. */
  | { readonly kind: 'unknown'; readonly detail: string };

/**
 * Sends DEBIT exactly once. Everything that is not a clear yes or a proven no is `unknown`: a lost answer, an unlisted
 * status word, a listed one that may answer a GET RESPONSE, a 9000 with the wrong length.
 */
export async function debitPurse(
  card: CardChannel,
  parameters: DebitParameters,
): Promise<DebitOutcome> {
  const answer = await card.transmit(debitForPurchase.build(parameters));
  if (!answer.ok) {
    return answer.error.outcome === 'not-sent'
      ? { kind: 'not-sent' }
      : { kind: 'unknown', detail: answer.error.code };
  }
  const { bytes, answers } = answer.value;
  const sw = statusWord(bytes);
  if (isDebitRefusal(sw, answers)) return { kind: 'refused', statusWord: sw };
  const parsed = sw === SW.ok ? debitForPurchase.parse(answerData(bytes)) : null;
  return parsed === null
    ? {
        kind: 'unknown',
        detail: answers === 'unknown' ? statusText(sw) : `${statusText(sw)}, ${answers}`,
      }
    : { kind: 'debited', answer: parsed };
}
