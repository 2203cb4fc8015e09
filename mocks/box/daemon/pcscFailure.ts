/**
 * PC/SC's errors in the words of the bridge. What they say of a command is read from pcsc-lite's SCardTransmit: it
 * looks for some of them before it hands the command to the driver, and those alone are `not-sent`.
 */
import {
  type ReaderError,
  type ReaderErrorCode,
  readerError,
} from '../../../src/reader/readerError.ts';

const CODES: Readonly<Record<string, ReaderErrorCode>> = {
  Cancelled: 'CANCELLED',
  CancelledByUser: 'CANCELLED',
  CardIsBusy: 'SHARING_VIOLATION',
  CommDataLost: 'COMM_DATA_LOST',
  CommError: 'COMM_ERROR',
  InvalidHandle: 'RESET_CARD',
  NoCardConnection: 'UNPOWERED_CARD',
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

/** Everywhere a matter of the handle: nothing was handed on. */
const BEFORE_SENDING: readonly string[] = [
  'CardIsBusy',
  'InvalidHandle',
  'NoCardConnection',
  'ProtoMismatch',
  'ResetCard',
  'SharingViolation',
];

/** pcsc-lite says this of a card that went before the command; others may say it of one that went in the middle. */
const BEFORE_SENDING_ON_LINUX: readonly string[] = ['RemovedCard'];

const codeOf = (cause: unknown): string => String((cause as { code?: unknown } | null)?.code);

/** Of SCardConnect and SCardReconnect: no command of ours was in it. */
export const powerError = (cause: unknown): ReaderError => {
  const code = codeOf(cause);
  return readerError(CODES[code] ?? 'COMM_ERROR', 'not-sent', code);
};

/** Of SCardTransmit. */
export function transmitError(cause: unknown, platform: string): ReaderError {
  const code = codeOf(cause);
  const isBefore =
    BEFORE_SENDING.includes(code) ||
    (platform === 'linux' && BEFORE_SENDING_ON_LINUX.includes(code));
  return readerError(CODES[code] ?? 'COMM_ERROR', isBefore ? 'not-sent' : 'unknown', code);
}
