/** Parses commands on the card's side (ISO 7816-4, 5.1): any bytes become a short command or a status word. */
import { type Bytes, concat } from '../../src/shared/bytes.ts';
import { STATUS } from './statusWords.ts';

export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** Empty when there is none. */
  readonly data: Bytes;
  /** 1 to 256; absent when the command says none. */
  readonly le: number | undefined;
}

/** An answer before its transmission protocol. */
export interface Answer {
  readonly data: Bytes;
  readonly sw: number;
}

const NOTHING: Bytes = new Uint8Array(0);

export const refuse = (sw: number): Answer => ({ data: NOTHING, sw });
export const answer = (...parts: readonly ArrayLike<number>[]): Answer => ({
  data: concat(...parts),
  sw: STATUS.ok,
});

export const answerBytes = ({ data, sw }: Answer): Bytes => concat(data, [sw >> 8, sw & 0xff]);

/** Parses a command; `null` for wrong lengths: less than a header, a wrong Lc, surplus bytes, extended length. */
export function parseCommand(bytes: Uint8Array): CommandApdu | null {
  if (bytes.length < 4) return null;
  const [cla, ins, p1, p2, p3] = bytes as unknown as [number, number, number, number, number];
  const header = { cla, ins, p1, p2 };
  if (bytes.length === 4) return { ...header, data: NOTHING, le: undefined };
  if (bytes.length === 5) return { ...header, data: NOTHING, le: p3 || 256 };
  if (p3 === 0) return null;
  const data = concat(bytes.subarray(5, 5 + p3));
  if (bytes.length === 5 + p3) return { ...header, data, le: undefined };
  return bytes.length === 6 + p3 ? { ...header, data, le: bytes[5 + p3]! || 256 } : null;
}

/**
 * The status word for a command whose data has not `lc` bytes or whose Le is not `answerLength`; `undefined` when both are
 * right. Called first, so that a wrong length never changes a card.
 */
export function lengthFault(
  command: CommandApdu,
  lc: number,
  answerLength: number,
): number | undefined {
  if (command.data.length !== lc) return STATUS.wrongLength;
  const { le } = command;
  if (le === answerLength || le === 256) return undefined;
  if (le === undefined) return lc === 0 && answerLength > 0 ? STATUS.wrongLength : undefined;
  return lc === 0 ? STATUS.wrongLe | answerLength : STATUS.wrongLength;
}
