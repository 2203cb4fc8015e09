/**
 * `navigator.usb` with one reader on it, and the viewer who answers its chooser. The reader comes and goes with the slot's
 * plug; each time it is another USBDevice. Does not imitate: several readers, the blocklist, `forget()`.
 */
import { type CcidParts, createCcidDevice } from './ccidDevice.ts';
import { createFakeUsbDevice, type FakeUsbDevice, type UsbHabits } from './fakeUsbDevice.ts';
import { readerInterface } from './usbLayout.ts';
import { createViewer, type Viewer } from './viewer.ts';

export interface FakeUsbParts extends CcidParts, UsbHabits {
  /** `policy`: always granted. Otherwise the viewer must choose the reader, again each time it is plugged in. */
  readonly granted: 'policy' | 'never-yet';
}

export interface FakeUsb {
  readonly usb: USB;
  readonly viewer: Viewer;
}

export function createFakeUsb(parts: FakeUsbParts): FakeUsb {
  const { slot, model, timers, granted } = parts;
  const viewer = createViewer();
  const target = new EventTarget();
  let plugged: FakeUsbDevice | null = null;
  let isGranted = granted === 'policy';
  const reader = createCcidDevice(parts, {
    bulkIn: (item) => plugged?.bulkIn(item),
    interruptIn: (bytes) => plugged?.interruptIn(bytes),
  });

  function tell(type: 'connect' | 'disconnect', device: USBDevice): void {
    timers.after(0, () => target.dispatchEvent(Object.assign(new Event(type), { device })));
  }
  function arrive(): FakeUsbDevice {
    plugged = createFakeUsbDevice(model, reader, timers, parts);
    reader.reset();
    return plugged;
  }
  function leave({ device, unplugged }: FakeUsbDevice): void {
    plugged = null;
    unplugged();
    if (isGranted) tell('disconnect', device);
    isGranted = granted === 'policy';
  }
  const fits = ({ vendorId, productId, classCode }: USBDeviceFilter): boolean =>
    (vendorId ?? model.vendorId) === model.vendorId &&
    (productId ?? model.productId) === model.productId &&
    (classCode === undefined || classCode === readerInterface(model).interfaceClass);

  const methods = {
    getDevices: async () => (plugged && isGranted ? [plugged.device] : []),
    async requestDevice({ filters }: USBDeviceRequestOptions) {
      viewer.checkGesture();
      if (!Array.isArray(filters)) throw new TypeError('filters are required');
      const isOffered = filters.length === 0 || filters.some(fits);
      if (!plugged || !isOffered || !viewer.chooses) {
        throw new DOMException('No device selected.', 'NotFoundError');
      }
      isGranted = true;
      return plugged.device;
    },
  };

  if (slot.plugged) arrive();
  slot.onChange(() => {
    if (slot.plugged && !plugged) {
      const { device } = arrive();
      if (isGranted) tell('connect', device);
    } else if (!slot.plugged && plugged) leave(plugged);
  });
  return { usb: Object.assign(target, methods) as unknown as USB, viewer };
}
