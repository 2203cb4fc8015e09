/**
 * The card's end of vsmartcard's wire (virtualsmartcard, vpcd.h). A message is a length of two bytes, big-endian, and that
 * many bytes. A single byte is a control code, more are an APDU. Only APDUs and the request for the ATR are answered.
 */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';

const CONTROL = { off: 0, on: 1, reset: 2, getAtr: 4 } as const;

export interface WireCard {
  readonly atr: Bytes;
  /** Switches power off and on; answers the ATR. */
  reset(): Bytes;
  /** @throws when it is torn out. */
  transmit(apdu: Uint8Array): Bytes;
}

const framed = (message: Uint8Array): Bytes =>
  concat([message.length >> 8, message.length & 0xff], message);

function answerTo(card: WireCard, message: Bytes): Bytes | null {
  if (message.length !== 1) return message.length === 0 ? null : card.transmit(message);
  const [code] = message;
  if (code === CONTROL.getAtr) return card.atr;
  if (code === CONTROL.off || code === CONTROL.on || code === CONTROL.reset) card.reset();
  return null;
}

/** Takes bytes in pieces of any size; answers the bytes to send back. */
export function vpcdWire(card: WireCard): (bytes: Uint8Array) => Bytes {
  let rest: Bytes = new Uint8Array(0);
  return (bytes) => {
    rest = concat(rest, bytes);
    let answers: Bytes = new Uint8Array(0);
    while (rest.length >= 2) {
      const end = 2 + ((rest[0]! << 8) | rest[1]!);
      if (rest.length < end) break;
      const message = rest.slice(2, end);
      rest = rest.slice(end);
      const answer = answerTo(card, message);
      if (answer) answers = concat(answers, framed(answer));
    }
    return answers;
  };
}
