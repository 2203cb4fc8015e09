/**
 * Connects `navigator.usb` or `navigator.hid` of a page with the simulated one in this process: calls of the portal's
 * drivers go there, and events and errors come back. When the page goes, its devices are closed.
 */
import type { Page } from '@playwright/test';

/** What USB and HID devices have in common; they differ only in methods and properties. */
interface Device {
  readonly vendorId: number;
  readonly opened: boolean;
  close(): Promise<void>;
}
type Call = (...parameters: unknown[]) => unknown;
type Methods = Record<string, Call>;

interface Told {
  readonly type: string;
  readonly device: Device;
  readonly reportId?: number;
  readonly data?: DataView;
}

interface ReaderWindow extends Window {
  /** `id` is a device's; null means the interface itself. */
  toReader(from: string, id: number | null, method: string, packed: unknown[]): Promise<Answer>;
  /** Called from this process: delivers an event to the page `to`. */
  readerTells(to: string, packed: unknown): void;
}

interface Answer {
  readonly value?: unknown;
  readonly refused?: { readonly name: string; readonly message: string };
  /** The state of the called device after the call. */
  readonly device: unknown;
}

/** Packs bytes, devices and plain values as JSON; the page unpacks them. */
function packer(idOf: (device: Device) => number) {
  const isDevice = (value: object): value is Device => 'vendorId' in value;
  return function pack(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (ArrayBuffer.isView(value)) {
      const { buffer, byteOffset, byteLength } = value;
      return { bytes: [...new Uint8Array(buffer, byteOffset, byteLength)] };
    }
    if (Array.isArray(value)) return value.map(pack);
    if (isDevice(value)) {
      const methods = Object.entries(value).filter(([, own]) => typeof own === 'function');
      const facts = JSON.parse(JSON.stringify(value)) as object;
      return { id: idOf(value), methods: methods.map(([name]) => name), facts };
    }
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, pack(own)]));
  };
}

const unpack = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'bytes' in value
    ? Uint8Array.from(value.bytes as number[])
    : value;

/** The page's end: the interface and its devices. The browser itself judges what a user gesture is. */
function pageEnd(kind: string): void {
  const { toReader } = window as unknown as ReaderWindow;
  const me = String(Math.random());
  const devices = new Map<number, EventTarget & Methods>();

  function pack(value: unknown): unknown {
    if (!ArrayBuffer.isView(value)) return value;
    return { bytes: [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] };
  }
  function unpacked(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(unpacked);
    if ('bytes' in value) return new DataView(Uint8Array.from(value.bytes as number[]).buffer);
    if ('facts' in value) return deviceOf(value as Parameters<typeof deviceOf>[0]);
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, unpacked(own)]));
  }
  const caller =
    (id: number | null, method: string): Call =>
    async (...parameters) => {
      const answer = await toReader(me, id, method, parameters.map(pack));
      unpacked(answer.device);
      const { refused } = answer;
      if (refused) throw new DOMException(refused.message, refused.name);
      return unpacked(answer.value);
    };
  function deviceOf(told: { id: number; methods: string[]; facts: object }): EventTarget & Methods {
    const known = devices.get(told.id) ?? (new EventTarget() as EventTarget & Methods);
    if (!devices.has(told.id)) {
      for (const name of told.methods) known[name] = caller(told.id, name);
      devices.set(told.id, known);
    }
    return Object.assign(known, told.facts);
  }

  const asks = caller(null, 'requestDevice');
  const all = Object.assign(new EventTarget(), {
    getDevices: caller(null, 'getDevices'),
    async requestDevice(options: unknown) {
      if (navigator.userActivation.isActive) return asks(options);
      const why = 'Must be handling a user gesture to show a permission request.';
      throw new DOMException(why, 'SecurityError');
    },
  });
  Object.defineProperty(navigator, kind, { value: all, configurable: true });
  (window as unknown as ReaderWindow).readerTells = (to, packed) => {
    if (to !== me) return;
    const { type, ...more } = unpacked(packed) as { type: string; device: EventTarget };
    const target = type === 'inputreport' ? more.device : all;
    queueMicrotask(() => target.dispatchEvent(Object.assign(new Event(type), more)));
  };
}

/** Connects the page with `api` from the next load on. */
export async function wireReader(page: Page, kind: 'usb' | 'hid', api: USB | HID): Promise<void> {
  const devices: Device[] = [];
  let to = '';
  let telling: Promise<unknown> = Promise.resolve();

  function tell(event: Told): void {
    const told = [to, pack(event)] as const;
    telling = telling
      .then(() =>
        page.evaluate(
          ([page, packed]) => (window as unknown as ReaderWindow).readerTells?.(page, packed),
          told,
        ),
      )
      .catch(() => {
        // The page is being left, or is closed.
      });
  }
  const pack = packer((device) => {
    const known = devices.indexOf(device);
    if (known >= 0) return known;
    if (device instanceof EventTarget) {
      device.addEventListener('inputreport', (event) => {
        const { reportId, data } = event as HIDInputReportEvent;
        tell({ type: 'inputreport', device, reportId, data });
      });
    }
    return devices.push(device) - 1;
  });
  for (const type of ['connect', 'disconnect'] as const) {
    (api as EventTarget).addEventListener(type, (event) => {
      tell({ type, device: (event as USBConnectionEvent).device });
    });
  }

  /** At the first call of another page, closes what the page before had opened. */
  let letGo: Promise<unknown> = Promise.resolve();
  function greet(from: string): Promise<unknown> {
    if (from !== to) {
      to = from;
      const open = devices.filter(({ opened }) => opened);
      letGo = Promise.allSettled(open.map((device) => device.close()));
    }
    return letGo;
  }
  await page.exposeFunction(
    'toReader',
    async (
      ...[from, id, method, packed]: Parameters<ReaderWindow['toReader']>
    ): Promise<Answer> => {
      await greet(from);
      const called = id === null ? api : devices[id]!;
      const device = () => (id === null ? null : pack(called));
      try {
        const call = (called as unknown as Methods)[method]!;
        const value = pack(await call(...packed.map(unpack)));
        return { value, device: device() };
      } catch (cause) {
        const { name, message } = cause as DOMException;
        return { refused: { name, message }, device: device() };
      }
    },
  );
  await page.addInitScript(pageEnd, kind);
}
