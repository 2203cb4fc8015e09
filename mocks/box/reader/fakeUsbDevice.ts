/**
 * One USBDevice with a CCID reader behind it, as strict as Chromium: it refuses calls that come too early, twice or at the
 * same time, with the same errors. Does not imitate: isochronous transfers, alternate settings, several configurations.
 */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import type { Timers } from '../../../src/shared/time.ts';
import type { CcidDevice, CcidSink } from './ccidDevice.ts';
import type { ReaderModel } from './readerModel.ts';
import { createUsbDeviceState, refusal } from './usbDeviceState.ts';
import { createUsbInPipe, type UsbInPipe, viewOf } from './usbInPipe.ts';
import {
  CONFIGURATION_VALUE,
  configurationBytes,
  ENDPOINT,
  interfacesOf,
  type LaidInterface,
} from './usbLayout.ts';

export interface UsbHabits {
  /** Whether the page may claim protected classes, as in an isolated app or an Electron shell that allows it. */
  readonly allowsProtected?: boolean;
  /** How many claims fail first, because another program has the interface or has just had it. */
  readonly failingClaims?: number;
  /** How long opening, closing and claiming take. */
  readonly changeMs?: number;
}

export interface FakeUsbDevice extends CcidSink {
  readonly device: USBDevice;
  unplugged(): void;
}

const PROTECTED = [0x01, 0x03, 0x08, 0x0b, 0x0e, 0x10, 0xe0];
const GET_DESCRIPTOR = 6;
const CONFIGURATION_DESCRIPTOR = 0x0200;
const ABORT = 1;

const transferFailed = () => refusal('NetworkError', 'A transfer error has occurred.');
const cancelled = () => refusal('AbortError', 'The transfer was cancelled.');

/** Copies the data, since the page may use its buffer again. */
function copyOf(data: BufferSource): Bytes {
  if (!ArrayBuffer.isView(data)) return concat(new Uint8Array(data));
  return concat(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

export function createFakeUsbDevice(
  model: ReaderModel,
  reader: CcidDevice,
  timers: Timers,
  { allowsProtected = false, failingClaims = 0, changeMs = 5 }: UsbHabits,
): FakeUsbDevice {
  const laid = interfacesOf(model);
  const state = createUsbDeviceState(laid, timers, changeMs);
  const pipes = new Map<number, UsbInPipe>();
  for (const { endpointNumber, packetSize, direction } of laid.flatMap(
    (layout) => layout.endpoints,
  )) {
    if (direction === 'in') pipes.set(endpointNumber, createUsbInPipe(packetSize));
  }
  const haltedOut = new Set<number>();
  let claimsToFail = failingClaims;

  function cancelReads({ endpoints }: LaidInterface): void {
    for (const { endpointNumber, direction } of endpoints) {
      if (direction === 'in') pipes.get(endpointNumber)!.rejectAll(cancelled);
    }
  }
  function checkControl({ recipient, index }: USBControlTransferParameters): void {
    state.checkSettled();
    state.checkOpen();
    if (recipient === 'interface') state.checkClaimed(index & 0xff);
  }
  const configuration = {
    configurationValue: CONFIGURATION_VALUE,
    configurationName: null,
    get interfaces() {
      return laid.map(({ interfaceNumber, ...rest }) => {
        const alternate = { ...rest, alternateSetting: 0, interfaceName: null };
        const claimed = state.isClaimed(interfaceNumber);
        return { interfaceNumber, alternate, alternates: [alternate], claimed };
      });
    },
  };

  const device = {
    vendorId: model.vendorId,
    productId: model.productId,
    manufacturerName: model.manufacturer,
    productName: model.product,
    serialNumber: null,
    deviceClass: 0,
    deviceSubclass: 0,
    deviceProtocol: 0,
    configuration,
    configurations: [configuration],
    get opened() {
      return state.isOpen;
    },
    async open() {
      state.checkSettled();
      if (state.isOpen) return;
      await state.changeDevice(() => {
        state.isOpen = true;
      });
    },
    async close() {
      state.checkSettled();
      if (!state.isOpen) return;
      await state.changeDevice(() => {
        state.isOpen = false;
        state.releaseAll();
        laid.forEach(cancelReads);
      });
    },
    async reset() {
      state.checkSettled();
      state.checkOpen();
      await state.changeDevice(() => {
        for (const pipe of pipes.values()) {
          pipe.drop();
          pipe.rejectAll(transferFailed);
        }
        reader.reset();
      });
    },
    async selectConfiguration(value: number) {
      state.checkSettled();
      state.checkOpen();
      if (value === CONFIGURATION_VALUE) return;
      const message = 'The configuration value provided is not supported by the device.';
      throw refusal('NotFoundError', message);
    },
    async claimInterface(interfaceNumber: number) {
      const layout = laid.find((some) => some.interfaceNumber === interfaceNumber);
      await state.changeInterface(interfaceNumber, true, () => {
        if (!allowsProtected && PROTECTED.includes(layout!.interfaceClass)) {
          throw refusal('SecurityError', 'The requested interface implements a protected class.');
        }
        if (claimsToFail-- > 0) throw refusal('NetworkError', 'Unable to claim interface.');
      });
    },
    async releaseInterface(interfaceNumber: number) {
      const isReleased = await state.changeInterface(interfaceNumber, false);
      if (isReleased)
        laid.filter((layout) => layout.interfaceNumber === interfaceNumber).forEach(cancelReads);
    },
    async controlTransferIn(setup: USBControlTransferParameters, length: number) {
      checkControl(setup);
      const { requestType, recipient, request, value } = setup;
      const isKnown =
        requestType === 'standard' &&
        recipient === 'device' &&
        request === GET_DESCRIPTOR &&
        value === CONFIGURATION_DESCRIPTOR;
      if (!isKnown) return { status: 'stall' };
      return { status: 'ok', data: viewOf(configurationBytes(model).subarray(0, length)) };
    },
    async controlTransferOut(setup: USBControlTransferParameters) {
      checkControl(setup);
      const { requestType, recipient, request, value, index } = setup;
      const isAbort = requestType === 'class' && recipient === 'interface' && request === ABORT;
      const isKnown = isAbort && index === model.interfaceNumber;
      return {
        status: isKnown ? reader.abort(value & 0xff, value >> 8) : 'stall',
        bytesWritten: 0,
      };
    },
    async clearHalt(direction: USBDirection, endpointNumber: number) {
      state.checkEndpoint(endpointNumber, direction);
      if (direction === 'in') pipes.get(endpointNumber)!.clearHalt();
      else haltedOut.delete(endpointNumber);
    },
    async transferIn(endpointNumber: number, length: number) {
      state.checkEndpoint(endpointNumber, 'in');
      return pipes.get(endpointNumber)!.read(length);
    },
    async transferOut(endpointNumber: number, data: BufferSource) {
      state.checkEndpoint(endpointNumber, 'out');
      const bytes = copyOf(data);
      const isRefused = endpointNumber !== ENDPOINT.bulkOut || haltedOut.has(endpointNumber);
      const status = isRefused ? 'stall' : reader.bulkOut(bytes);
      if (status === 'stall') haltedOut.add(endpointNumber);
      return { status, bytesWritten: status === 'ok' ? bytes.length : 0 };
    },
  };

  return {
    device: device as unknown as USBDevice,
    bulkIn: (item) => pipes.get(ENDPOINT.bulkIn)!.put(item),
    interruptIn: (bytes) =>
      pipes.get(ENDPOINT.interruptIn)!.put({ kind: 'data', bytes, end: 'proper' }),
    unplugged() {
      state.isGone = true;
      state.isOpen = false;
      for (const pipe of pipes.values()) pipe.rejectAll(transferFailed);
    },
  };
}
