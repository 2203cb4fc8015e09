/**
 * Readers whose reports begin with the number of bytes in them; FF asks for the next piece. Inside are CCID messages.
 * Strict: a piece sent before the last one was acknowledged is lost. Does not imitate: the commands of readers on sale.
 */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import { createCcidDevice } from './ccidDevice.ts';
import { announced, HEADER } from './ccidWire.ts';
import {
  abortFirst,
  createReportQueue,
  type HidFirmware,
  type HidFirmwareParts,
} from './hidFirmware.ts';

const NEXT = 0xff;
const LONGEST_PIECE = 63;
const NOTHING: Bytes = new Uint8Array(0);

export function createLengthByte(parts: HidFirmwareParts): HidFirmware {
  const { model } = parts;
  const queue = createReportQueue(parts);
  const pieceBytes = Math.min(LONGEST_PIECE, model.inputBytes - 1);
  let arriving = NOTHING;
  let unsent: Bytes[] = [];
  let isAcknowledging = false;

  function sendNext(): void {
    const piece = unsent.shift();
    if (piece) queue.push(concat([piece.length], piece));
  }
  const reader = createCcidDevice(
    { ...parts, model: model.ccid },
    {
      bulkIn(item) {
        if (item.kind !== 'data') return;
        const isIdle = unsent.length === 0;
        for (let at = 0; at < item.bytes.length; at += pieceBytes) {
          unsent.push(item.bytes.slice(at, at + pieceBytes));
        }
        if (isIdle) sendNext();
      },
      interruptIn() {},
    },
  );

  function take(piece: Bytes): void {
    const whole = concat(arriving, piece);
    arriving = whole;
    if (whole.length >= HEADER && whole.length >= announced(whole)) {
      arriving = NOTHING;
      unsent = [];
      abortFirst(reader, whole);
      reader.bulkOut(whole);
      return;
    }
    isAcknowledging = true;
    parts.timers.after(2, () => {
      isAcknowledging = false;
      queue.push(Uint8Array.of(NEXT));
    });
  }

  return {
    output(report) {
      const length = report[0] ?? 0;
      if (length === NEXT) sendNext();
      else if (!isAcknowledging && length > 0 && length < report.length) {
        take(report.slice(1, 1 + length));
      }
    },
    reset() {
      arriving = NOTHING;
      unsent = [];
      isAcknowledging = false;
      queue.drop();
      reader.reset();
    },
  };
}
