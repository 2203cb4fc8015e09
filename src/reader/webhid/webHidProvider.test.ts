import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import { packetsOf } from './ccidOverHid.ts';
import {
  type BenchDevice,
  benchDevice,
  benchTimers,
  collection,
  DESCRIPTOR,
  padded,
  settled,
} from './hidBench.ts';
import type { HidDeviceLike } from './hidLink.ts';
import { type HidLike, type WebHidParts, webHidProvider } from './webHidProvider.ts';

type Listener = Parameters<HidLike['addEventListener']>[1];

function bench(devices: HidDeviceLike[] = [], parts: Partial<WebHidParts> = {}) {
  const listeners: [string, Listener][] = [];
  const filters: HIDDeviceFilter[] = [];
  let chosen: () => Promise<HidDeviceLike[]> = async () => [];
  const hid: HidLike = {
    getDevices: async () => devices,
    requestDevice: (options) => {
      filters.push(...options.filters);
      return chosen();
    },
    addEventListener: (type, listener) => listeners.push([type, listener]),
  };
  const timers = benchTimers();
  const provider = webHidProvider({
    hid,
    isSecureContext: true,
    timers,
    random: { bytes: () => fromHex('7A31') },
    log: silentLog,
    ...parts,
  });
  return {
    provider,
    timers,
    filters,
    choose(next: () => Promise<HidDeviceLike[]>) {
      chosen = next;
    },
    plug(type: 'connect' | 'disconnect', device: HidDeviceLike) {
      for (const [wanted, listener] of listeners) if (wanted === type) listener({ device });
    },
  };
}

/** A reader of the profile with a card of ATR 3B00 in it, whose answer to every APDU is 9000. */
function profileReader(parts: Partial<HidDeviceLike> = {}): BenchDevice {
  const device = benchDevice(parts);
  const answer = (message: string, tag = 0x43) => {
    for (const report of packetsOf(fromHex(message), tag, 0x7a31, 64)) device.say(report);
  };
  device.onReport = (report) => {
    const [type, , , , , slot, seq] = report.subarray(7);
    const head = toHex([slot!, seq!]);
    if (report[2] === 0x44) return answer(`01 01 ${DESCRIPTOR}`, 0x44);
    if (type === 0x62) return answer(`80 02000000 ${head} 000000 3B00`);
    if (type === 0x6f) return answer(`80 02000000 ${head} 000000 9000`);
    answer(`81 00000000 ${head} 010000`);
  };
  return device;
}
const named = (error: string) => Promise.reject(Object.assign(new Error(error), { name: error }));

test.each([
  ['no WebHID', { hid: undefined }, 'unsupported'],
  ['no WebHID on plain http', { hid: undefined, isSecureContext: false }, 'insecure-context'],
  ['WebHID', {}, 'available'],
])('%s: %s', async (_, parts, status) => {
  expect(await bench([], parts).provider.probe()).toBe(status);
});

test.each([
  ['policy', () => named('SecurityError'), 'blocked-by-policy'],
  ['anything else', () => named('NotSupportedError'), 'unsupported'],
  ['silence', () => new Promise<never>(() => {}), 'unsupported'],
])('getDevices ends in %s', async (_, getDevices, status) => {
  const { timers } = bench();
  const hid = { getDevices, requestDevice: getDevices, addEventListener() {} };
  const probing = bench([], { hid, timers }).provider.probe();
  await timers.pass(2_000);
  expect(await probing).toBe(status);
});

test('of the granted devices the readers, those that say so first', async () => {
  const keyboard = benchDevice({
    productName: 'Keyboard',
    collections: [{ ...collection(8, 1), usagePage: 1 }],
  });
  const vendor = benchDevice({ productName: 'Mouse', collections: [collection(20, 20, 1)] });
  const ePass = benchDevice({ productName: '', vendorId: 0x096e, productId: 0x0401 });
  const { provider } = bench([keyboard, vendor, ePass, benchDevice(), benchDevice()]);
  const readers = await provider.listReaders();
  expect(readers.ok && readers.value.map(({ name }) => name)).toEqual([
    'HID (096E:0401)',
    'Bench reader (1209:0001)',
    'Bench reader (1209:0001) #2',
    'Mouse (1209:0001)',
  ]);
});

test('a reader of the profile, opened, connected, used and closed', async () => {
  const device = profileReader();
  const { provider } = bench([device]);
  const reader = await provider.open('Bench reader (1209:0001)');
  if (!reader.ok) throw new Error(reader.error.detail);
  expect(await reader.value.getStatus()).toEqual({ ok: true, value: 'present' });
  const card = await reader.value.connect();
  if (!card.ok) throw new Error(card.error.detail);
  expect(toHex(card.value.atr)).toBe('3B00');
  const answer = await card.value.transmit(fromHex('00B0000000'));
  expect(answer.ok && toHex(answer.value)).toBe('9000');
  await reader.value.close();
  expect(device.opened).toBe(false);
});

test('pulled out while the card works: unknown, and the reader is gone from the list of the opened', async () => {
  const device = profileReader();
  const { provider, plug } = bench([device]);
  const reader = await provider.open('Bench reader (1209:0001)');
  const card = reader.ok ? await reader.value.connect() : reader;
  if (!card.ok) throw new Error(card.error.detail);
  device.onReport = () => {};
  const answer = card.value.transmit(fromHex('8054010000'));
  await settled();
  plug('disconnect', device);
  expect(await answer).toMatchObject({ error: { code: 'READER_UNAVAILABLE', outcome: 'unknown' } });
  const next = await card.value.transmit(fromHex('00B0000000'));
  expect(next).toMatchObject({ error: { outcome: 'not-sent' } });
});

test('pulled out while it is being opened', async () => {
  const device = benchDevice();
  const { provider, plug } = bench([device]);
  device.onReport = () => plug('disconnect', device);
  expect(await provider.open('Bench reader (1209:0001)')).toMatchObject({
    error: { code: 'READER_UNAVAILABLE', outcome: 'not-sent' },
  });
  device.open = async () => plug('disconnect', device);
  Object.assign(device, { opened: false, onReport: () => {} });
  expect(await provider.open('Bench reader (1209:0001)')).toMatchObject({
    error: { code: 'READER_UNAVAILABLE', outcome: 'not-sent' },
  });
});

test('opened again, the first opening is closed: no device has two', async () => {
  const device = profileReader();
  const { provider } = bench([device]);
  const [first, second] = await Promise.all([
    provider.open('Bench reader (1209:0001)'),
    provider.open('Bench reader (1209:0001)'),
  ]);
  if (!first.ok || !second.ok) throw new Error('not opened');
  expect((await first.value.connect()).ok).toBe(false);
  expect((await second.value.connect()).ok).toBe(true);
});

test('a stuck reader is closed, rests longer each time, and is announced anew', async () => {
  const device = profileReader();
  const works = device.onReport;
  const { provider, timers } = bench([device]);
  const changes: string[] = [];
  provider.onReaderChange(({ type }) => changes.push(type));
  const name = 'Bench reader (1209:0001)';
  const getStuck = async () => {
    device.onReport = works;
    const reader = await provider.open(name);
    if (!reader.ok) throw new Error(reader.error.detail);
    // Neither the command nor its Abort is answered any more.
    device.onReport = () => {};
    void reader.value.getStatus();
    await timers.pass(3_000 + 6_000);
  };
  await getStuck();
  expect(changes).toEqual(['reader-removed']);
  expect(device.opened).toBe(false);
  expect(await provider.open(name)).toMatchObject({
    error: { code: 'READER_UNAVAILABLE', outcome: 'not-sent' },
  });
  await timers.pass(500);
  expect(changes.length).toBe(2);
  await getStuck();
  await timers.pass(999);
  expect(changes.length).toBe(3);
  await timers.pass(1);
  expect(changes[3]).toBe('reader-added');
});

test('a stuck reader that is pulled out while it rests is gone once, and does not come back', async () => {
  const device = profileReader();
  const { provider, timers, plug } = bench([device]);
  const changes: string[] = [];
  provider.onReaderChange(({ type }) => changes.push(type));
  const reader = await provider.open('Bench reader (1209:0001)');
  device.onReport = () => {};
  if (reader.ok) void reader.value.getStatus();
  await timers.pass(9_000);
  plug('disconnect', device);
  await timers.pass(60_000);
  expect(changes).toEqual(['reader-removed']);
});

test('pulled out while open: gone once, and not stuck', async () => {
  const device = profileReader();
  const { provider, timers, plug } = bench([device]);
  const changes: string[] = [];
  provider.onReaderChange(({ type }) => changes.push(type));
  await provider.open('Bench reader (1209:0001)');
  plug('disconnect', device);
  await timers.pass(60_000);
  expect(changes).toEqual(['reader-removed']);
});

test('what does not describe itself is no reader, and comes last from then on', async () => {
  const mouse = benchDevice({ productName: 'Mouse', collections: [collection(20, 20, 1)] });
  const other = benchDevice({ productName: 'Other', collections: [collection(20, 20, 1)] });
  const { provider, timers, plug } = bench([mouse, other]);
  const opening = provider.open('Mouse (1209:0001)');
  await timers.pass(3_000);
  expect(await opening).toMatchObject({ error: { code: 'READER_UNSUPPORTED' } });
  expect(mouse.opened).toBe(false);
  const namesOf = async () => {
    const readers = await provider.listReaders();
    return readers.ok && readers.value.map(({ name }) => name.slice(0, 5));
  };
  expect(await namesOf()).toEqual(['Other', 'Mouse']);
  plug('disconnect', mouse);
  expect(await namesOf()).toEqual(['Mouse', 'Other']);
});

test.each([
  ['a name nobody has', 'Nobody', {}, 'UNKNOWN_READER'],
  [
    'reports too short for the profile',
    'Bench reader (1209:0001)',
    { collections: [collection(7, 64)] },
    'READER_UNSUPPORTED',
  ],
  [
    'a device that does not open',
    'Bench reader (1209:0001)',
    { open: () => named('NotAllowedError') },
    'READER_UNAVAILABLE',
  ],
])('%s', async (_, name, parts, code) => {
  const { provider } = bench([benchDevice(parts)]);
  expect(await provider.open(name)).toMatchObject({ error: { code, outcome: 'not-sent' } });
});

test('the framing goes by vendor and product, the table of the operator first', async () => {
  const ePass = benchDevice({ vendorId: 0x096e, productId: 0x0401 });
  ePass.onReport = () => queueMicrotask(() => ePass.say(padded('5236 0000 0005 3B6D000000')));
  const dk = benchDevice({ vendorId: 0x0483, productId: 0x572b });
  dk.onReport = (report) => {
    if (report[0] === 10) dk.say(padded('0A 81 00000000 0000 020000'));
  };
  const other = benchDevice({ productName: 'Ours', vendorId: 0x4444, productId: 0x0001 });
  other.onReport = dk.onReport;
  const { provider, timers } = bench([ePass, dk, other], {
    readers: [{ vendorId: 0x4444, productId: 0x0001, framing: 'r6' }],
  });
  const r6 = await provider.open('Bench reader (096E:0401)');
  expect(r6.ok && (await r6.value.getStatus())).toEqual({ ok: true, value: 'present' });
  const length = await provider.open('Bench reader (0483:572B)');
  expect(length.ok && (await length.value.getStatus())).toEqual({ ok: true, value: 'empty' });
  const ours = await provider.open('Ours (4444:0001)');
  if (ours.ok) void ours.value.getStatus();
  await timers.pass(1);
  expect(other.sent).toEqual(['52360001']);
});

test('asking the viewer: what is offered, what was chosen', async () => {
  const { provider, filters, choose } = bench();
  choose(async () => [benchDevice()]);
  expect(await provider.requestReader!()).toEqual({
    ok: true,
    value: { name: 'Bench reader (1209:0001)', transport: 'webhid' },
  });
  expect(filters).toEqual([
    { usagePage: 0xff00 },
    { vendorId: 0x0483, productId: 0x572b },
    { vendorId: 0x096e, productId: 0x0401 },
  ]);
});

test.each([
  ['nothing', async () => [], 'CANCELLED'],
  ['nothing, in the words of WebUSB', () => named('NotFoundError'), 'CANCELLED'],
  ['without a gesture', () => named('SecurityError'), 'SECURITY_VIOLATION'],
  ['and fails', () => named('InvalidStateError'), 'NO_SERVICE'],
  [
    'a keyboard',
    async () => [benchDevice({ collections: [{ usagePage: 1 }] })],
    'READER_UNSUPPORTED',
  ],
])('the viewer chooses %s', async (_, next, code) => {
  const { provider, choose } = bench();
  choose(next);
  expect(await provider.requestReader!()).toMatchObject({ error: { code, outcome: 'not-sent' } });
});

test('readers come and go', async () => {
  const device = benchDevice();
  const { provider, plug } = bench();
  const changes: string[] = [];
  const stop = provider.onReaderChange(({ type, reader }) =>
    changes.push(`${type} ${reader.name}`),
  );
  plug('connect', device);
  plug('connect', benchDevice({ collections: [{ usagePage: 1 }] }));
  plug('disconnect', device);
  stop();
  plug('connect', device);
  expect(changes).toEqual([
    'reader-added Bench reader (1209:0001)',
    'reader-removed Bench reader (1209:0001)',
  ]);
});

test('without WebHID every call says so', async () => {
  const { provider } = bench([], { hid: undefined });
  const refused = { error: { code: 'NO_SERVICE', outcome: 'not-sent' } };
  expect(await provider.listReaders()).toMatchObject(refused);
  expect(await provider.requestReader!()).toMatchObject(refused);
  expect(await provider.open('any')).toMatchObject(refused);
});
