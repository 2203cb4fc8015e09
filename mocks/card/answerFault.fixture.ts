/** Spoils what a card says: another status word, nothing at all, or the card is torn out. */
import { type Bytes, fromHex } from '../../src/shared/bytes.ts';
import { CardTorn } from './cardTorn.ts';
import type { SimulatedCard } from './createCard.ts';

interface AnswerFault {
  /** The command that is struck. */
  readonly ins: number;
  /** What is spoilt: the first answer to the command, or the one to the GET RESPONSE that follows it. */
  readonly answerTo: 'command' | 'fetch';
  /** A status word in hex; `mute`: no answer; `cut`: the card is torn out. */
  readonly says: string;
  /** The card only says so, and does not run the command. */
  readonly isIdle?: boolean;
  /** How often; absent: once. */
  readonly times?: number;
}

const GET_RESPONSE = 0xc0;

function spoilt(says: string): Bytes {
  if (says === 'cut') throw new CardTorn('before-answer');
  return says === 'mute' ? new Uint8Array(0) : fromHex(says);
}

/**
 * From now on this very card is spoilt; answers how often it has been struck. A card of T=1 is never sent a GET RESPONSE;
 * but its simulation is one of T=0 inside, and there `fetch` spoils what it answers to the command.
 */
export function spoil(card: SimulatedCard, fault: AnswerFault): { readonly struck: number } {
  const { ins, answerTo, says, isIdle = false, times = 1 } = fault;
  const transmit = card.transmit.bind(card);
  const told = { struck: 0 };
  let last = 0;
  card.transmit = (apdu) => {
    const isFetch = apdu[1] === GET_RESPONSE;
    if (!isFetch) last = apdu[1]!;
    const isStruck = last === ins && isFetch === (answerTo === 'fetch') && told.struck < times;
    const answer = isStruck && isIdle ? null : transmit(apdu);
    if (answer && !isStruck) return answer;
    told.struck++;
    return spoilt(says);
  };
  return told;
}
