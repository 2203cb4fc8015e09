import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { packetsOf } from './ccidOverHid.ts';
import {
  collection,
  DESCRIPTOR,
  nextTurn,
  padded,
  type ScriptedDevice,
  scriptedDevice,
} from './hid.fixture.ts';
import { named, profileReader, providerFixture } from './webHid.fixture.ts';

test('a reader of the profile, opened, connected, used and closed', async () => {
  const device = profileReader();
  const { provider } = providerFixture([device]);
  const reader = await provider.open('Test reader (1209:0001)');
  if (!reader.ok) throw new Error(reader.error.detail);
  expect(await reader.value.getStatus()).toEqual({ ok: true, value: 'present' });
  const card = await reader.value.connect();
  if (!card.ok) throw new Error(card.error.detail);
  expect(toHex(card.value.atr)).toBe('3B00');
  const answer = await card.value.transmit(fromHex('00B0000000'));
  expect(answer.ok && toHex(answer.value.bytes)).toBe('9000');
  await reader.value.close();
  expect(device.opened).toBe(false);
});

test('pulled out while the card works: unknown, and the reader is gone from the list of the opened', async () => {
  const device = profileReader();
  const { provider, plug } = providerFixture([device]);
  const reader = await provider.open('Test reader (1209:0001)');
  const card = reader.ok ? await reader.value.connect() : reader;
  if (!card.ok) throw new Error(card.error.detail);
  device.onReport = () => {};
  const answer = card.value.transmit(fromHex('8054010000'));
  await nextTurn();
  plug('disconnect', device);
  expect(await answer).toMatchObject({ error: { code: 'READER_UNAVAILABLE', outcome: 'unknown' } });
  const next = await card.value.transmit(fromHex('00B0000000'));
  expect(next).toMatchObject({ error: { outcome: 'not-sent' } });
});

test('pulled out while it is being opened', async () => {
  const device = scriptedDevice();
  const { provider, plug } = providerFixture([device]);
  device.onReport = () => plug('disconnect', device);
  expect(await provider.open('Test reader (1209:0001)')).toMatchObject({
    error: { code: 'READER_UNAVAILABLE', outcome: 'not-sent' },
  });
  device.open = async () => plug('disconnect', device);
  Object.assign(device, { opened: false, onReport: () => {} });
  expect(await provider.open('Test reader (1209:0001)')).toMatchObject({
    error: { code: 'READER_UNAVAILABLE', outcome: 'not-sent' },
  });
});

test('opened again, the first opening is closed: no device has two', async () => {
  const device = profileReader();
  const { provider } = providerFixture([device]);
  const [first, second] = await Promise.all([
    provider.open('Test reader (1209:0001)'),
    provider.open('Test reader (1209:0001)'),
  ]);
  if (!first.ok || !second.ok) throw new Error('not opened');
  expect((await first.value.connect()).ok).toBe(false);
  expect((await second.value.connect()).ok).toBe(true);
});

test('opened again while an R6 answer is on its way, that one is waited for', async () => {
  const device = scriptedDevice({ vendorId: 0x096e, productId: 0x0401 });
  const { provider, timers } = providerFixture([device]);
  const first = await provider.open('Test reader (096E:0401)');
  if (first.ok) void first.value.getStatus();
  await nextTurn();
  const second = await provider.open('Test reader (096E:0401)');
  const connecting = second.ok ? second.value.connect() : null;
  await nextTurn();
  device.say(padded('5236 0000 0005 3BFFFFFFFF'));
  await timers.pass(1_999);
  expect(device.sent.length).toBe(2);
  device.onReport = () => queueMicrotask(() => device.say(padded('5236 0000 0005 3B6D000000')));
  await timers.pass(1);
  const card = await connecting;
  expect(card?.ok && toHex(card.value.atr)).toBe('3B6D000000');
});

test('a stuck reader is closed, rests longer each time, and is announced again', async () => {
  const device = profileReader();
  const works = device.onReport;
  const { provider, timers } = providerFixture([device]);
  const changes: string[] = [];
  provider.onReaderChange(({ type }) => changes.push(type));
  const name = 'Test reader (1209:0001)';
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
  const { provider, timers, plug } = providerFixture([device]);
  const changes: string[] = [];
  provider.onReaderChange(({ type }) => changes.push(type));
  const reader = await provider.open('Test reader (1209:0001)');
  device.onReport = () => {};
  if (reader.ok) void reader.value.getStatus();
  await timers.pass(9_000);
  plug('disconnect', device);
  await timers.pass(60_000);
  expect(changes).toEqual(['reader-removed']);
});

test('pulled out while open: gone once, and not stuck', async () => {
  const device = profileReader();
  const { provider, timers, plug } = providerFixture([device]);
  const changes: string[] = [];
  provider.onReaderChange(({ type }) => changes.push(type));
  await provider.open('Test reader (1209:0001)');
  plug('disconnect', device);
  await timers.pass(60_000);
  expect(changes).toEqual(['reader-removed']);
});

/** What the first reports meet, and how often the reader is asked until it is open. */
test.each<[string, (device: ScriptedDevice) => Promise<void> | void, asked: number]>([
  ['is refused', () => named('NotAllowedError'), 2],
  ['is not answered', () => {}, 2],
  ['is answered by noise', (device) => device.say(padded('FFFF FFFF FFFF')), 2],
  [
    'is answered by another version, of a garbled byte',
    (device) => {
      for (const report of packetsOf(fromHex(`11 01 ${DESCRIPTOR}`), 0x44, 0x7a31, 64))
        device.say(report);
    },
    2,
  ],
])('the first report %s: the reader is asked again', async (_, first, asked) => {
  const device = profileReader();
  const works = device.onReport;
  device.onReport = (report, index) => (index === 0 ? first(device) : works(report, index));
  const { provider, timers } = providerFixture([device]);
  const opening = provider.open('Test reader (1209:0001)');
  await timers.pass(1_500);
  expect((await opening).ok).toBe(true);
  expect(device.sent.length).toBe(asked);
});

test('a device that refuses every report is given back, and may be opened later', async () => {
  const device = profileReader();
  const works = device.onReport;
  device.onReport = () => named('NotAllowedError');
  const { provider, timers } = providerFixture([device]);
  const opening = provider.open('Test reader (1209:0001)');
  await timers.pass(5_000);
  expect(await opening).toMatchObject({ error: { code: 'COMM_ERROR', outcome: 'not-sent' } });
  expect([device.sent.length, device.opened]).toEqual([3, false]);
  device.onReport = works;
  expect((await provider.open('Test reader (1209:0001)')).ok).toBe(true);
});

test('what does not describe itself is no reader, and comes last from then on', async () => {
  const mouse = scriptedDevice({ productName: 'Mouse', collections: [collection(20, 20, 1)] });
  const other = scriptedDevice({ productName: 'Other', collections: [collection(20, 20, 1)] });
  const { provider, timers, plug } = providerFixture([mouse, other]);
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
  ['a name that no reader has', 'Nobody', {}, 'UNKNOWN_READER'],
  [
    'reports too short for the profile',
    'Test reader (1209:0001)',
    { collections: [collection(7, 64)] },
    'READER_UNSUPPORTED',
  ],
  [
    'a device that does not open',
    'Test reader (1209:0001)',
    { open: () => named('InvalidStateError') },
    'READER_UNAVAILABLE',
  ],
  [
    'a device that the system does not give away',
    'Test reader (1209:0001)',
    { open: () => named('NotAllowedError') },
    'SECURITY_VIOLATION',
  ],
])('%s', async (_, name, parts, code) => {
  const { provider } = providerFixture([scriptedDevice(parts)]);
  expect(await provider.open(name)).toMatchObject({ error: { code, outcome: 'not-sent' } });
});

test('a speed that failed is remembered for a reader, over every opening of it', async () => {
  const device = scriptedDevice();
  const sent: string[] = [];
  const answer = (message: string, tag = 0x43) => {
    for (const report of packetsOf(fromHex(message), tag, 0x7a31, 64)) device.say(report);
  };
  device.onReport = (report) => {
    const type = toHex([report[7]!]);
    const head = toHex(report.subarray(12, 14));
    // TPDUs, and a speed that the card does not answer.
    if (report[2] === 0x44)
      return answer(`01 01 ${DESCRIPTOR.replace('FE040200', '30000100')}`, 0x44);
    sent.push(type);
    if (type === '62') return answer(`80 03000000 ${head} 000000 3B1018`);
    if (type === '6F') return answer(`80 00000000 ${head} 40FE00`);
    if (type === '61') return answer(`82 05000000 ${head} 000000 1100000A00`);
    answer(`81 00000000 ${head} 010000`);
  };
  const models = [{ model: '1209:0001', maxDataRateBps: 300_000 }];
  const { provider } = providerFixture([device], { models });
  const connected = async () => {
    const reader = await provider.open('Test reader (1209:0001)');
    const card = reader.ok ? await reader.value.connect() : reader;
    if (!reader.ok || !card.ok) throw new Error('not connected');
    await reader.value.close();
    return sent.splice(0).join(' ');
  };
  // Status, power, PPS; power off and on, parameters, power off.
  expect(await connected()).toBe('65 62 6F 63 62 61 63');
  expect(await connected()).toBe('65 62 61 63');
});

test('the framing goes by vendor and product, the table of the operator first', async () => {
  const ePass = scriptedDevice({ vendorId: 0x096e, productId: 0x0401 });
  ePass.onReport = () => queueMicrotask(() => ePass.say(padded('5236 0000 0005 3B6D000000')));
  const dk = scriptedDevice({ vendorId: 0x0483, productId: 0x572b });
  dk.onReport = (report) => {
    if (report[0] === 10) dk.say(padded('0A 81 00000000 0000 020000'));
  };
  const other = scriptedDevice({ productName: 'Ours', vendorId: 0x4444, productId: 0x0001 });
  other.onReport = dk.onReport;
  const { provider, timers } = providerFixture([ePass, dk, other], {
    models: [{ model: '4444:0001', framing: 'r6' }],
  });
  const r6 = await provider.open('Test reader (096E:0401)');
  expect(r6.ok && (await r6.value.getStatus())).toEqual({ ok: true, value: 'present' });
  const length = await provider.open('Test reader (0483:572B)');
  expect(length.ok && (await length.value.getStatus())).toEqual({ ok: true, value: 'empty' });
  const ours = await provider.open('Ours (4444:0001)');
  if (ours.ok) void ours.value.getStatus();
  await timers.pass(1);
  expect(other.sent).toEqual(['52360001']);
});
