/** The reader's side of docs/integrate/ccid-over-hid.md, strict with sequence, channel and length as section 5 asks. */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import { createCcidDevice } from './ccidDevice.ts';
import { EXTENSION } from './ccidWire.ts';
import {
  abortFirst,
  createReportQueue,
  type HidFirmware,
  type HidFirmwareParts,
} from './hidFirmware.ts';
import { classDescriptor } from './usbLayout.ts';

const TAG = { command: 0x43, description: 0x44, notification: 0x4e };
const VERSION = 1;
const NOTHING: Bytes = new Uint8Array(0);
const bytesOf = (value: number): number[] => [value >> 8, value & 0xff];

export function createCcidOverHid(parts: HidFirmwareParts): HidFirmware {
  const { model } = parts;
  const queue = createReportQueue(parts);
  let channel: number | null = null;
  let arriving: { bytes: Bytes; missing: number; seq: number } | null = null;
  let isTaking = false;
  /** A command of an earlier conversation is still running: its answer is dropped. */
  let isStale = false;

  function say(tag: number, message: Bytes): void {
    if (channel === null) return;
    for (let at = 0, seq = 0; seq === 0 || at < message.length; seq++) {
      const sequence = [...bytesOf(seq), ...(seq === 0 ? bytesOf(message.length) : [])];
      const head = [...bytesOf(channel), tag, ...sequence];
      const piece = message.slice(at, at + model.inputBytes - head.length);
      queue.push(concat(head, piece));
      at += piece.length;
    }
  }

  const reader = createCcidDevice(
    { ...parts, model: model.ccid },
    {
      bulkIn(item) {
        if (item.kind !== 'data') return;
        if (!isStale || isTaking) say(TAG.command, item.bytes);
        else if (((item.bytes[7] ?? 0) & 0xc0) !== EXTENSION) isStale = false;
      },
      interruptIn: (bytes) => say(TAG.notification, bytes),
    },
  );

  /** Runs a command. A busy reader refuses it at once; that answer is not stale. */
  function run(message: Bytes): void {
    if (!reader.isBusy) isStale = false;
    isTaking = true;
    abortFirst(reader, message);
    reader.bulkOut(message);
    isTaking = false;
  }

  function describe(asked: Bytes, from: number): void {
    channel = from;
    arriving = null;
    queue.drop();
    isStale = reader.isBusy;
    const capabilities = model.ccid.hasInterrupt ? 1 : 0;
    const version = Math.min(asked[0] ?? 0, VERSION);
    say(TAG.description, concat([version, capabilities], classDescriptor(model.ccid)));
  }

  return {
    output(report) {
      if (report.length !== model.outputBytes) return;
      const from = report[0]! * 256 + report[1]!;
      const tag = report[2]!;
      const seq = report[3]! * 256 + report[4]!;
      const length = report[5]! * 256 + report[6]!;
      if (tag === TAG.description && seq === 0) describe(report.slice(7, 7 + length), from);
      if (tag !== TAG.command || from !== channel) return;
      if (seq === 0) arriving = { bytes: NOTHING, missing: length, seq };
      if (arriving?.seq !== seq) {
        arriving = null;
        return;
      }
      const header = seq === 0 ? 7 : 5;
      const piece = report.slice(header, header + arriving.missing);
      const message = concat(arriving.bytes, piece);
      const missing = arriving.missing - piece.length;
      arriving = missing > 0 ? { bytes: message, missing, seq: seq + 1 } : null;
      if (missing === 0) run(message);
    },
    reset() {
      channel = null;
      arriving = null;
      isStale = false;
      queue.drop();
      reader.reset();
    },
  };
}
