/** A port whose driver is a script of its own: a box that does not need it never loads it. */
import { fail, ok, type Result } from '../shared/result.ts';
import type { Timers } from '../shared/time.ts';
import type { ReaderChange, ReaderProvider, ReaderTransport } from './cardReader.ts';
import { type ReaderError, readerError } from './readerError.ts';

/** A script that takes longer may never come: no other port is kept waiting for it. */
const DRIVER_MS = 3_000;

/** The part of `navigator.usb` and `navigator.hid` that is asked before their driver is there. */
interface Devices {
  getDevices(): Promise<readonly unknown[]>;
  addEventListener(type: 'connect', listener: () => void): void;
}

/**
 * `devices`: the browser's interface, or nothing. The driver is loaded where no other way has a reader, and where this page may use
 * a device. A driver that did not come is asked for again the next time; of one that comes late everybody is told.
 */
export function lazyProvider(
  transport: ReaderTransport,
  devices: Devices | undefined,
  load: () => Promise<ReaderProvider>,
  timers: Timers,
): ReaderProvider {
  const callbacks = new Set<(change: ReaderChange) => void>();
  let coming: Promise<ReaderProvider | null> | null = null;

  const tell = (change: ReaderChange): void => {
    callbacks.forEach((callback) => {
      callback(change);
    });
  };
  /** There may be readers now. */
  const tellAll = (): void => tell({ type: 'reader-added', reader: { name: '', transport } });
  const inTime = () =>
    new Promise<ReaderProvider | null>((resolve) => {
      let isLate = false;
      const cancel = timers.after(DRIVER_MS, () => {
        isLate = true;
        resolve(null);
      });
      load().then(
        (provider) => {
          cancel();
          provider.onReaderChange(tell);
          resolve(provider);
          if (!isLate) return;
          coming = Promise.resolve(provider);
          tellAll();
        },
        () => {
          cancel();
          coming = null;
          resolve(null);
        },
      );
    });
  const hasDevices = (from: Devices) =>
    new Promise<boolean>((resolve) => {
      // A dead one never answers, or throws.
      timers.after(DRIVER_MS, () => resolve(false));
      from.getDevices().then(
        ({ length }) => resolve(length > 0),
        () => resolve(false),
      );
    }).catch(() => false);
  const there = async (): Promise<ReaderProvider | null> => {
    if (!devices) return null;
    coming = coming || inTime();
    return coming;
  };
  const noService = fail(readerError('NO_SERVICE', 'not-sent', transport));
  const ask = async <T>(
    act: (provider: ReaderProvider) => Promise<Result<T, ReaderError>> | undefined,
  ): Promise<Result<T, ReaderError>> => {
    const provider = await there();
    return (provider && act(provider)) || noService;
  };

  try {
    devices?.addEventListener('connect', () => {
      if (!coming) tellAll();
    });
  } catch {
    // A dead object: it has no devices.
  }
  return {
    transport,
    async probe(readers) {
      if (readers && devices && !(await hasDevices(devices))) return 'available';
      const provider = await there();
      return provider ? provider.probe() : 'unsupported';
    },
    async listReaders() {
      const provider = await coming;
      return provider ? provider.listReaders() : ok([]);
    },
    requestReader: () => ask((provider) => provider.requestReader?.()),
    onReaderChange(callback) {
      callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
    open: (name) => ask((provider) => provider.open(name)),
  };
}
