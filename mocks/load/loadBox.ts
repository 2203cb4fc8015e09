/** A box with its card in the slot: the portal's own client and card protocol, without screens and without waiting. */
import type { CardChannel } from '../../src/reader/cardReader.ts';
import { readerError } from '../../src/reader/readerError.ts';
import { concat, fromHex } from '../../src/shared/bytes.ts';
import type { HttpSend } from '../../src/shared/http.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { createTspClient, type Tsp } from '../../src/tsp/tspClient.ts';
import type { CardState } from '../card/cardState.ts';
import { CardTorn } from '../card/cardTorn.ts';
import { createCard, type SimulatedCard } from '../card/createCard.ts';
import { exchange } from '../card/exchange.ts';
import { issueCard } from '../card/issueCard.ts';
import { CITY_CABLE } from '../card/issuers.ts';
import { decodeLog } from '../card/logRecord.ts';
import type { Environment } from '../environment/environment.ts';
import type { Household } from '../operator/boss/seed/households.ts';
import type { CardDebit } from '../world/invariants.ts';

export interface LoadBox {
  readonly household: Household;
  readonly tsp: Tsp;
  readonly card: SimulatedCard;
  readonly channel: CardChannel;
  /** An attempt with an unknown outcome: its card must be checked before it pays again. */
  doubt?: { readonly attemptId: string; readonly cardSequence: number };
}

/** The highest balance that the contract allows. */
export const BALANCE_FEN = 99_999_999;

/** The channel of a reader that does T=0 itself; a torn card gives no answer. */
const channelTo = (card: SimulatedCard): CardChannel => ({
  async transmit(command) {
    try {
      const { data, sw } = exchange(card, command);
      return ok({ bytes: concat(data, [sw >> 8, sw & 0xff]), answers: 'unknown' });
    } catch (cause) {
      if (cause instanceof CardTorn) return fail(readerError('REMOVED_CARD', 'unknown'));
      throw cause;
    }
  },
});

interface LoadBoxParts {
  readonly environment: Environment;
  readonly send: HttpSend;
  readonly baseUrl: string;
  readonly household: Household;
  /** Called for every debit that the card has written. */
  readonly onDebit: (debit: CardDebit) => void;
}

export function createLoadBox(parts: LoadBoxParts): LoadBox {
  const { environment, household, onDebit } = parts;
  const { crypto, random, clock } = environment;
  const { cardSerial, stbId } = household;
  const issued = issueCard({
    issuer: CITY_CABLE,
    serial: cardSerial,
    validFrom: '20250101',
    validTo: '20351231',
    balanceFen: BALANCE_FEN,
  });
  let sequence = issued.offlineSequence;
  const card = createCard(issued, {
    random,
    onWrite(state: CardState) {
      if (state.offlineSequence > sequence) {
        onDebit({ asn: cardSerial, ...decodeLog(state.log)[0]! });
      }
      sequence = state.offlineSequence;
    },
  });
  const boxKey = fromHex(household.boxKey);
  const tsp = createTspClient({
    crypto,
    random,
    clock,
    box: { stbId, sign: (message) => crypto.hmacSha256(boxKey, message) },
    send: parts.send,
    baseUrl: parts.baseUrl,
    portalVersion: '1.0.0',
    readers: ['host-object'],
  });
  return { household, tsp, card, channel: channelTo(card) };
}
