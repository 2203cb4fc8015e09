/** USB-IF CCID 1.1, 6.1.4 and 6.2.1: how an extended-APDU reader takes and gives an APDU in pieces. */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import { FAULT } from './ccidWire.ts';

interface ChainStep {
  /** The whole command, once it is complete. */
  readonly command?: Bytes;
  /** The block to answer: a piece of an answer, or no data and "go on" (10). */
  readonly block?: { readonly data: Bytes; readonly chain: number };
  readonly error?: number;
}

interface ApduChain {
  take(level: number, data: Bytes): ChainStep;
  /** Answers the first piece; the rest is kept until it is requested. */
  give(answer: Bytes): { readonly data: Bytes; readonly chain: number };
  forget(): void;
}

const NOTHING: Bytes = new Uint8Array(0);
export const GO_ON = 0x10;

export function createApduChain(pieceBytes: number): ApduChain {
  let received: Bytes | null = null;
  let unsent: Bytes | null = null;

  function piece(rest: Bytes, isFirst: boolean): { data: Bytes; chain: number } {
    const isLast = rest.length <= pieceBytes;
    unsent = isLast ? null : rest.slice(pieceBytes);
    return {
      data: rest.slice(0, pieceBytes),
      chain: isFirst ? (isLast ? 0 : 1) : isLast ? 2 : 3,
    };
  }

  return {
    take(level, data) {
      if (level === GO_ON) {
        if (!unsent || data.length > 0) return { error: FAULT.level };
        return { block: piece(unsent, false) };
      }
      const continues = level === 2 || level === 3;
      if (level > 3 || continues !== (received !== null)) return { error: FAULT.level };
      unsent = null;
      const whole = concat(received ?? NOTHING, data);
      const isDone = level === 0 || level === 2;
      received = isDone ? null : whole;
      return isDone ? { command: whole } : { block: { data: NOTHING, chain: GO_ON } };
    },
    give: (answer) => piece(answer, true),
    forget() {
      received = null;
      unsent = null;
    },
  };
}
