/** A HID device for tests: they see what it was sent, and decide what it says and when it is pulled out. */
import { type Bytes, concat, fromHex, toHex } from '../../shared/bytes.ts';
import type { Timers } from '../../shared/time.ts';
import type { HidDeviceLike } from './hidLink.ts';

/** Timers in virtual time. */
export function testTimers(): Timers & { pass(ms: number): Promise<void> } {
  const due: { at: number; callback: () => void }[] = [];
  let now = 0;
  return {
    after(delayMs, callback) {
      const timer = { at: now + delayMs, callback };
      due.push(timer);
      return () => {
        const at = due.indexOf(timer);
        if (at >= 0) due.splice(at, 1);
      };
    },
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await nextTurn();
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        due.splice(due.indexOf(next), 1);
        next.callback();
      }
      now = end;
    },
  };
}

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const padded = (hex: string, size = 64): Bytes => {
  const bytes = fromHex(hex);
  return concat(bytes, new Uint8Array(Math.max(0, size - bytes.length)));
};

export const collection = (
  inputSize: number,
  outputSize: number,
  usage = 0x43,
): HIDCollectionInfo => ({
  usagePage: 0xff00,
  usage,
  inputReports: [{ reportId: 0, items: [{ reportSize: 8, reportCount: inputSize }] }],
  outputReports: [{ reportId: 0, items: [{ reportSize: 8, reportCount: outputSize }] }],
});

export type ScriptedDevice = HidDeviceLike & {
  opened: boolean;
  /** Every report that was started, hex, without the zeros at its end. */
  readonly sent: string[];
  /** Called for each report; what it answers or throws is what `sendReport` does. */
  onReport(report: Bytes, index: number): Promise<void> | void;
  say(report: Bytes, reportId?: number): void;
};

export function scriptedDevice(parts: Partial<HidDeviceLike> = {}): ScriptedDevice {
  const listeners = new Set<(event: HIDInputReportEvent) => void>();
  const device: ScriptedDevice = {
    vendorId: 0x1209,
    productId: 0x0001,
    productName: 'Test reader',
    collections: [collection(64, 64)],
    opened: false,
    sent: [],
    onReport() {},
    async open() {
      device.opened = true;
    },
    async close() {
      device.opened = false;
    },
    async sendReport(_, data) {
      const report = new Uint8Array(data as Bytes);
      device.sent.push(toHex(report).replace(/(00)+$/, ''));
      await device.onReport(report, device.sent.length - 1);
    },
    say(report, reportId = 0) {
      // A window into a larger buffer, used again for the next report.
      const buffer = concat([0xee, 0xee, 0xee], report, [0xee]);
      const data = new DataView(buffer.buffer, 3, report.length);
      const event = { reportId, data } as unknown as HIDInputReportEvent;
      listeners.forEach((listener) => {
        listener(event);
      });
      buffer.fill(0xee);
    },
    addEventListener(_: string, listener: unknown) {
      listeners.add(listener as (event: HIDInputReportEvent) => void);
    },
    removeEventListener(_: string, listener: unknown) {
      listeners.delete(listener as (event: HIDInputReportEvent) => void);
    },
    ...parts,
  };
  return device;
}

/** The 54 bytes of the page's example: short APDUs, everything automatic, 271 bytes. */
export const DESCRIPTOR =
  '36211001000703000000FC0D0000FC0D00000080250000802500000' +
  '0FE0000000000000000000000FE0402000F010000FFFF00000001';
