/** The card as the box describes it. Its serial number comes encrypted under the session key. */

import { concat, fromBase64, toHex } from '../../../../src/shared/bytes.ts';
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { chinaTime, type Instant } from '../../../../src/shared/time.ts';
import { cardDataKey } from '../../../../src/tsp/signature.ts';
import type { CardData, Money } from '../../../../src/tsp/tspTypes.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import type { Reply } from '../base/reply.ts';
import type { AttemptRow } from '../books/rows.ts';
import type { SessionRow } from '../books/store/doorStore.ts';

const NONCE_BYTES = 12;
const SERIAL_BYTES = 10;

/**
 * Decrypts the application serial number: 20 hex digits. It is never logged and never part of an answer. `money`: what a
 * refusal says of it.
 */
export async function openSerial(
  parts: TspParts,
  session: SessionRow,
  card: CardData,
  money: Money = 'untouched',
): Promise<Result<string, Reply>> {
  const { crypto } = parts.environment;
  try {
    const sealed = fromBase64(card.serialToken);
    const key = await cardDataKey(crypto, fromBase64(session.sessionKey));
    const nonce = sealed.slice(0, NONCE_BYTES);
    const serial = await crypto.open(key, nonce, concat(sealed.slice(NONCE_BYTES)));
    if (serial.length === SERIAL_BYTES) return ok(toHex(serial));
  } catch {
    // Sealed for another session, or changed on the way.
  }
  return fail(refuse(parts, 'request.invalid', { field: 'card.serialToken', money }));
}

/** The last four digits of the serial. Serials are decimal; a nibble A to F is shown as the last digit of its value. */
export const cardTailOf = (asn: string): string =>
  asn.slice(-4).replace(/[A-F]/g, (nibble) => String(Number.parseInt(nibble, 16) % 10));

/** Whom an attempt counts for. */
export const countedFor = (attempt: AttemptRow) => ({ ...attempt, card: cardOf(attempt) });

/** Whether the card is valid today by China's calendar; first and last day included. */
export function isValidOn(card: CardData, now: Instant): boolean {
  const { date } = chinaTime(now);
  return card.validFrom <= date && date <= card.validTo;
}
