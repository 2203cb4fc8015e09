/**
 * The commands of the ePass3000 (096E:0401): 'R' '6', command, length, data; 'R' '6', status, length, data. Sixteen bits
 * each, big-endian; over as many reports as it takes, the last one padded with zeros.
 */
import { type Bytes, concat, uintBytes } from '../../shared/bytes.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { MAX_MESSAGE, type ReportFraming } from './reportFraming.ts';

export const R6_COMMAND = { getAtr: 1, exchangeApdu: 2 } as const;

const [R, SIX] = [0x52, 0x36];
export const R6_HEADER = 6;

/** A command, or an answer when `code` is a status. @throws RangeError above 65535 bytes of data. */
export const buildR6 = (code: number, data: ArrayLike<number>): Bytes =>
  concat([R, SIX], uintBytes(code, 2), uintBytes(data.length, 2), data);

export interface R6Answer {
  /** 0 is success; what the others mean is not published. */
  readonly status: number;
  readonly data: Bytes;
}

/** One whole answer; the error names what does not fit. Never throws. */
export function parseR6(bytes: Bytes): Result<R6Answer, string> {
  if (bytes.length < R6_HEADER || bytes[0] !== R || bytes[1] !== SIX) return fail('no R6 answer');
  const length = bytes[4]! * 256 + bytes[5]!;
  if (bytes.length !== R6_HEADER + length) {
    return fail(`length ${length}, received ${bytes.length - R6_HEADER}`);
  }
  return ok({ status: bytes[2]! * 256 + bytes[3]!, data: bytes.slice(R6_HEADER) });
}

const isAtr = (bytes: Bytes): boolean =>
  bytes.length >= 2 && bytes.length <= 33 && (bytes[0] === 0x3b || bytes[0] === 0x3f);

/**
 * The ATR in the data of a get-ATR answer. OpenCT's driver of 2008 leaves out two bytes before it and three behind it;
 * an answer that is an ATR as it stands is taken as it stands.
 */
export function atrOfR6(data: Bytes): Bytes | undefined {
  const inner = data.slice(2, Math.max(2, data.length - 3));
  return isAtr(data) ? data : isAtr(inner) ? inner : undefined;
}

/** `outputSize`: bytes of an output report. */
export function r6Framing(outputSize: number): ReportFraming {
  let message: Bytes | null = null;
  let filled = 0;
  return {
    encode(command) {
      if (command.length > R6_HEADER + MAX_MESSAGE) throw new RangeError(`${command.length} bytes`);
      const reports: Bytes[] = [];
      for (let at = 0; at < command.length; at += outputSize) {
        const report = new Uint8Array(outputSize);
        report.set(command.subarray(at, at + outputSize));
        reports.push(report);
      }
      return reports;
    },
    push(report) {
      if (!message) {
        if (report.length < R6_HEADER || report[0] !== R || report[1] !== SIX) {
          return { kind: 'fault', stream: 'answer', fault: 'a report that begins no R6 answer' };
        }
        message = new Uint8Array(R6_HEADER + report[4]! * 256 + report[5]!);
        filled = 0;
      }
      const piece = report.subarray(0, message.length - filled);
      message.set(piece, filled);
      filled += piece.length;
      if (filled < message.length) return { kind: 'more' };
      const whole = message;
      message = null;
      return { kind: 'message', stream: 'answer', message: whole };
    },
    reset() {
      message = null;
    },
  };
}
