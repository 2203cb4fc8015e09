/** Errors of a reader, in PC/SC words. */

export type ReaderErrorCode =
  | 'CANCELLED'
  | 'UNKNOWN_READER'
  | 'TIMEOUT'
  | 'SHARING_VIOLATION'
  | 'NO_SMARTCARD'
  | 'PROTO_MISMATCH'
  | 'COMM_ERROR'
  | 'NOT_TRANSACTED'
  | 'READER_UNAVAILABLE'
  | 'READER_UNSUPPORTED'
  | 'NO_SERVICE'
  | 'UNSUPPORTED_FEATURE'
  | 'NO_READERS_AVAILABLE'
  | 'COMM_DATA_LOST'
  | 'UNSUPPORTED_CARD'
  | 'UNRESPONSIVE_CARD'
  | 'UNPOWERED_CARD'
  | 'RESET_CARD'
  | 'REMOVED_CARD'
  | 'SECURITY_VIOLATION';

/**
 * `outcome` says what is known of the command: it never left (`not-sent`), it may have run (`unknown`), or the card
 * answered it and something failed later (`answered`).
 */
export interface ReaderError {
  readonly kind: 'reader';
  readonly code: ReaderErrorCode;
  readonly outcome: 'not-sent' | 'unknown' | 'answered';
  readonly detail?: string;
}

export const readerError = (
  code: ReaderErrorCode,
  outcome: ReaderError['outcome'],
  detail?: string,
): ReaderError => ({ kind: 'reader', code, outcome, ...(detail === undefined ? {} : { detail }) });
