/** Status words of the e-purse (ISO 7816-4 and PBOC), as far as the portal decides by them. An unlisted one is unknown. */

export const SW = {
  ok: 0x9000,
  wrongLength: 0x6700,
  invalidState: 0x6901,
  securityNotMet: 0x6982,
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
 * DEBIT answers after which the card has certainly not been debited: it checks all of these before it writes. 6581
 * (EEPROM write failed) is not among them, nor is anything unlisted.
 */
const DEBIT_REFUSALS: readonly number[] = [
  SW.wrongLength,
  SW.invalidState,
  SW.securityNotMet,
  SW.conditionsNotMet,
  SW.cardLocked,
  SW.macWrong,
  SW.insufficient,
];

export const isDebitRefusal = (sw: number): boolean => DEBIT_REFUSALS.indexOf(sw) >= 0;

/** `9302`. */
export const statusText = (sw: number): string =>
  (sw + 0x10000).toString(16).slice(1).toUpperCase();
