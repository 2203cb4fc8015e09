/**
 * PBOC e-purse arithmetic (JR/T 0025 parts 1 and 2, application ED/EP): key diversification, session keys, MAC, TAC.
 * Algorithm ids 00 and 01 are calculated alike. SM4 is missing, because no public source describes its session key.
 */
import { type Bytes, concat, uintBytes } from '../../src/shared/bytes.ts';
import { desCbcLastBlock, tdesEncrypt } from './des.ts';

const ZERO_IV = new Uint8Array(8);

/**
 * A diversification factor that no card may have. With it the platform can close a PSAM session without a card, because
 * the HSM may calculate its MAC2 (see `closingMac2`).
 */
export const CLOSING_FACTOR = 'FFFFFFFFFFFFFFFF';

const complement = (bytes: Uint8Array): Bytes => concat(Array.from(bytes, (byte) => byte ^ 0xff));

/** The card's key: `key` (16 bytes) diversified by each 8-byte factor in turn. No parity is set: DES ignores it. */
export function diversify(key: Uint8Array, factors: readonly Uint8Array[]): Bytes {
  let derived = concat(key);
  for (const factor of factors) {
    derived = tdesEncrypt(derived, concat(factor, complement(factor)));
  }
  return derived;
}

/** The 8-byte session key of one transaction, from a 16-byte card key and one of the inputs below. */
export const sessionKey = (key: Uint8Array, input: Uint8Array): Bytes => tdesEncrypt(key, input);

/** `random` 4 and `terminalSequence` 4 bytes, of which the low two count; `cardSequence` is the offline number. */
export const purchaseSessionInput = (
  random: Uint8Array,
  cardSequence: number,
  terminalSequence: Uint8Array,
): Bytes => concat(random, uintBytes(cardSequence, 2), terminalSequence.subarray(2));

/** `random` 4 bytes; `cardSequence` is the online number. */
export const loadSessionInput = (random: Uint8Array, cardSequence: number): Bytes =>
  concat(random, uintBytes(cardSequence, 2), [0x80, 0x00]);

/** Appends 80, then zeros up to a whole block; whole blocks get one more block. */
const pad = (data: Uint8Array): Bytes =>
  concat(data, [0x80], new Uint8Array(7 - (data.length % 8)));

/** The 4-byte MAC of `data` under an 8-byte session key: single-DES CBC from a zero block. */
export const mac = (key: Uint8Array, data: Uint8Array): Bytes =>
  desCbcLastBlock(key, ZERO_IV, pad(data)).slice(0, 4);

/** The 8-byte TAC key: the XOR of the two halves of the card's transaction key (DTK, 16 bytes). */
export const tacKey = (dtk: Uint8Array): Bytes =>
  concat(Array.from(dtk.subarray(0, 8), (byte, i) => byte ^ dtk[i + 8]!));

/** The 4-byte TAC of `data` under a TAC key, calculated like `mac`. */
export const tac = (key: Uint8Array, data: Uint8Array): Bytes => mac(key, data);
