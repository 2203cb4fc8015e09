/** Sends one command and gets its whole answer, as a reader's T=0 layer does, with T=0 or without. */
import { type Bytes, concat } from '../../src/shared/bytes.ts';

export interface Transmitter {
  transmit(apdu: Uint8Array): Bytes;
}

export interface Exchanged {
  readonly data: Bytes;
  readonly sw: number;
}

/** Follows 61xx, and 6Cxx of a command without data. */
export function exchange(card: Transmitter, apdu: Uint8Array): Exchanged {
  const answered = card.transmit(apdu);
  const at = answered.length - 2;
  const [sw1, sw2] = [answered[at]!, answered[at + 1]!];
  const data = answered.slice(0, at);
  if (sw1 === 0x6c && apdu.length === 5) {
    return exchange(card, concat(apdu.subarray(0, 4), [sw2]));
  }
  if (sw1 !== 0x61) return { data, sw: (sw1 << 8) | sw2 };
  const rest = exchange(card, Uint8Array.of(0x00, 0xc0, 0x00, 0x00, sw2));
  return { data: concat(data, rest.data), sw: rest.sw };
}
