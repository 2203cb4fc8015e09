/**
 * Framing of the "DK" readers (0483:572B): byte 0 of a report says how many bytes of a message follow (1 to 63), FF in
 * its place acknowledges a report and asks for the next, in both directions. It does not say where a message ends:
 * what travels inside has to (`CommandCodec`). What those readers' own firmware understands inside is not spoken here;
 * CCID messages are, for a maker who keeps this framing.
 */
import { type Bytes, concat } from '../../shared/bytes.ts';
import { HEADER_BYTES } from '../ccid/ccidMessage.ts';
import { MAX_MESSAGE, type Pushed, type ReportFraming } from './reportFraming.ts';

const GO_ON = 0xff;
const MAX_PIECE = 63;

interface CommandCodec {
  /** The length in bytes of the message that begins so, as soon as its first bytes tell it. */
  wholeLength(begun: Bytes): number | undefined;
}

/** CCID messages: ten bytes, and as many as dwLength says. */
export const ccidCodec: CommandCodec = {
  wholeLength(begun) {
    if (begun.length < HEADER_BYTES) return undefined;
    let length = 0;
    for (let at = 4; at > 0; at--) length = length * 256 + begun[at]!;
    return HEADER_BYTES + length;
  },
};

/** `outputSize`: bytes of an output report. */
export function lengthByte(outputSize: number, codec: CommandCodec): ReportFraming {
  const pieceSize = Math.min(MAX_PIECE, outputSize - 1);
  let begun: Bytes = new Uint8Array(0);

  function report(head: number, piece: Bytes): Bytes {
    const padded = new Uint8Array(outputSize);
    padded[0] = head;
    padded.set(piece, 1);
    return padded;
  }
  function lost(fault: string): Pushed {
    begun = new Uint8Array(0);
    return { kind: 'fault', stream: 'answer', fault };
  }

  return {
    isAcknowledged: true,
    encode(message) {
      if (message.length > MAX_MESSAGE) throw new RangeError(`${message.length} bytes`);
      const reports: Bytes[] = [];
      for (let at = 0; at < message.length; at += pieceSize) {
        const piece = message.slice(at, at + pieceSize);
        reports.push(report(piece.length, piece));
      }
      return reports;
    },
    push(received) {
      const length = received[0];
      if (length === GO_ON) return { kind: 'go-on' };
      if (length === undefined || length === 0 || length > MAX_PIECE || length >= received.length) {
        return lost(`a piece of ${length} bytes`);
      }
      begun = concat(begun, received.subarray(1, 1 + length));
      const whole = codec.wholeLength(begun);
      if ((whole ?? begun.length) > MAX_MESSAGE) return lost(`a message of ${whole} bytes`);
      if (whole !== undefined && begun.length > whole) return lost('more than a whole message');
      if (whole !== begun.length) return { kind: 'more', reply: report(GO_ON, new Uint8Array(0)) };
      const message = begun;
      begun = new Uint8Array(0);
      return { kind: 'message', stream: 'answer', message };
    },
    reset() {
      begun = new Uint8Array(0);
    },
  };
}
