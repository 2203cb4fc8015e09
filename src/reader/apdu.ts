/** ISO 7816-4, 5.1: short command and response APDUs as bytes. */
import { type Bytes, concat, uintFrom } from '../shared/bytes.ts';

interface CommandParts {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: ArrayLike<number>;
  /** Expected length 1…256; absent: no data is expected. */
  readonly le?: number;
}

/** @throws RangeError when the data or Le does not fit a short APDU. */
export function commandApdu({ cla, ins, p1, p2, data, le }: CommandParts): Bytes {
  const length = data === undefined ? 0 : data.length;
  if (length > 255) throw new RangeError(`${length} bytes of data do not fit a short APDU`);
  if (le !== undefined && (le < 1 || le > 256)) throw new RangeError(`Le ${le} is not 1 to 256`);
  return concat(
    [cla, ins, p1, p2],
    length > 0 ? [length] : [],
    data === undefined ? [] : data,
    le === undefined ? [] : [le % 256],
  );
}

/** ISO 7816-3, 12.1.1: which of the four short cases a command is; `null` when its lengths lie. */
export function commandCase(command: Bytes): 1 | 2 | 3 | 4 | null {
  if (command.length === 4) return 1;
  if (command.length === 5) return 2;
  const lc = command[4];
  if (command.length < 4 || lc === undefined || lc === 0) return null;
  if (command.length === 5 + lc) return 3;
  return command.length === 6 + lc ? 4 : null;
}

/** INS of the commands that only read, or that a second run leaves as the first one did: INITIALIZE, which writes nothing. */
const REPEATABLE = [0x50, 0x5a, 0x5c, 0x84, 0xa4, 0xb0, 0xb2, 0xc0];

/**
 * Whether a command may be sent a second time, whatever became of the first: only what is known to be harmless. DEBIT is
 * not, nor is any command that is not known here: it may have written.
 */
export const mayRepeat = (command: Bytes): boolean => REPEATABLE.indexOf(command[1]!) >= 0;

/** SW1 SW2 of an answer. @throws RangeError when it is shorter than that. */
export function statusWord(answer: Bytes): number {
  if (answer.length < 2) throw new RangeError('an answer without a status word');
  return uintFrom(answer.subarray(answer.length - 2));
}

export const answerData = (answer: Bytes): Bytes => answer.slice(0, answer.length - 2);
