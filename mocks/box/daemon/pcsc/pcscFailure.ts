/**
 * Translates PC/SC's errors to those of the bridge. Their outcomes follow pcsc-lite's SCardTransmit: only errors that it
 * finds before it passes the command to the driver are `not-sent`.
 */
import {
  type ReaderError,
  type ReaderErrorCode,
  readerError,
} from '../../../../src/reader/readerError.ts';

const CODES: Readonly<Record<string, ReaderErrorCode>> = {
  Cancelled: 'CANCELLED',
  CancelledByUser: 'CANCELLED',
  CommDataLost: 'COMM_DATA_LOST',
  CommError: 'COMM_ERROR',
  InvalidHandle: 'RESET_CARD',
  NoReadersAvailable: 'NO_READERS_AVAILABLE',
  NoService: 'NO_SERVICE',
  NoSmartCard: 'NO_SMARTCARD',
  NotReady: 'READER_UNAVAILABLE',
  NotTransacted: 'NOT_TRANSACTED',
  ProtoMismatch: 'PROTO_MISMATCH',
  ReaderUnavailable: 'READER_UNAVAILABLE',
  ReaderUnsupported: 'READER_UNSUPPORTED',
  RemovedCard: 'REMOVED_CARD',
  ResetCard: 'RESET_CARD',
  SecurityViolation: 'SECURITY_VIOLATION',
  ServiceStopped: 'NO_SERVICE',
  SharingViolation: 'SHARING_VIOLATION',
  Timeout: 'TIMEOUT',
  UnknownReader: 'UNKNOWN_READER',
  UnpoweredCard: 'UNPOWERED_CARD',
  UnresponsiveCard: 'UNRESPONSIVE_CARD',
  UnsupportedCard: 'UNSUPPORTED_CARD',
  UnsupportedFeature: 'UNSUPPORTED_FEATURE',
};

/** Errors of the handle, on every platform: the command was not passed on. */
const BEFORE_SENDING: readonly string[] = [
  'InvalidHandle',
  'ProtoMismatch',
  'ResetCard',
  'SharingViolation',
];

/** pcsc-lite reports this for a card that went before the command; others may report it for one that went during it. */
const BEFORE_SENDING_ON_LINUX: readonly string[] = ['RemovedCard'];

/** PC/SC's code, or what was thrown instead. */
export const codeOf = (cause: unknown): string =>
  String((cause as { code?: unknown } | null)?.code ?? cause);

/** Translates errors of SCardConnect and SCardReconnect, which carry no command. */
export const powerError = (cause: unknown): ReaderError => {
  const code = codeOf(cause);
  return readerError(CODES[code] ?? 'COMM_ERROR', 'not-sent', code);
};

/** Translates errors of SCardTransmit. */
export function transmitError(cause: unknown, platform: string): ReaderError {
  const code = codeOf(cause);
  const isBefore =
    BEFORE_SENDING.includes(code) ||
    (platform === 'linux' && BEFORE_SENDING_ON_LINUX.includes(code));
  return readerError(CODES[code] ?? 'COMM_ERROR', isBefore ? 'not-sent' : 'unknown', code);
}
