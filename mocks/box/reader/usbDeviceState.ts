/**
 * The state of a USBDevice (open, claimed, changing, gone): which calls it allows, and with which errors Chromium refuses
 * the others.
 */
import type { Timers } from '../../../src/shared/time.ts';
import type { LaidInterface } from './usbLayout.ts';

export const refusal = (name: string, message: string): DOMException =>
  new DOMException(message, name);
const badState = (message: string) => refusal('InvalidStateError', message);

const CHANGING_DEVICE = 'An operation that changes the device state is in progress.';
const CHANGING_INTERFACE = 'An operation that changes interface state is in progress.';
const NO_INTERFACE =
  'The interface number provided is not supported by the device in its current configuration.';
const NO_ENDPOINT =
  'The specified endpoint is not part of a claimed and selected alternate interface.';

interface ClaimableInterface extends LaidInterface {
  claimed: boolean;
  isChanging: boolean;
}

interface UsbDeviceState {
  isOpen: boolean;
  isGone: boolean;
  isClaimed(interfaceNumber: number): boolean;
  /** Each check throws a DOMException when it fails. */
  checkSettled(): void;
  checkOpen(): void;
  checkClaimed(interfaceNumber: number): void;
  checkEndpoint(endpointNumber: number, direction: USBDirection): void;
  /** Opens, closes or resets: takes time, during which other changes are refused. */
  changeDevice(done: () => void): Promise<void>;
  /** Claims or releases; answers `false` when nothing had to change. */
  changeInterface(interfaceNumber: number, claimed: boolean, check?: () => void): Promise<boolean>;
  /** Releases all interfaces. */
  releaseAll(): void;
}

export function createUsbDeviceState(
  laid: readonly LaidInterface[],
  timers: Timers,
  changeMs: number,
): UsbDeviceState {
  const interfaces = new Map<number, ClaimableInterface>(
    laid.map((layout) => [
      layout.interfaceNumber,
      { ...layout, claimed: false, isChanging: false },
    ]),
  );
  let isChanging = false;

  async function waits(): Promise<void> {
    await new Promise<void>((resolve) => {
      timers.after(changeMs, resolve);
    });
    checkHere();
  }
  function checkHere(): void {
    if (state.isGone) throw refusal('NotFoundError', 'The device was disconnected.');
  }
  function settledInterface(interfaceNumber: number): ClaimableInterface {
    state.checkOpen();
    const usbInterface = interfaces.get(interfaceNumber);
    if (!usbInterface) throw refusal('NotFoundError', NO_INTERFACE);
    if (usbInterface.isChanging) throw badState(CHANGING_INTERFACE);
    return usbInterface;
  }

  const state: UsbDeviceState = {
    isOpen: false,
    isGone: false,
    isClaimed: (interfaceNumber) => interfaces.get(interfaceNumber)?.claimed === true,
    checkSettled() {
      checkHere();
      if (isChanging) throw badState(CHANGING_DEVICE);
      for (const usbInterface of interfaces.values())
        if (usbInterface.isChanging) throw badState(CHANGING_INTERFACE);
    },
    checkOpen() {
      checkHere();
      if (isChanging) throw badState(CHANGING_DEVICE);
      if (!state.isOpen) throw badState('The device must be opened first.');
    },
    checkClaimed(interfaceNumber) {
      if (settledInterface(interfaceNumber).claimed) return;
      throw badState('The specified interface has not been claimed.');
    },
    checkEndpoint(endpointNumber, direction) {
      state.checkOpen();
      if (endpointNumber < 1 || endpointNumber > 15) {
        throw refusal('IndexSizeError', 'The specified endpoint number is out of range.');
      }
      for (const { claimed, endpoints } of interfaces.values()) {
        const isHere = (endpoint: (typeof endpoints)[number]) =>
          endpoint.endpointNumber === endpointNumber && endpoint.direction === direction;
        if (claimed && endpoints.some(isHere)) return;
      }
      throw refusal('NotFoundError', NO_ENDPOINT);
    },
    async changeDevice(done) {
      isChanging = true;
      try {
        await waits();
        done();
      } finally {
        isChanging = false;
      }
    },
    async changeInterface(interfaceNumber, claimed, check) {
      const usbInterface = settledInterface(interfaceNumber);
      if (usbInterface.claimed === claimed) return false;
      usbInterface.isChanging = true;
      try {
        await waits();
        check?.();
        usbInterface.claimed = claimed;
        return true;
      } finally {
        usbInterface.isChanging = false;
      }
    },
    releaseAll() {
      for (const usbInterface of interfaces.values()) usbInterface.claimed = false;
    },
  };
  return state;
}
