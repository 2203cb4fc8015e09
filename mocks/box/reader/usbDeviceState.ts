/**
 * Open, claimed, in between, gone: what a USBDevice may be asked in which state, and what Chromium says when it is asked
 * at the wrong time.
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

interface OneInterface extends LaidInterface {
  claimed: boolean;
  isChanging: boolean;
}

interface UsbDeviceState {
  isOpen: boolean;
  isGone: boolean;
  isClaimed(interfaceNumber: number): boolean;
  /** All of these throw a DOMException when they do not hold. */
  checkSettled(): void;
  checkOpen(): void;
  checkClaimed(interfaceNumber: number): void;
  checkEndpoint(endpointNumber: number, direction: USBDirection): void;
  /** Opens, closes or resets: takes its time, and nothing else may happen to the device meanwhile. */
  changeDevice(done: () => void): Promise<void>;
  /** Claims or releases: `false` when it was so already. */
  changeInterface(interfaceNumber: number, claimed: boolean, check?: () => void): Promise<boolean>;
  /** Nothing is claimed any more. */
  releaseAll(): void;
}

export function createUsbDeviceState(
  laid: readonly LaidInterface[],
  timers: Timers,
  changeMs: number,
): UsbDeviceState {
  const interfaces = new Map<number, OneInterface>(
    laid.map((one) => [one.interfaceNumber, { ...one, claimed: false, isChanging: false }]),
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
  function settledInterface(interfaceNumber: number): OneInterface {
    state.checkOpen();
    const one = interfaces.get(interfaceNumber);
    if (!one) throw refusal('NotFoundError', NO_INTERFACE);
    if (one.isChanging) throw badState(CHANGING_INTERFACE);
    return one;
  }

  const state: UsbDeviceState = {
    isOpen: false,
    isGone: false,
    isClaimed: (interfaceNumber) => interfaces.get(interfaceNumber)?.claimed === true,
    checkSettled() {
      checkHere();
      if (isChanging) throw badState(CHANGING_DEVICE);
      for (const one of interfaces.values()) if (one.isChanging) throw badState(CHANGING_INTERFACE);
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
        const isHere = (one: (typeof endpoints)[number]) =>
          one.endpointNumber === endpointNumber && one.direction === direction;
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
      const one = settledInterface(interfaceNumber);
      if (one.claimed === claimed) return false;
      one.isChanging = true;
      try {
        await waits();
        check?.();
        one.claimed = claimed;
        return true;
      } finally {
        one.isChanging = false;
      }
    },
    releaseAll() {
      for (const one of interfaces.values()) one.claimed = false;
    },
  };
  return state;
}
