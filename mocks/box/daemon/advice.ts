/** What to do about an error, for who reads the daemon's log. */
import type { ReaderError, ReaderErrorCode } from '../../../src/reader/readerError.ts';

const AGAIN = 'take the card out and put it in again';
const OTHER = `${AGAIN}; if it comes back, try another card, then another reader`;
const REPLUG = 'plug the reader in again';

const ADVICE: Partial<Readonly<Record<ReaderErrorCode, string>>> = {
  SHARING_VIOLATION: 'end the other program that uses the card',
  UNRESPONSIVE_CARD: 'turn the card round, or clean it',
  UNSUPPORTED_CARD: 'it is no card of T=0 or T=1',
  PROTO_MISMATCH: 'it is no card of T=0 or T=1',
  REMOVED_CARD: AGAIN,
  RESET_CARD: 'another program has reset the card; end it',
  UNPOWERED_CARD: AGAIN,
  TIMEOUT: OTHER,
  COMM_ERROR: OTHER,
  NOT_TRANSACTED: OTHER,
  UNKNOWN_READER: REPLUG,
  READER_UNAVAILABLE: REPLUG,
  SECURITY_VIOLATION: 'let this user use cards: polkit, org.debian.pcsc-lite.access_card',
  NO_SERVICE: 'nothing: pcscd has gone, and is looked for',
};

/** `code (cause) outcome; what to do`. */
export function errorLine({ code, outcome, detail }: ReaderError): string {
  const cause = detail === undefined || detail === '' ? '' : ` (${detail})`;
  const todo = ADVICE[code];
  return `${code}${cause} ${outcome}${todo === undefined ? '' : `; ${todo}`}`;
}
