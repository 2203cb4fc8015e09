import { expect, test } from 'vitest';
import { collection, scriptedDevice } from './hid.fixture.ts';
import { named, providerFixture } from './webHid.fixture.ts';

test.each([
  ['no WebHID', { hid: undefined }, 'unsupported'],
  ['no WebHID on plain http', { hid: undefined, isSecureContext: false }, 'insecure-context'],
  ['WebHID', {}, 'available'],
])('%s: %s', async (_, parts, status) => {
  expect(await providerFixture([], parts).provider.probe()).toBe(status);
});

test.each([
  ['policy', () => named('SecurityError'), 'blocked-by-policy'],
  ['anything else', () => named('NotSupportedError'), 'unsupported'],
  ['silence', () => new Promise<never>(() => {}), 'unsupported'],
])('getDevices ends in %s', async (_, getDevices, status) => {
  const { timers } = providerFixture();
  const hid = { getDevices, requestDevice: getDevices, addEventListener() {} };
  const probing = providerFixture([], { hid, timers }).provider.probe();
  await timers.pass(2_000);
  expect(await probing).toBe(status);
});

test('of the granted devices the readers, those that say so first', async () => {
  const keyboard = scriptedDevice({
    productName: 'Keyboard',
    collections: [{ ...collection(8, 1), usagePage: 1 }],
  });
  const vendor = scriptedDevice({ productName: 'Mouse', collections: [collection(20, 20, 1)] });
  const ePass = scriptedDevice({ productName: '', vendorId: 0x096e, productId: 0x0401 });
  const { provider } = providerFixture([
    keyboard,
    vendor,
    ePass,
    scriptedDevice(),
    scriptedDevice(),
  ]);
  const readers = await provider.listReaders();
  expect(readers.ok && readers.value.map(({ name }) => name)).toEqual([
    'HID (096E:0401)',
    'Test reader (1209:0001)',
    'Test reader (1209:0001) #2',
    'Mouse (1209:0001)',
  ]);
});

test('asking the viewer: what is offered, what was chosen', async () => {
  const { provider, filters, choose } = providerFixture();
  choose(async () => [scriptedDevice()]);
  expect(await provider.requestReader!()).toEqual({
    ok: true,
    value: { name: 'Test reader (1209:0001)', transport: 'webhid' },
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
    async () => [scriptedDevice({ collections: [{ usagePage: 1 }] })],
    'READER_UNSUPPORTED',
  ],
])('the viewer chooses %s', async (_, next, code) => {
  const { provider, choose } = providerFixture();
  choose(next);
  expect(await provider.requestReader!()).toMatchObject({ error: { code, outcome: 'not-sent' } });
});

test('readers come and go', async () => {
  const device = scriptedDevice();
  const { provider, plug } = providerFixture();
  const changes: string[] = [];
  const stop = provider.onReaderChange(({ type, reader }) =>
    changes.push(`${type} ${reader.name}`),
  );
  plug('connect', device);
  plug('connect', scriptedDevice({ collections: [{ usagePage: 1 }] }));
  plug('disconnect', device);
  stop();
  plug('connect', device);
  expect(changes).toEqual([
    'reader-added Test reader (1209:0001)',
    'reader-removed Test reader (1209:0001)',
  ]);
});

test('without WebHID every call says so', async () => {
  const { provider } = providerFixture([], { hid: undefined });
  const refused = { error: { code: 'NO_SERVICE', outcome: 'not-sent' } };
  expect(await provider.listReaders()).toMatchObject(refused);
  expect(await provider.requestReader!()).toMatchObject(refused);
  expect(await provider.open('any')).toMatchObject(refused);
});
