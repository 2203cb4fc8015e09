/** One HIDDevice: refuses calls that come too early, twice or at the same time, as Chromium does. */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import type { Timers } from '../../../src/shared/time.ts';
import type { HidModel } from './hidModels.ts';
import { viewOf } from './usbInPipe.ts';

export interface FakeHidDevice {
  readonly device: HIDDevice;
  input(report: Bytes): void;
  unplugged(): void;
}

const CHANGE_MS = 5;
const SEND_MS = 1;

const refusal = (name: string, message: string): DOMException => new DOMException(message, name);
const badState = (message: string) => refusal('InvalidStateError', message);

function collectionsOf({ usagePage, usage, reportId, outputBytes, inputBytes }: HidModel) {
  const report = (reportCount: number) => ({
    reportId,
    items: [{ reportSize: 8, reportCount, logicalMinimum: 0, logicalMaximum: 255 }],
  });
  return [
    {
      usagePage,
      usage,
      type: 1,
      children: [],
      inputReports: [report(inputBytes)],
      outputReports: [report(outputBytes)],
      featureReports: [],
    },
  ];
}

export function createFakeHidDevice(
  model: HidModel,
  timers: Timers,
  output: (report: Bytes) => void,
): FakeHidDevice {
  const { vendorId, productId, product, reportId, outputBytes } = model;
  let isOpen = false;
  let isChanging = false;
  let isGone = false;
  const writing = new Set<() => void>();

  function change(opens: boolean): Promise<void> {
    isChanging = true;
    return new Promise((resolve, reject) => {
      timers.after(CHANGE_MS, () => {
        isChanging = false;
        isOpen = opens && !isGone;
        if (opens && isGone) reject(refusal('NotAllowedError', 'Failed to open the device.'));
        else resolve();
      });
    });
  }
  function checkSettled(): void {
    if (isChanging) throw badState('An operation that changes the device state is in progress.');
  }
  const writeFailed = () => refusal('NotAllowedError', 'Failed to write the report.');

  function write(bytes: Bytes): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = () => reject(writeFailed());
      writing.add(fail);
      timers.after(SEND_MS, () => {
        if (!writing.delete(fail)) return;
        resolve();
        output(bytes);
      });
    });
  }

  const target = new EventTarget();
  const device = Object.defineProperties(
    target,
    Object.getOwnPropertyDescriptors({
      vendorId,
      productId,
      productName: product,
      collections: collectionsOf(model),
      get opened() {
        return isOpen;
      },
      async open() {
        checkSettled();
        if (isOpen) throw badState('The device is already open.');
        await change(true);
      },
      async close() {
        checkSettled();
        if (isOpen) await change(false);
      },
      async sendReport(id: number, data: BufferSource) {
        checkSettled();
        if (!isOpen) throw badState('The device must be opened first.');
        const view = ArrayBuffer.isView(data) ? data : new Uint8Array(data);
        const bytes = concat(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
        if (id !== reportId || bytes.length > outputBytes) throw writeFailed();
        await write(bytes);
      },
    }),
  ) as unknown as HIDDevice;

  return {
    device,
    input(report) {
      if (!isOpen) return;
      const event = Object.assign(new Event('inputreport'), {
        device,
        reportId,
        data: viewOf(report),
      });
      target.dispatchEvent(event);
    },
    unplugged() {
      isGone = true;
      isOpen = false;
      for (const fail of writing) fail();
      writing.clear();
    },
  };
}
