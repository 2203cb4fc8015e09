/** `navigator.hid` of a test, and a reader of the profile on it. */
import { fromHex, toHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import { packetsOf } from './ccidOverHid.ts';
import { DESCRIPTOR, type ScriptedDevice, scriptedDevice, testTimers } from './hid.fixture.ts';
import type { HidDeviceLike } from './hidLink.ts';
import { type HidLike, type WebHidParts, webHidProvider } from './webHidProvider.ts';

type Listener = Parameters<HidLike['addEventListener']>[1];

export function providerFixture(devices: HidDeviceLike[] = [], parts: Partial<WebHidParts> = {}) {
  const listeners: [string, Listener][] = [];
  const filters: HIDDeviceFilter[] = [];
  let chosen: () => Promise<HidDeviceLike[]> = async () => [];
  const hid: HidLike = {
    getDevices: async () => devices,
    requestDevice: (options) => {
      filters.push(...options.filters);
      return chosen();
    },
    addEventListener: (type, listener) => listeners.push([type, listener]),
  };
  const timers = testTimers();
  const provider = webHidProvider({
    hid,
    isSecureContext: true,
    timers,
    random: { bytes: () => fromHex('7A31') },
    log: silentLog,
    ...parts,
  });
  return {
    provider,
    timers,
    filters,
    choose(next: () => Promise<HidDeviceLike[]>) {
      chosen = next;
    },
    plug(type: 'connect' | 'disconnect', device: HidDeviceLike) {
      for (const [wanted, listener] of listeners) if (wanted === type) listener({ device });
    },
  };
}

/** A reader of the profile with a card of ATR 3B00 in it, whose answer to every APDU is 9000. */
export function profileReader(parts: Partial<HidDeviceLike> = {}): ScriptedDevice {
  const device = scriptedDevice(parts);
  const answer = (message: string, tag = 0x43) => {
    for (const report of packetsOf(fromHex(message), tag, 0x7a31, 64)) device.say(report);
  };
  device.onReport = (report) => {
    const [type, , , , , slot, seq] = report.subarray(7);
    const head = toHex([slot!, seq!]);
    if (report[2] === 0x44) return answer(`01 01 ${DESCRIPTOR}`, 0x44);
    if (type === 0x62) return answer(`80 02000000 ${head} 000000 3B00`);
    if (type === 0x6f) return answer(`80 02000000 ${head} 000000 9000`);
    answer(`81 00000000 ${head} 010000`);
  };
  return device;
}
export const named = (error: string) =>
  Promise.reject(Object.assign(new Error(error), { name: error }));
