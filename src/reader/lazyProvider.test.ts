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

test('where there is no such port nothing is loaded, and nothing works', async () => {
  let loads = 0;
  const lazy = lazyProvider(
    'webusb',
    () => false,
    async () => {
      loads++;
      return driver().provider;
    },
    handTimers(),
  );
  expect(await lazy.probe()).toBe('unsupported');
  for (const answer of [
    await lazy.listReaders(),
    await lazy.requestReader!(),
    await lazy.open('x'),
  ])
    expect(answer.ok || answer.error).toMatchObject({ code: 'NO_SERVICE', outcome: 'not-sent' });
  expect(loads).toBe(0);
});

test('the driver is loaded once, and answers everything from then on', async () => {
  const usb = driver();
  let loads = 0;
  const lazy = lazyProvider(
    'webusb',
    () => true,
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
    () => true,
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

test('a driver that does not come keeps nobody waiting; when it comes its readers are told', async () => {
  const timers = handTimers();
  let found: (provider: ReaderProvider) => void = () => {};
  const lazy = lazyProvider(
    'webusb',
    () => true,
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
  expect([seen, timers.due.size]).toEqual([[{ type: 'reader-added', reader }], 0]);
});
