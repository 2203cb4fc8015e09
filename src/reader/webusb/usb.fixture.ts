/** A USBDevice that does what a test tells it, call by call; and a browser that has some. */
import { type Bytes, concat, fromHex, toHex } from '../../shared/bytes.ts';
import { parseConfiguration } from '../ccid/parseConfiguration.ts';
import { type RealReader, readerConfiguration, realReaders } from '../ccid/realReaders.fixture.ts';
import type { UsbLike } from './webUsbProvider.ts';

export const refusal = (name: string): DOMException => new DOMException(name, name);

const viewOf = (bytes: Bytes): DataView => new DataView(concat([7, 7], bytes).buffer, 2);

export interface ScriptedUsb {
  readonly device: USBDevice;
  /** Calls in order: `open`, `claim 0`, `=> hex` … */
  readonly calls: string[];
  /** What the next calls of a name reject with, or `never`. */
  readonly failing: Map<string, string[]>;
  /** Called for every bulk-OUT transfer; what it returns comes in. */
  onMessage: (hex: string) => readonly string[];
  /** `hex`, `` for a zero-length packet, or `stall`, `babble`. */
  comes(what: string, endpoint?: number): void;
  unplug(): void;
}

export const realReader = (name: string) => realReaders.find((reader) => reader.name === name)!;

/** `name` as in the table of real readers, but for its class and the columns of `changes`. */
export function scriptedUsb(
  name: string,
  classCode?: number,
  changes: Readonly<Record<string, number>> = {},
): ScriptedUsb {
  const found = realReader(name);
  const columns = { ...(classCode ? { class: classCode } : {}), ...changes };
  const rows = found.interfaces.map((row) => ({ ...row, ...columns }));
  const reader: RealReader = { ...found, interfaces: rows };
  const raw = readerConfiguration(reader);
  const parsed = parseConfiguration(raw);
  const interfaces = reader.interfaces.map(({ number, class: interfaceClass }) => ({
    interfaceNumber: number!,
    alternate: null,
    alternates: [{ interfaceClass }],
  }));
  const configuration = { configurationValue: 1, interfaces };
  const calls: string[] = [];
  const failing = new Map<string, string[]>();
  const reads = new Map<
    number,
    { resolve(value: unknown): void; reject(cause: unknown): void }[]
  >();
  const coming = new Map<number, string[]>();
  const listOf = <T>(map: Map<number, T[]>, key: number): T[] => {
    if (!map.has(key)) map.set(key, []);
    return map.get(key)!;
  };
  let isOpen = false;
  let isPlugged = true;

  async function call(what: string): Promise<void> {
    calls.push(what);
    const why = failing.get(what.split(' ')[0]!)?.shift();
    if (why === 'never') await new Promise(() => {});
    if (!isPlugged) throw refusal('NotFoundError');
    if (why) throw refusal(why);
  }
  function flush(endpoint: number): void {
    const waiting = listOf(reads, endpoint);
    const queue = listOf(coming, endpoint);
    while (waiting.length > 0 && queue.length > 0) {
      const what = queue.shift()!;
      const isFault = what === 'stall' || what === 'babble';
      waiting
        .shift()!
        .resolve(isFault ? { status: what } : { status: 'ok', data: viewOf(fromHex(what)) });
    }
  }
  function rejectReads(name: string): void {
    for (const waiting of reads.values()) {
      for (const read of waiting.splice(0)) read.reject(refusal(name));
    }
  }
  const bulkIn = (parsed.ok && parsed.value[0]?.bulkIn.endpointNumber) || 0;

  const scripted: ScriptedUsb = {
    calls,
    failing,
    onMessage: () => [],
    comes(what, endpoint = bulkIn) {
      listOf(coming, endpoint).push(what);
      flush(endpoint);
    },
    unplug() {
      isPlugged = false;
      rejectReads('NotFoundError');
    },
    device: {
      vendorId: parseInt(reader.ids.slice(0, 4), 16),
      productId: parseInt(reader.ids.slice(5), 16),
      manufacturerName: 'Maker',
      productName: 'Reader',
      serialNumber: null,
      configuration,
      configurations: [configuration],
      get opened() {
        return isOpen;
      },
      async open() {
        await call('open');
        isOpen = true;
      },
      async close() {
        await call('close');
        isOpen = false;
        rejectReads('AbortError');
      },
      reset: () => call('reset'),
      selectConfiguration: (value: number) => call(`select ${value}`),
      claimInterface: (number: number) => call(`claim ${number}`),
      async releaseInterface(number: number) {
        await call(`release ${number}`);
        rejectReads('AbortError');
      },
      clearHalt: (direction: string, endpoint: number) =>
        call(`clearHalt ${direction} ${endpoint}`),
      async controlTransferIn(setup: USBControlTransferParameters, length: number) {
        await call(`get ${setup.value} ${length}`);
        return { status: 'ok', data: viewOf(raw.slice(0, length)) };
      },
      async controlTransferOut(setup: USBControlTransferParameters) {
        const { requestType, recipient, request, value, index } = setup;
        await call(`control ${requestType} ${recipient} ${request} ${value} ${index}`);
        return { status: 'ok', bytesWritten: 0 };
      },
      transferIn(endpoint: number, length: number) {
        calls.push(`in ${endpoint} ${length}`);
        return new Promise((resolve, reject) => {
          if (!isPlugged) return reject(refusal('NotFoundError'));
          listOf(reads, endpoint).push({ resolve, reject });
          flush(endpoint);
        });
      },
      async transferOut(endpoint: number, data: Bytes) {
        await call(`out ${endpoint} ${toHex(data)}`);
        for (const answer of scripted.onMessage(toHex(data))) scripted.comes(answer);
        return { status: 'ok', bytesWritten: data.length };
      },
    } as unknown as USBDevice,
  };
  return scripted;
}

interface ScriptedBrowser extends UsbLike {
  readonly devices: USBDevice[];
  fire(type: 'connect' | 'disconnect', device: USBDevice): void;
}

export function scriptedBrowser(...devices: USBDevice[]): ScriptedBrowser {
  const listeners: { type: string; listener: (event: { device: USBDevice }) => void }[] = [];
  return {
    devices,
    getDevices: async () => devices.slice(),
    requestDevice: () => Promise.reject(refusal('NotFoundError')),
    addEventListener: (type, listener) => listeners.push({ type, listener }),
    fire(type, device) {
      for (const entry of listeners) if (entry.type === type) entry.listener({ device });
    },
  };
}

/** Answers every message as a well-behaved reader with a T=0 card would: status, power, parameters, `9000`. */
export function wellBehaved(hex: string): readonly string[] {
  const tail = hex.slice(10, 14);
  switch (hex.slice(0, 2)) {
    case '62':
      return [`8002000000${tail}0000003B00`];
    case '61':
      return [`8205000000${tail}0000001100000A00`];
    case '6F':
      return [`8002000000${tail}0000009000`];
    default:
      return [`8100000000${tail}010000`];
  }
}
