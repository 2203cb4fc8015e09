/** docs/integrate/ccid-over-hid.md: whole CCID messages in packets of one HID report each. */
import { type Bytes, concat, uintBytes } from '../../shared/bytes.ts';
import type { Pushed, ReportFraming } from './reportFraming.ts';

export const TAG = { command: 0x43, descriptor: 0x44, notification: 0x4e } as const;

/** The version of the profile that this host speaks. */
export const PROFILE_VERSION = 1;

/** Channel, tag, sequence, and in the first packet the length. */
const FIRST_HEADER = 7;
const NEXT_HEADER = 5;
/** A report this small carries one byte of a message at first, three after. */
export const SMALLEST_REPORT = 8;

/** @throws RangeError when `message` is longer than 65535 bytes. */
export function packetsOf(message: Bytes, tag: number, channel: number, size: number): Bytes[] {
  const packets: Bytes[] = [];
  const length = uintBytes(message.length, 2);
  for (let at = 0, seq = 0; seq === 0 || at < message.length; seq++) {
    const packet = new Uint8Array(size);
    const head = concat(uintBytes(channel, 2), [tag], uintBytes(seq, 2), seq === 0 ? length : []);
    const piece = message.subarray(at, at + size - head.length);
    packet.set(head);
    packet.set(piece, head.length);
    packets.push(packet);
    at += piece.length;
  }
  return packets;
}

type Stream = 'answer' | 'notification' | 'descriptor';

/** The packets of one tag. */
function assembly(stream: Stream): { push(packet: Bytes): Pushed; drop(): void } {
  let message: Bytes | null = null;
  let filled = 0;
  let seq = 0;
  /** The rest of something lost is still coming: its first packet was reported, or nobody wants it any more. */
  let isSkipping = false;

  const lost = (fault: string): Pushed => {
    message = null;
    isSkipping = true;
    return { kind: 'fault', stream: stream === 'notification' ? stream : 'answer', fault };
  };

  return {
    push(packet) {
      const received = packet[3]! * 256 + packet[4]!;
      if (received === 0) {
        if (message) return lost('a message began inside another');
        if (packet.length < FIRST_HEADER) return lost('a first packet without length');
        message = new Uint8Array(packet[5]! * 256 + packet[6]!);
        filled = 0;
        seq = 0;
        isSkipping = false;
      } else if (!message) {
        return isSkipping ? { kind: 'more' } : lost(`packet ${received} of nothing`);
      } else if (received !== seq) {
        return lost(`packet ${received} instead of ${seq}`);
      }
      const header = received === 0 ? FIRST_HEADER : NEXT_HEADER;
      const piece = packet.subarray(header, header + message.length - filled);
      if (piece.length === 0 && message.length > 0) return lost(`packet ${received} is empty`);
      message.set(piece, filled);
      filled += piece.length;
      seq++;
      if (filled < message.length) return { kind: 'more' };
      const whole = message;
      message = null;
      return { kind: 'message', stream, message: whole };
    },
    drop() {
      if (message) isSkipping = true;
      message = null;
    },
  };
}

/** `outputSize`: bytes of an output report, 8 or more. `channel`: 16 bits, different for every opening. */
export function ccidOverHid(outputSize: number, channel: number): ReportFraming {
  const answers = assembly('answer');
  const notifications = assembly('notification');
  const descriptors = assembly('descriptor');

  function drop(): void {
    answers.drop();
    notifications.drop();
    descriptors.drop();
  }
  function foreign(fault: string): Pushed {
    drop();
    return { kind: 'fault', stream: 'answer', fault };
  }

  return {
    encode: (message) => packetsOf(message, TAG.command, channel, outputSize),
    askDescriptor: () =>
      packetsOf(new Uint8Array([PROFILE_VERSION]), TAG.descriptor, channel, outputSize),
    push(report) {
      if (report.length < NEXT_HEADER) return foreign(`a packet of ${report.length} bytes`);
      const received = report[0]! * 256 + report[1]!;
      if (received !== channel) return foreign(`channel ${received} instead of ${channel}`);
      const tag = report[2];
      if (tag === TAG.command) return answers.push(report);
      if (tag === TAG.notification) return notifications.push(report);
      return tag === TAG.descriptor ? descriptors.push(report) : foreign(`tag ${tag}`);
    },
    reset() {
      answers.drop();
    },
  };
}
