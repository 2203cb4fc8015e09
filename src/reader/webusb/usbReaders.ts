/** The readers of one USB device: a slot of an interface each. */
import { neverAborted } from '../../shared/abort.ts';
import type { Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { pause, type Timers } from '../../shared/time.ts';
import type { CardReader, ReaderChange, ReaderInfo } from '../cardReader.ts';
import { levelOf } from '../ccid/ccidDescriptor.ts';
import { type Learnt, nothingLearnt } from '../ccid/ccidPipe.ts';
import { ccidReader } from '../ccid/ccidReader.ts';
import type { CcidInterface } from '../ccid/parseConfiguration.ts';
import { correctedInterface } from '../ccid/quirks.ts';
import { type Turns, turns } from '../ccid/turns.ts';
import { isAnnounced } from '../pps.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import type { ReaderModels } from '../readerModels.ts';
import { readerName } from './readerName.ts';
import { type Inspected, isReaders, readersConfiguration, usbReaderDevice } from './usbDevice.ts';
import { type UsbPipe, usbPipe } from './usbPipe.ts';

export interface UsbReaders {
  readonly infos: readonly ReaderInfo[];
  /** There are readers, and this page may have none of them. */
  readonly isProtected: boolean;
  open(name: string): Promise<Result<CardReader, ReaderError>>;
  /** The device was unplugged. */
  forget(): void;
}

interface UsbReadersParts {
  readonly timers: Timers;
  readonly log: Log;
  readonly models: ReaderModels;
  /** A name that no other reader has, as close to `wanted` as possible. */
  nameFor(wanted: string): string;
  /** A reader stopped working, and is worth another try. */
  onChange(change: ReaderChange): void;
}

/** CCID 1.1: protocols 1 and 2 are tokens that speak over the control pipe. */
const BULK_PROTOCOL = 0;
const MIN_REST_MS = 500;
const MAX_REST_MS = 30_000;

interface Entry {
  readonly info: ReaderInfo;
  readonly ccid: CcidInterface;
  readonly slot: number;
  readonly learnt: Learnt;
  opening: Promise<Result<CardReader, ReaderError>> | null;
}

function infoOf(name: string, { descriptor }: CcidInterface, slot: number): ReaderInfo {
  const level = levelOf(descriptor);
  return {
    name,
    transport: 'webusb',
    slot,
    protocols: (['T0', 'T1'] as const).filter((name) => isAnnounced(name, descriptor.protocols)),
    maxMessageLength: descriptor.maxMessageLength,
    ...(level === 'character' ? {} : { exchangeLevel: level }),
  };
}

const NO_READERS: Inspected = { interfaces: [], isProtected: () => false };

/**
 * Finds readers by the device's descriptors. Fails where these cannot be read now; a device without readers has none.
 */
export async function usbReaders(
  device: USBDevice,
  { timers, log, models, nameFor, onChange }: UsbReadersParts,
): Promise<Result<UsbReaders, ReaderError>> {
  const shared = usbReaderDevice(device, timers);
  const configuration = readersConfiguration(device);
  // Other devices of the operator are not even opened.
  const inspected = configuration ? await shared.inspect() : ok(NO_READERS);
  if (!inspected.ok) return inspected;
  if (inspected.value.interfaces.length === 0 && configuration && isReaders(configuration)) {
    // It is a reader, and what it said of itself came garbled.
    return fail(readerError('COMM_ERROR', 'not-sent', 'no CCID descriptor'));
  }
  const quirk = models.of(device.vendorId, device.productId);
  const found = inspected.value.interfaces
    .filter(({ interfaceProtocol }) => interfaceProtocol === BULK_PROTOCOL)
    .map((ccid) => correctedInterface(ccid, quirk));
  const usable = found.filter(
    (ccid) => !inspected.value.isProtected(ccid) && levelOf(ccid.descriptor) !== 'character',
  );

  const entries: Entry[] = [];
  usable.forEach((ccid) => {
    for (let slot = 0; slot <= Math.min(ccid.descriptor.maxSlotIndex, 15); slot++) {
      const name = nameFor(readerName(device, ccid, slot, usable.length > 1));
      entries.push({
        info: infoOf(name, ccid, slot),
        ccid,
        slot,
        learnt: nothingLearnt(),
        opening: null,
      });
    }
  });
  const infos = entries.map(({ info }) => info);

  /** By interface number, with the count of users: the slots share a pipe. */
  const pipes = new Map<
    number,
    { pipe: Promise<Result<UsbPipe, ReaderError>>; turn: Turns; users: number }
  >();
  let isGone = false;
  let recovering: Promise<void> | null = null;
  let failures = 0;

  function sharedPipe(ccid: CcidInterface) {
    const key = ccid.interfaceNumber;
    const known = pipes.get(key);
    if (known) {
      known.users++;
      return known;
    }
    const pipe = shared.claim(ccid).then((claimed): Result<UsbPipe, ReaderError> => {
      if (claimed.ok) return ok(usbPipe(device, ccid, timers, () => shared.release(ccid)));
      pipes.delete(key);
      return claimed;
    });
    const made = { pipe, turn: turns(Math.max(1, ccid.descriptor.maxBusySlots)), users: 1 };
    pipes.set(key, made);
    return made;
  }

  async function openNow(entry: Entry): Promise<Result<CardReader, ReaderError>> {
    const { ccid, slot, info, learnt } = entry;
    const use = sharedPipe(ccid);
    const opened = await use.pipe;
    if (!opened.ok) return opened;
    const pipe = opened.value;
    if (isGone || recovering) return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
    const close = async (): Promise<void> => {
      entry.opening = null;
      if (--use.users > 0) return;
      pipes.delete(ccid.interfaceNumber);
      await pipe.close();
    };
    const reader = ccidReader(
      {
        ...pipe,
        get hasNotifications() {
          return pipe.hasNotifications;
        },
        info,
        learnt,
        turn: use.turn,
        close,
      },
      slot,
      timers,
      log,
    );
    reader.onStateChange((state) => {
      if (state === 'unavailable') recover();
      else failures = 0;
    });
    return ok(reader);
  }

  function closeAll(): void {
    entries.forEach((entry) => {
      entry.opening = null;
    });
    pipes.forEach(({ pipe }) => {
      void pipe.then((made) => (made.ok ? made.value.close() : undefined));
    });
    pipes.clear();
  }

  /** Resets a device that is stuck or out of step, and waits longer each time that does not help. */
  async function restart(): Promise<void> {
    // Before the pipes give anything back: a closed device cannot be reset.
    const reset = shared.reset();
    closeAll();
    await reset;
    await pause(timers, Math.min(MAX_REST_MS, MIN_REST_MS * 2 ** failures++), neverAborted);
    recovering = null;
    tellAll('reader-added');
  }

  function tellAll(type: ReaderChange['type']): void {
    if (isGone) return;
    infos.forEach((reader) => {
      onChange({ type, reader });
    });
  }

  function recover(): void {
    if (isGone || recovering) return;
    recovering = restart();
    tellAll('reader-removed');
  }

  return ok({
    infos,
    isProtected: found.length > 0 && found.every(inspected.value.isProtected),
    async open(name) {
      const entry = entries.find(({ info }) => info.name === name);
      if (!entry) return fail(readerError('UNKNOWN_READER', 'not-sent', name));
      if (isGone) return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
      // It is plugged in, and will be told of again.
      if (recovering) return fail(readerError('READER_UNAVAILABLE', 'not-sent', 'stuck'));
      if (!entry.opening) {
        const opening = openNow(entry);
        entry.opening = opening;
        void opening.then((opened) => {
          if (!opened.ok && entry.opening === opening) entry.opening = null;
        });
      }
      return entry.opening;
    },
    forget() {
      if (isGone) return;
      isGone = true;
      closeAll();
    },
  });
}
