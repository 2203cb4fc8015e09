/** USB-IF CCID 1.1, 6.2.6: bStatus and bError of an answer, in PC/SC words. */
import { toHex } from '../../shared/bytes.ts';
import { type ReaderError, type ReaderErrorCode, readerError } from '../readerError.ts';

const ICC_MUTE = 0xfe;
const PARITY = 0xfd;
const OVERRUN = 0xfc;
const BUSY_WITH_SEQUENCE = 0xf2;
const SLOT_BUSY = 0xe0;
const BAD_SLOT = 0x05;
/** Offsets of the header: a reader that names one has not looked at the data. */
const LAST_HEADER_OFFSET = 0x09;
const LAST_OFFSET = 0x7f;

export const commandFailed = (bStatus: number): boolean => (bStatus & 0x40) !== 0;
/** The command is still running; bError multiplies the time it is given. */
export const wantsMoreTime = (bStatus: number): boolean => (bStatus & 0xc0) === 0x80;
const cardAbsent = (bStatus: number): boolean => (bStatus & 0x03) === 2;

/** T=1: nothing came from the card in time, or came garbled; the protocol has its own way to ask again. */
export const isBlockLost = (bStatus: number, bError: number): boolean =>
  commandFailed(bStatus) &&
  !cardAbsent(bStatus) &&
  (bError === ICC_MUTE || bError === PARITY || bError === OVERRUN);

function codeOf(bStatus: number, bError: number, commandMayHaveRun: boolean): ReaderErrorCode {
  if (bError === SLOT_BUSY || bError === BUSY_WITH_SEQUENCE) return 'SHARING_VIOLATION';
  if (bError === 0) return 'UNSUPPORTED_FEATURE';
  if (bError <= LAST_OFFSET) return bError === BAD_SLOT ? 'READER_UNAVAILABLE' : 'NOT_TRANSACTED';
  if (cardAbsent(bStatus)) return commandMayHaveRun ? 'REMOVED_CARD' : 'NO_SMARTCARD';
  switch (bError) {
    case 0xff:
    case 0xef:
      return 'CANCELLED';
    case ICC_MUTE:
      return 'UNRESPONSIVE_CARD';
    case 0xf8:
    case 0xf7:
    case 0xf6:
    case 0xf5:
      return 'UNSUPPORTED_CARD';
    case 0xf3:
      return 'PROTO_MISMATCH';
    case 0xf0:
      return 'TIMEOUT';
    default:
      return 'COMM_ERROR';
  }
}

/**
 * A failed answer. `commandMayHaveRun`: the command carried something for the card to run (XfrBlock). Then only a slot
 * that was busy or a header that was refused is `not-sent`; "no card" may be a card pulled out while it worked, and
 * "not supported" of a message that every reader supports cannot be relied on where money is at stake.
 */
export function ccidFault(
  bStatus: number,
  bError: number,
  commandMayHaveRun: boolean,
): ReaderError {
  const refused =
    (bError > 0 && bError <= LAST_HEADER_OFFSET) ||
    bError === SLOT_BUSY ||
    bError === BUSY_WITH_SEQUENCE;
  return readerError(
    codeOf(bStatus, bError, commandMayHaveRun),
    commandMayHaveRun && !refused ? 'unknown' : 'not-sent',
    `bStatus ${toHex([bStatus])}, bError ${toHex([bError])}`,
  );
}
