import { expect, test } from 'vitest';
import { fail, ok } from '../shared/result.ts';
import type { ReaderChange, ReaderProvider } from './cardReader.ts';
import { lazyProvider } from './lazyProvider.ts';
import { readerError } from './readerError.ts';

const reader = { name: 'usb 1', transport: 'webusb' } as const;

/** Timers that fire when the test says so. */
function handTimers() {
  const due = new Set<() => void>();
  return {
    due,
    after(_ms: number, callback: () => void) {
      due.add(callback);
      return () => void due.delete(callback);
    },
    fire: () => due.forEach((callback) => void callback()),
  };
}

function driver() {
  let tell: (change: ReaderChange) => void = () => {};
  const provider: ReaderProvider = {
    transport: 'webusb',
    probe: async () => 'available',
    listReaders: async () => ok([reader]),
    requestReader: async () => ok(reader),
    onReaderChange(callback) {
      tell = callback;
      return () => {};
    },
    open: async () => fail(readerError('UNKNOWN_READER', 'not-sent')),
  };
  return { provider, tell: (change: ReaderChange) => tell(change) };
}

/** `navigator.usb` of a page that may use this many devices; `null`: it never answers. */
function browser(granted: number | null = 0) {
  const listeners: (() => void)[] = [];
  const devices = {
    getDevices: () =>
      granted === null ? new Promise<never>(() => {}) : Promise.resolve(Array(granted).fill({})),
    addEventListener: (_: 'connect', listener: () => void) => void listeners.push(listener),
  };
  return { devices, plugIn: () => listeners.forEach((listener) => void listener()) };
}

test.each<[string, number, number]>([
  ['nothing is loaded where another port has a reader', 0, 0],
  ['a device that the page may use is looked at all the same', 1, 1],
])('%s', async (_, granted, expected) => {
  let loads = 0;
  const port = browser(granted);
  const load = async () => {
    loads++;
    return driver().provider;
  };
  const lazy = lazyProvider('webusb', port.devices, load, handTimers());
  const seen: ReaderChange[] = [];
  lazy.onReaderChange((change) => seen.push(change));
  expect(await lazy.probe(1)).toBe('available');
  expect(await lazy.listReaders()).toEqual(ok(expected ? [reader] : []));
  port.plugIn();
  expect([loads, seen.length]).toEqual([expected, 1 - expected]);
  expect(await lazy.requestReader!()).toEqual(ok(reader));
  expect(loads).toBe(1);
});

test('an interface that never answers, or throws, has no devices', async () => {
  const timers = handTimers();
  const load = () => Promise.reject(new Error('loaded'));
  const silent = lazyProvider('webusb', browser(null).devices, load, timers);
  const probing = silent.probe(1);
  await Promise.resolve();
  timers.fire();
  expect(await probing).toBe('available');
  const dead = () => {
    throw new Error('dead');
  };
  const devices = { getDevices: dead, addEventListener: dead };
  expect(await lazyProvider('webusb', devices, load, timers).probe(1)).toBe('available');
});

test('where there is no such port nothing is loaded, and nothing works', async () => {
  let loads = 0;
  const lazy = lazyProvider(
    'webusb',
    undefined,
    async () => {
      loads++;
      return driver().provider;
    },
    handTimers(),
  );
  expect(await lazy.probe()).toBe('unsupported');
  expect(await lazy.listReaders()).toEqual(ok([]));
  for (const answer of [await lazy.requestReader!(), await lazy.open('x')])
    expect(answer.ok || answer.error).toMatchObject({ code: 'NO_SERVICE', outcome: 'not-sent' });
  expect(loads).toBe(0);
});

test('the driver is loaded once, and answers everything from then on', async () => {
  const usb = driver();
  let loads = 0;
  const lazy = lazyProvider(
    'webusb',
    browser().devices,
    async () => {
      loads++;
      return usb.provider;
    },
    handTimers(),
  );
  const seen: ReaderChange[] = [];
  const stop = lazy.onReaderChange((change) => seen.push(change));
  expect(await lazy.probe()).toBe('available');
  expect(await lazy.listReaders()).toEqual(ok([reader]));
  expect(await lazy.requestReader!()).toEqual(ok(reader));
  expect((await lazy.open('x')).ok).toBe(false);
  usb.tell({ type: 'reader-added', reader });
  stop();
  usb.tell({ type: 'reader-removed', reader });
  expect([loads, seen]).toEqual([1, [{ type: 'reader-added', reader }]]);
});

test('a driver that did not come is asked for again', async () => {
  let loads = 0;
  const lazy = lazyProvider(
    'webusb',
    browser().devices,
    async () => {
      if (++loads === 1) throw new Error('no driver');
      return driver().provider;
    },
    handTimers(),
  );
  expect(await lazy.probe()).toBe('unsupported');
  expect(await lazy.probe()).toBe('available');
  expect(loads).toBe(2);
});

test('a driver that does not come keeps nobody waiting; when it comes everybody is told', async () => {
  const timers = handTimers();
  let found: (provider: ReaderProvider) => void = () => {};
  const lazy = lazyProvider(
    'webusb',
    browser().devices,
    () =>
      new Promise((resolve) => {
        found = resolve;
      }),
    timers,
  );
  const seen: ReaderChange[] = [];
  lazy.onReaderChange((change) => seen.push(change));
  const probing = lazy.probe();
  timers.fire();
  expect(await probing).toBe('unsupported');
  expect(await lazy.probe()).toBe('unsupported');
  found(driver().provider);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await lazy.probe()).toBe('available');
  expect([seen.map(({ type }) => type), timers.due.size]).toEqual([['reader-added'], 0]);
});
