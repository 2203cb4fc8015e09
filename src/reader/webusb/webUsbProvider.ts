/** Readers over WebUSB: vendor-class CCID readers, and those of the smart-card class where the shell lets a page have it. */
import type { Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import type { ReaderChange, ReaderInfo, ReaderProvider } from '../cardReader.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { readerModels, vidPid } from '../readerModels.ts';
import { errorName, usbCall } from './usbCall.ts';
import { type UsbReaders, usbReaders } from './usbReaders.ts';

/** The part of `navigator.usb` that is used. */
export interface UsbLike {
  getDevices(): Promise<readonly USBDevice[]>;
  requestDevice(options: { filters: USBDeviceFilter[] }): Promise<USBDevice>;
  addEventListener(
    type: 'connect' | 'disconnect',
    listener: (event: { readonly device: USBDevice }) => void,
  ): void;
}

export interface WebUsbParts {
  readonly timers: Timers;
  readonly log: Log;
  /** `window.isSecureContext`; what is not said counts as secure. */
  readonly isSecure?: boolean;
  /** `readerModels` of `config.json`: what an operator knows of the readers in use. */
  readonly models?: unknown;
}

/** A working `getDevices` answers at once. */
const PROBE_MS = 2_000;
const FILTERS = [{ classCode: 0xff }, { classCode: 0x0b }];

/** `usb`: `navigator.usb`, or nothing. A WebView has one that never answers: `probe` takes its time-out for "none". */
export function webUsbProvider(
  usb: UsbLike | undefined,
  { timers, log, isSecure = true, models }: WebUsbParts,
): ReaderProvider {
  const callbacks = new Set<(change: ReaderChange) => void>();
  const devices = new Map<USBDevice, Promise<Result<UsbReaders, ReaderError>>>();
  const names = new Map<string, USBDevice>();
  const table = readerModels(models, log);
  /** Devices that could not be asked what they are, by a name to list them under, and why. */
  let unasked: { readonly name: string; readonly why: ReaderError }[] = [];
  const noService = fail(readerError('NO_SERVICE', 'not-sent', 'no WebUSB'));

  const tell = (change: ReaderChange): void => {
    callbacks.forEach((callback) => {
      callback(change);
    });
  };

  /** Asks a device once what it is; a device that could not be asked is asked again the next time. */
  function readersOf(device: USBDevice): Promise<Result<UsbReaders, ReaderError>> {
    const known = devices.get(device);
    if (known) return known;
    const asked = usbReaders(device, {
      timers,
      log,
      models: table,
      nameFor(wanted) {
        let name = wanted;
        for (let count = 2; names.has(name); count++) name = `${wanted} (${count})`;
        names.set(name, device);
        return name;
      },
      onChange: tell,
    }).then((readers) => {
      if (devices.get(device) !== asked) {
        // Unplugged while it was asked.
        if (readers.ok) readers.value.forget();
        forgetNames(device);
        return fail(readerError('READER_UNAVAILABLE', 'not-sent', 'unplugged'));
      }
      if (readers.ok) return readers;
      log(
        'webusb',
        `${device.productName || 'device'}: ${readers.error.code} ${readers.error.detail}`,
      );
      devices.delete(device);
      return readers;
    });
    devices.set(device, asked);
    return asked;
  }

  function forgetNames(device: USBDevice): void {
    names.forEach((of, name) => {
      if (of === device) names.delete(name);
    });
  }

  async function forget(device: USBDevice): Promise<void> {
    const known = devices.get(device);
    if (!known) return;
    devices.delete(device);
    const readers = await known;
    if (!readers.ok) return;
    const { infos } = readers.value;
    readers.value.forget();
    forgetNames(device);
    infos.forEach((reader) => {
      tell({ type: 'reader-removed', reader });
    });
  }

  /** Every granted device with its readers, in the order of the browser. */
  async function granted(from: UsbLike): Promise<Result<UsbReaders[], ReaderError>> {
    const plugged = await usbCall(timers, () => from.getDevices(), PROBE_MS);
    if (!plugged.ok) return plugged;
    devices.forEach((_, device) => {
      if (plugged.value.indexOf(device) < 0) void forget(device);
    });
    const found: UsbReaders[] = [];
    const failed: typeof unasked = [];
    for (const device of plugged.value) {
      const readers = await readersOf(device);
      if (readers.ok) found.push(readers.value);
      else {
        const { productName, vendorId, productId } = device;
        const name = `${productName || 'device'} ${vidPid(vendorId, productId)}, not asked`;
        failed.push({ name, why: readers.error });
      }
    }
    unasked = failed;
    return ok(found);
  }

  if (usb) {
    try {
      usb.addEventListener('connect', ({ device }) => {
        void readersOf(device).then((readers) => {
          if (!readers.ok) return;
          readers.value.infos.forEach((reader) => {
            tell({ type: 'reader-added', reader });
          });
        });
      });
      usb.addEventListener('disconnect', ({ device }) => {
        void forget(device);
      });
    } catch {
      // A dead object: `probe` says so.
    }
  }

  return {
    transport: 'webusb',
    async probe() {
      if (!usb) return isSecure ? 'unsupported' : 'insecure-context';
      const found = await granted(usb);
      if (!found.ok) {
        return found.error.code === 'SECURITY_VIOLATION' ? 'blocked-by-policy' : 'unsupported';
      }
      const isRefused = found.value.some(({ isProtected }) => isProtected);
      return isRefused && found.value.every(({ infos }) => infos.length === 0)
        ? 'protected-class'
        : 'available';
    },
    async listReaders() {
      const found = usb ? await granted(usb) : noService;
      if (!found.ok) return fail({ ...found.error, code: 'NO_SERVICE' });
      const asked = ([] as ReaderInfo[]).concat(...found.value.map(({ infos }) => infos));
      return ok(asked.concat(unasked.map(({ name }) => ({ name, transport: 'webusb' }))));
    },
    async requestReader() {
      if (!usb) return noService;
      try {
        // Nothing may be waited for before: the gesture would be over.
        const device = await usb.requestDevice({ filters: FILTERS });
        const readers = await readersOf(device);
        if (!readers.ok) return readers;
        const first = readers.value.infos[0];
        const why = readers.value.isProtected ? 'protected-class' : 'no CCID interface';
        return first ? ok(first) : fail(readerError('READER_UNSUPPORTED', 'not-sent', why));
      } catch (cause) {
        const name = errorName(cause);
        if (name === 'NotFoundError') return fail(readerError('CANCELLED', 'not-sent'));
        const code = name === 'SecurityError' ? 'SECURITY_VIOLATION' : 'NO_SERVICE';
        return fail(readerError(code, 'not-sent', name));
      }
    },
    onReaderChange(callback) {
      callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
    async open(name) {
      const failed = unasked.find((device) => device.name === name);
      if (failed) return fail(failed.why);
      const device = names.get(name);
      const readers = device && (await readersOf(device));
      if (!readers) return fail(readerError('UNKNOWN_READER', 'not-sent', name));
      return readers.ok ? readers.value.open(name) : readers;
    },
  };
}
