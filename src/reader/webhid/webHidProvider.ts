/** Readers over WebHID: which of the devices this page may use are readers, and what each speaks. */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CardReader, ProviderStatus, ReaderChange, ReaderProvider } from '../cardReader.ts';
import { type Learnt, nothingLearnt } from '../ccid/ccidPipe.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { readerModels } from '../readerModels.ts';
import type { HidDeviceLike } from './hidLink.ts';
import { hidNames } from './hidNames.ts';
import { type HidReaderParts, openHidReader } from './openHidReader.ts';
import type { R6Step } from './r6Exchange.ts';
import { isVendorPage } from './reportSizes.ts';
import { stuckReaders } from './stuckReaders.ts';

/** An engine may have the attribute and nothing behind it: then nothing answers. */
const PROBE_MS = 2_000;
const PROFILE = { usagePage: 0xff00, usage: 0x43 };

/** The part of `navigator.hid` that is used. */
export interface HidLike {
  getDevices(): Promise<readonly HidDeviceLike[]>;
  requestDevice(options: { filters: HIDDeviceFilter[] }): Promise<readonly HidDeviceLike[]>;
  addEventListener(
    type: 'connect' | 'disconnect',
    listener: (event: { readonly device: HidDeviceLike }) => void,
  ): void;
}

export interface WebHidParts
  extends Omit<HidReaderParts, 'whenUnplugged' | 'stepOf' | 'learntOf' | 'model'> {
  /** `navigator.hid`; undefined where there is none. */
  readonly hid: HidLike | undefined;
  readonly isSecureContext: boolean;
  /** `readerModels` of `config.json`: what an operator knows of the readers in use. */
  readonly models?: unknown;
}

const errorName = (cause: unknown): string =>
  String((cause as { name?: unknown } | null | undefined)?.name);

function requestError(cause: unknown): ReaderError {
  const name = errorName(cause);
  if (name === 'NotFoundError') return readerError('CANCELLED', 'not-sent');
  const code = name === 'SecurityError' ? 'SECURITY_VIOLATION' : 'NO_SERVICE';
  return readerError(code, 'not-sent', String(cause));
}

export function webHidProvider(parts: WebHidParts): ReaderProvider {
  const { hid, timers, log } = parts;
  const models = readerModels(parts.models, log);
  const { infoOf, forget } = hidNames();
  const opened = new Map<HidDeviceLike, CardReader>();
  const unplugged = new Map<HidDeviceLike, () => void>();
  const steps = new Map<HidDeviceLike, R6Step>();
  const learnt = new Map<HidDeviceLike, Learnt>();
  const refused = new Set<HidDeviceLike>();
  const callbacks = new Set<(change: ReaderChange) => void>();
  let lastOpening: Promise<unknown> = Promise.resolve();

  const modelOf = ({ vendorId, productId }: HidDeviceLike) => models.of(vendorId, productId);
  const isKnown = (device: HidDeviceLike): boolean => modelOf(device).framing !== undefined;
  const isProfile = ({ usagePage, usage }: HIDCollectionInfo) =>
    usagePage === PROFILE.usagePage && usage === PROFILE.usage;
  const isReader = (device: HidDeviceLike): boolean =>
    isKnown(device) || device.collections.some(({ usagePage }) => isVendorPage(usagePage));
  /** A vendor-defined device that says no more may be anything: it comes after those that say what they are. */
  const rank = (device: HidDeviceLike): number =>
    (refused.has(device) ? 2 : 0) + (isKnown(device) || device.collections.some(isProfile) ? 0 : 1);

  function tell(type: ReaderChange['type'], device: HidDeviceLike): void {
    const reader = infoOf(device);
    callbacks.forEach((callback) => {
      callback({ type, reader });
    });
  }
  const stuck = stuckReaders(timers, tell);

  async function granted(): Promise<Result<HidDeviceLike[], ReaderError>> {
    if (!hid) return fail(readerError('NO_SERVICE', 'not-sent', 'no WebHID'));
    try {
      const devices = (await hid.getDevices()).filter(isReader);
      return ok(devices.sort((a, b) => rank(a) - rank(b)));
    } catch (cause) {
      return fail(readerError('NO_SERVICE', 'not-sent', String(cause)));
    }
  }

  async function openDevice(device: HidDeviceLike): Promise<Result<CardReader, ReaderError>> {
    if (stuck.isResting(device))
      return fail(readerError('READER_UNAVAILABLE', 'not-sent', 'stuck'));
    const before = opened.get(device);
    opened.delete(device);
    await before?.close();
    const { name } = infoOf(device);
    const reader = await openHidReader(device, name, {
      ...parts,
      model: modelOf(device),
      whenUnplugged: (hidDevice, callback) => {
        unplugged.set(hidDevice, callback);
      },
      stepOf(hidDevice) {
        const step = steps.get(hidDevice) ?? { isIn: true };
        steps.set(hidDevice, step);
        return step;
      },
      learntOf(hidDevice) {
        const known = learnt.get(hidDevice) ?? nothingLearnt();
        learnt.set(hidDevice, known);
        return known;
      },
    });
    if (!reader.ok) {
      if (reader.error.code === 'READER_UNSUPPORTED') refused.add(device);
      log('webhid', `${name}: ${reader.error.code} ${reader.error.detail}`);
      return reader;
    }
    refused.delete(device);
    opened.set(device, reader.value);
    reader.value.onStateChange((state) => {
      if (state !== 'unavailable') return stuck.works(device);
      // Unplugged, or opened again meanwhile: then it is not stuck.
      if (opened.get(device) !== reader.value) return;
      opened.delete(device);
      void stuck.rest(device, reader.value);
    });
    return reader;
  }

  hid?.addEventListener('connect', ({ device }) => {
    if (isReader(device)) tell('reader-added', device);
  });
  hid?.addEventListener('disconnect', ({ device }) => {
    const wasResting = stuck.isResting(device);
    stuck.forget(device);
    opened.delete(device);
    unplugged.get(device)?.();
    unplugged.delete(device);
    refused.delete(device);
    steps.delete(device);
    learnt.delete(device);
    if (isReader(device) && !wasResting) tell('reader-removed', device);
    forget(device);
  });

  return {
    transport: 'webhid',
    probe() {
      if (!hid) return Promise.resolve(parts.isSecureContext ? 'unsupported' : 'insecure-context');
      return new Promise<ProviderStatus>((resolve) => {
        const cancel = timers.after(PROBE_MS, () => resolve('unsupported'));
        hid
          .getDevices()
          .then(
            () => resolve('available'),
            (cause) =>
              resolve(errorName(cause) === 'SecurityError' ? 'blocked-by-policy' : 'unsupported'),
          )
          .then(cancel);
      });
    },
    async listReaders() {
      const devices = await granted();
      return devices.ok ? ok(devices.value.map(infoOf)) : devices;
    },
    async requestReader() {
      if (!hid) return fail(readerError('NO_SERVICE', 'not-sent', 'no WebHID'));
      const filters: HIDDeviceFilter[] = [{ usagePage: PROFILE.usagePage }];
      filters.push(...models.framed);
      try {
        const chosen = await hid.requestDevice({ filters });
        if (chosen.length === 0) return fail(readerError('CANCELLED', 'not-sent'));
        const device = chosen.find(isReader);
        return device
          ? ok(infoOf(device))
          : fail(readerError('READER_UNSUPPORTED', 'not-sent', 'no vendor-defined collection'));
      } catch (cause) {
        return fail(requestError(cause));
      }
    },
    onReaderChange(callback) {
      callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
    async open(name) {
      const devices = await granted();
      if (!devices.ok) return devices;
      const device = devices.value.find((candidate) => infoOf(candidate).name === name);
      if (!device) return fail(readerError('UNKNOWN_READER', 'not-sent', name));
      // Never two openings at once: the second closes what the first has opened.
      const opening = lastOpening.then(() => openDevice(device));
      lastOpening = opening;
      return opening;
    },
  };
}
