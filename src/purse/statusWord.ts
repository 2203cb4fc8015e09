/** Status words of the e-purse (ISO 7816-4 and PBOC), as far as the portal decides by them. An unlisted one is unknown. */
import type { Answers } from '../reader/cardReader.ts';

export const SW = {
  ok: 0x9000,
  conditionsNotMet: 0x6985,
  cardLocked: 0x6a81,
  fileNotFound: 0x6a82,
  recordNotFound: 0x6a83,
  macWrong: 0x9302,
  applicationLocked: 0x9303,
  insufficient: 0x9401,
  counterExhausted: 0x9402,
  keyIndexUnsupported: 0x9403,
  proofNotAvailable: 0x9406,
} as const;

/**
 * The only words with which a card says that it was not debited, and only as its answer to DEBIT itself: it checks MAC1
 * and balance before it writes. Every other word may come from somewhere else, or after the write.
 */
export const isDebitRefusal = (sw: number, answers: Answers): boolean =>
  answers === 'command' && (sw === SW.macWrong || sw === SW.insufficient);

/** `9302`. */
export const statusText = (sw: number): string =>
  (sw + 0x10000).toString(16).slice(1).toUpperCase();
