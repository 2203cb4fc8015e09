/**
 * `navigator.hid` with one reader on it, as strict as Chromium. The reader comes and goes with the slot's plug; each time it
 * is another HIDDevice. Does not imitate: several readers, feature reports, the blocklist, `forget()`.
 */
import { createCcidOverHid } from './ccidOverHidFirmware.ts';
import { createFakeHidDevice, type FakeHidDevice } from './fakeHidDevice.ts';
import type { HidFirmwareParts } from './hidFirmware.ts';
import { createLengthByte } from './lengthByteFirmware.ts';
import { createR6 } from './r6Firmware.ts';
import { createViewer, type Viewer } from './viewer.ts';

export interface FakeHidParts extends Omit<HidFirmwareParts, 'input'> {
  /** `policy`: always granted. Otherwise the viewer must choose the reader, again each time it is plugged in. */
  readonly granted: 'policy' | 'never-yet';
}

export interface FakeHid {
  readonly hid: HID;
  readonly viewer: Viewer;
}

const FIRMWARES = { ccid: createCcidOverHid, 'length-byte': createLengthByte, r6: createR6 };

export function createFakeHid(parts: FakeHidParts): FakeHid {
  const { slot, model, timers, granted } = parts;
  const viewer = createViewer();
  const target = new EventTarget();
  let plugged: FakeHidDevice | null = null;
  let isGranted = granted === 'policy';
  const firmware = FIRMWARES[model.firmware]({
    ...parts,
    input: (report) => plugged?.input(report),
  });

  function tell(type: 'connect' | 'disconnect', device: HIDDevice): void {
    timers.after(0, () => target.dispatchEvent(Object.assign(new Event(type), { device })));
  }
  function arrive(): FakeHidDevice {
    plugged = createFakeHidDevice(model, timers, (report) => firmware.output(report));
    firmware.reset();
    return plugged;
  }
  function leave({ device, unplugged }: FakeHidDevice): void {
    plugged = null;
    unplugged();
    if (isGranted) tell('disconnect', device);
    isGranted = granted === 'policy';
  }
  const fits = (filter: HIDDeviceFilter): boolean =>
    (['vendorId', 'productId', 'usagePage', 'usage'] as const).every(
      (key) => filter[key] === undefined || filter[key] === model[key],
    );

  const methods = {
    getDevices: async () => (plugged && isGranted ? [plugged.device] : []),
    async requestDevice({ filters }: HIDDeviceRequestOptions) {
      viewer.checkGesture();
      if (!Array.isArray(filters)) throw new TypeError('filters are required');
      const isOffered = filters.length === 0 || filters.some(fits);
      // WebHID returns an empty list where WebUSB throws.
      if (!plugged || !isOffered || !viewer.chooses) return [];
      isGranted = true;
      return [plugged.device];
    },
  };

  if (slot.plugged) arrive();
  slot.onChange(() => {
    if (slot.plugged && !plugged) {
      const { device } = arrive();
      if (isGranted) tell('connect', device);
    } else if (!slot.plugged && plugged) leave(plugged);
  });
  return { hid: Object.assign(target, methods) as unknown as HID, viewer };
}
