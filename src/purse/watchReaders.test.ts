import { expect, test } from 'vitest';
import { type ReaderErrorCode, readerError } from '../reader/readerError.ts';
import { fail, ok } from '../shared/result.ts';
import { fakePort, fakeReader, purse, slotOf } from './slot.fixture.ts';
import { whyNoReader } from './watchReaders.ts';

test.each<[ReaderErrorCode, string | undefined, string]>([
  ['SHARING_VIOLATION', undefined, 'held'],
  ['SECURITY_VIOLATION', undefined, 'forbidden'],
  ['READER_UNSUPPORTED', 'protected-class', 'forbidden'],
  ['READER_UNAVAILABLE', undefined, 'unavailable'],
  ['COMM_ERROR', undefined, 'unavailable'],
  ['READER_UNSUPPORTED', undefined, 'no-reader'],
])('a reader that fails with %s %s is %s, until it opens', async (code, detail, sight) => {
  const reader = fakeReader('slot 1');
  reader.refusal = readerError(code, 'not-sent', detail);
  const { slot, seeks, passes, leaves } = await slotOf([fakePort([reader]).provider]);
  expect(slot.state.value).toBe(sight);
  await seeks();
  await passes(60_000);
  // After 0.5, 1, 2, 4 and then every 8 seconds.
  expect(reader.opens).toBeGreaterThan(10);
  expect(reader.opens).toBeLessThan(16);
  reader.refusal = null;
  await passes(8_000);
  expect(slot.state.value).toBe('empty');
  const { opens } = reader;
  leaves();
  await passes(60_000);
  expect(reader.opens).toBe(opens);
});

test('a reader that another program takes while it is open is held, and found again', async () => {
  const reader = fakeReader('slot 1');
  const { slot, seeks, passes } = await slotOf([fakePort([reader]).provider]);
  expect(slot.state.value).toBe('empty');
  reader.statusFails = true;
  reader.refusal = readerError('SHARING_VIOLATION', 'not-sent');
  await seeks();
  expect(slot.state.value).toBe('held');
  reader.statusFails = false;
  reader.refusal = null;
  await passes(2_000);
  expect([slot.state.value, reader.listeners()]).toEqual(['empty', 1]);
});

test.each([
  ['breaks while it is asked for its state', 'unavailable', 'empty'],
  ['answers that it cannot be used', 'empty', 'unavailable'],
] as const)('a reader that %s is opened anew', async (_, said, answered) => {
  const reader = fakeReader('slot 1');
  reader.state = answered;
  reader.meanwhile = () => {
    if (said === 'unavailable') reader.becomes(said);
  };
  const { slot, seeks, passes } = await slotOf([fakePort([reader]).provider]);
  await seeks();
  expect(slot.state.value).toBe('unavailable');
  const { opens } = reader;
  await passes(4_000);
  expect(reader.opens).toBeGreaterThan(opens + 1);
  reader.meanwhile = () => {};
  reader.state = 'empty';
  await passes(8_000);
  expect([slot.state.value, reader.listeners()]).toEqual(['empty', 1]);
});

test('a reader that broke, and that another program then takes, is held', async () => {
  const reader = fakeReader('slot 1');
  const { slot, seeks, passes } = await slotOf([fakePort([reader]).provider]);
  await seeks();
  reader.becomes('unavailable');
  reader.refusal = readerError('SHARING_VIOLATION', 'not-sent');
  await passes(4_000);
  expect(slot.state.value).toBe('held');
});

test('nothing is tried again and again while nobody wants a card', async () => {
  const reader = fakeReader('slot 1');
  reader.refusal = readerError('SHARING_VIOLATION', 'not-sent');
  const { passes } = await slotOf([fakePort([reader]).provider]);
  const { opens } = reader;
  await passes(600_000);
  expect(reader.opens).toBe(opens);
});

test('a reader that is held beside a free one is tried again, too', async () => {
  const [held, free] = [fakeReader('slot 1'), fakeReader('slot 2')];
  held.refusal = readerError('SHARING_VIOLATION', 'not-sent');
  held.state = 'present';
  held.card = purse();
  const usb = fakePort([fakeReader('usb', 'webusb')]);
  const { slot, seeks, passes } = await slotOf([fakePort([held, free]).provider, usb.provider]);
  await seeks();
  expect([slot.state.value, slot.ports.value]).toEqual([
    'empty',
    'host-object available SHARING_VIOLATION, webusb available',
  ]);
  expect(slot.beside.value).toBe('held');
  held.refusal = null;
  await passes(2_000);
  expect([slot.state.value, slot.readerId(), free.opens]).toEqual(['present', 'slot 1', 1]);
  expect(slot.beside.value).toBe('no-reader');
});

test('a reader that breaks beside a free one is said to be broken, and opened anew', async () => {
  const [broken, free] = [fakeReader('slot 1'), fakeReader('slot 2')];
  const { slot, seeks, passes } = await slotOf([fakePort([broken, free]).provider]);
  await seeks();
  broken.becomes('unavailable');
  expect([slot.state.value, slot.beside.value]).toEqual(['empty', 'unavailable']);
  broken.state = 'empty';
  await passes(8_000);
  expect([slot.beside.value, broken.opens]).toEqual(['no-reader', 2]);
});

test('a card that is mute is powered up again while it is wanted, and taken when it answers', async () => {
  const reader = fakeReader('slot 1');
  const { slot, seeks, passes } = await slotOf([fakePort([reader]).provider]);
  await seeks();
  reader.becomes('mute');
  await passes(4_000);
  expect(slot.state.value).toBe('mute');
  reader.state = 'present';
  await passes(8_000);
  expect(slot.state.value).toBe('present');
});

test('a viewer who can be asked for a reader is asked, and the chosen one is used', async () => {
  const usb = fakeReader('usb', 'webusb');
  const port = fakePort([usb]);
  port.plugged = [];
  const asked: string[] = [];
  const hid = fakePort([fakeReader('hid', 'webhid')], 'unsupported');
  const { slot, passes } = await slotOf([
    hid.provider,
    {
      ...port.provider,
      async requestReader() {
        asked.push('usb');
        port.plugged = [usb];
        return ok(usb.info);
      },
    },
  ]);
  expect([slot.state.value, slot.canRequest.value]).toEqual(['no-reader', true]);
  expect(slot.ports.value).toBe('webhid unsupported, webusb available');
  await slot.request();
  await passes(0);
  expect([asked, slot.readerId(), slot.canRequest.value]).toEqual([['usb'], 'usb', false]);
});

test('technicians read which readers a port does not watch', async () => {
  const port = fakePort([]);
  const { slot } = await slotOf([{ ...port.provider, unwatched: () => 'slot 2' }]);
  expect(slot.ports.value).toBe('host-object available (not watched: slot 2)');
});

test('a viewer who chooses nothing is asked again, and a port that cannot ask asks nobody', async () => {
  const port = fakePort([fakeReader('usb', 'webusb')]);
  port.plugged = [];
  const cancelled = async () => fail(readerError('CANCELLED', 'not-sent'));
  const { slot } = await slotOf([{ ...port.provider, requestReader: cancelled }]);
  await slot.request();
  expect([slot.state.value, slot.canRequest.value]).toEqual(['no-reader', true]);
  const { slot: silent } = await slotOf([port.provider]);
  await silent.request();
  expect([silent.state.value, silent.canRequest.value]).toEqual(['no-reader', false]);
});

test('a blocked port says something only where no other could have a reader', () => {
  expect(whyNoReader(['blocked-by-policy', 'unsupported'])).toBe('forbidden');
  expect(whyNoReader(['blocked-by-policy', 'available'])).toBe('no-reader');
  expect(whyNoReader(['available', 'SHARING_VIOLATION', 'protected-class'])).toBe('held');
  expect(whyNoReader([])).toBe('no-reader');
});
