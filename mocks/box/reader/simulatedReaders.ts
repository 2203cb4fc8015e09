/** The reader of a simulated box as a page finds it: simulates the browser interface that each port needs. */

import type { Timers } from '../../../src/shared/time.ts';
import type { CardPace } from './ccidDevice.ts';
import { createFakeHid } from './fakeHid.ts';
import { createFakeUsb } from './fakeUsb.ts';
import { HID_MODELS, type HidModelName } from './hidModels.ts';
import { NAMED_FAULTS, type ReaderFaultName } from './namedFaults.ts';
import { READER_MODELS, type ReaderModelName } from './readerModels.ts';
import type { SimulatedSlot } from './simulatedSlot.ts';
import type { Viewer } from './viewer.ts';

export interface SimulatedReadersParts {
  readonly timers: Timers;
  readonly slot: SimulatedSlot;
  /** `host-object` and `websocket` need no browser interface, so they get no reader here. */
  readonly port: 'host-object' | 'webusb' | 'webhid' | 'websocket';
  /** Absent or unknown: the usual model of the port. */
  readonly model?: string;
  /** Names of faults; unknown ones do nothing. */
  readonly faults?: readonly string[];
  readonly granted?: 'policy' | 'never-yet';
  readonly allowsProtected?: boolean;
  readonly pace?: CardPace;
}

export interface SimulatedReaders {
  /** Replaces `navigator.usb`. */
  readonly usb?: USB;
  /** Replaces `navigator.hid`. */
  readonly hid?: HID;
  readonly viewer?: Viewer;
}

const isKeyOf = <T extends object>(table: T, name: string): name is string & keyof T =>
  Object.hasOwn(table, name);

export function simulatedReaders(parts: SimulatedReadersParts): SimulatedReaders {
  const { timers, slot, port, model = '', granted = 'policy', allowsProtected = false } = parts;
  const names = (parts.faults ?? []).filter((name): name is ReaderFaultName =>
    isKeyOf(NAMED_FAULTS, name),
  );
  const faults = names.flatMap((name) => NAMED_FAULTS[name]);
  const pace = parts.pace ? { pace: parts.pace } : {};
  const common = { timers, slot, granted, faults, ...pace };
  if (port === 'webusb') {
    const name: ReaderModelName = isKeyOf(READER_MODELS, model) ? model : 'tpdu';
    return createFakeUsb({ ...common, allowsProtected, model: READER_MODELS[name] });
  }
  if (port === 'webhid') {
    const name: HidModelName = isKeyOf(HID_MODELS, model) ? model : 'ccid';
    return createFakeHid({ ...common, model: HID_MODELS[name] });
  }
  return {};
}
