import { expect, test } from 'vitest';
import { type ReaderErrorCode, readerError } from '../reader/readerError.ts';
import { ANTENNA, fakePort, fakeReader, purse, sam, slotOf } from './slot.fixture.ts';

/** Two slots of a host, and a reader at its USB. */
async function box(order: readonly string[] = []) {
  const readers = [
    fakeReader('slot 1'),
    fakeReader('slot 2'),
    fakeReader('usb', 'webusb'),
  ] as const;
  const [first, second, usb] = readers;
  const host = fakePort([first, second]);
  const port = fakePort([usb]);
  return {
    first,
    second,
    usb,
    host,
    port,
    ...(await slotOf([host.provider, port.provider], order)),
  };
}

test('every reader and slot of every port is opened and listened to', async () => {
  const { first, second, usb, slot } = await box();
  expect([first.listeners(), second.listeners(), usb.listeners()]).toEqual([1, 1, 1]);
  expect(slot.state.value).toBe('empty');
});

test.each(['first', 'second', 'usb'] as const)(
  'a purse is found in the %s reader',
  async (where) => {
    const all = await box();
    await all.seeks();
    all[where].put(purse());
    await all.passes(0);
    expect([all.slot.state.value, all.slot.readerId()]).toEqual(['present', all[where].info.name]);
    expect((await all.slot.connect()).ok).toBe(true);
  },
);

test('a SAM in a slot is not the card, whichever slot comes first', async () => {
  const { first, usb, seeks, slot, passes, seen } = await box();
  first.card = sam();
  first.becomes('unavailable');
  first.becomes('present');
  await seeks();
  expect(slot.state.value).toBe('empty');
  usb.put(purse());
  await passes(0);
  expect([slot.state.value, slot.readerId()]).toEqual(['present', 'usb']);
  usb.put(null);
  expect(seen).toEqual(['empty', 'present', 'empty']);
});

test('no card is powered up before one is wanted, and a SAM once for each card screen', async () => {
  const { first, passes, seeks, leaves } = await box();
  first.card = sam();
  first.becomes('unavailable');
  first.becomes('present');
  await passes(60_000);
  expect(first.powerOns).toBe(0);
  await seeks();
  await passes(60_000);
  expect([first.powerOns, first.disconnects]).toEqual([1, 1]);
  leaves();
  // It may have been a bad contact.
  await seeks();
  expect([first.powerOns, first.disconnects]).toEqual([2, 2]);
});

test('a card that is put in while another one in its place is asked is asked itself', async () => {
  const { first, seeks, slot, passes } = await box();
  first.card = sam();
  first.becomes('unavailable');
  first.becomes('present');
  first.onPower = (isOn) => {
    if (isOn) return;
    first.onPower = () => {};
    first.put(null);
    first.put(purse());
  };
  await seeks();
  await passes(0);
  expect([slot.state.value, slot.readerId()]).toEqual(['present', 'slot 1']);
});

/** One reader, which the script for several readers watches. */
async function watchedReader() {
  const reader = fakeReader('slot 1');
  const all = await slotOf([fakePort([reader]).provider], ['slot']);
  await all.seeks();
  return { reader, ...all };
}

test('a mute card that is turned while it is powered up once more, and then is talked to, stays powered', async () => {
  const { reader, slot, passes } = await watchedReader();
  reader.becomes('mute');
  reader.onPower = () => {
    reader.onPower = () => {};
    reader.put(purse());
    void slot.connect();
  };
  await passes(1_000);
  expect([slot.state.value, reader.powerOns, reader.disconnects]).toEqual(['present', 2, 0]);
});

test('a card that goes while it is powered up is no card to talk to, and the one that came is powered down', async () => {
  const { reader, slot } = await watchedReader();
  reader.put(purse());
  reader.onPower = () => {
    reader.onPower = () => {};
    reader.put(null);
    reader.put(purse());
  };
  const connected = await slot.connect();
  expect(connected).toMatchObject({ ok: false, error: { code: 'REMOVED_CARD' } });
  expect([slot.state.value, reader.disconnects]).toEqual(['present', 1]);
});

test('a card of another kind, put in when one is asked for, is the card: the payment says what is wrong', async () => {
  const { first, second, seeks, slot, passes } = await box();
  first.card = sam();
  first.becomes('unavailable');
  first.becomes('present');
  await seeks();
  expect(slot.state.value).toBe('empty');
  second.put(sam());
  await passes(0);
  expect([slot.state.value, slot.readerId()]).toEqual(['present', 'slot 2']);
});

test('a card that is seen by its antenna and by its contacts is taken by its contacts', async () => {
  const { first, second, seeks, slot } = await box();
  first.put(purse(ANTENNA));
  second.put(purse());
  await seeks();
  expect(slot.readerId()).toBe('slot 2');
});

test('a purse that has only an antenna is a purse', async () => {
  const { first, seeks, slot } = await box();
  first.put(purse(ANTENNA));
  await seeks();
  expect(slot.readerId()).toBe('slot 1');
});

test('of two purses the one that was put in last is taken, and it is another card', async () => {
  const { first, second, seeks, slot, passes } = await box();
  second.put(purse());
  await seeks();
  const since = slot.departures.value;
  first.put(purse());
  await passes(0);
  expect([slot.readerId(), slot.departures.value - since]).toEqual(['slot 1', 1]);
});

test('a purse stays the card when a card of another kind is put in beside it', async () => {
  const { first, second, seeks, slot, passes } = await box();
  await seeks();
  second.put(purse());
  await passes(0);
  first.put(sam());
  await passes(0);
  expect([slot.state.value, slot.readerId()]).toEqual(['present', 'slot 2']);
});

test('the operator names an order for cards that are in already, and readers that are never opened', async () => {
  const { first, second, usb, seeks, slot } = await box(['webusb', '!slot 2', 'slot']);
  for (const reader of [first, usb]) {
    reader.card = purse();
    reader.becomes('unavailable');
    reader.becomes('present');
  }
  await seeks();
  expect([slot.readerId(), second.opens]).toEqual(['usb', 0]);
});

test('a reader that is never opened is not opened where it is the only one, either', async () => {
  const reader = fakeReader('CA slot');
  const { slot, seeks, passes } = await slotOf([fakePort([reader]).provider], ['!CA']);
  await seeks();
  await passes(60_000);
  expect([slot.state.value, reader.opens]).toEqual(['no-reader', 0]);
});

test('a conversation keeps its reader, whatever comes and goes beside it', async () => {
  const { first, second, usb, port, seeks, slot, passes } = await box();
  second.put(purse());
  await seeks();
  const { ok: isUp } = await slot.connect();
  const since = slot.departures.value;
  usb.put(purse());
  first.put(purse());
  port.unplug(usb);
  first.put(null);
  port.plug(usb);
  await passes(60_000);
  expect([isUp, slot.readerId(), slot.departures.value - since]).toEqual([true, 'slot 2', 0]);
  expect([first.powerOns, usb.powerOns]).toEqual([0, 0]);
  await slot.release();
  await passes(0);
  expect([slot.readerId(), usb.powerOns]).toEqual(['slot 2', 1]);
});

test('a reader that is unplugged in a conversation ends it, though another has a purse', async () => {
  const { second, usb, port, seeks, slot } = await box();
  second.put(purse());
  usb.put(purse());
  await seeks();
  await slot.connect();
  const since = slot.departures.value;
  port.unplug(usb);
  expect(slot.departures.value - since).toBe(1);
  await slot.release();
  expect(usb.disconnects).toBe(1);
});

test('a port whose list fails keeps its readers: a payment goes on', async () => {
  const { second, usb, port, host, seeks, slot, passes } = await box();
  second.put(purse());
  await seeks();
  await slot.connect();
  const since = slot.departures.value;
  host.listFails = true;
  port.unplug(usb);
  await passes(1_000);
  expect([slot.readerId(), slot.departures.value - since]).toEqual(['slot 2', 0]);
});

/** A box with one reader, and a card that was in it before the page started. */
async function alone(card: ReturnType<typeof sam>, failures: ReaderErrorCode[] = []) {
  const reader = fakeReader('slot 1');
  const port = fakePort([reader]);
  Object.assign(reader, { card, state: 'present', failures });
  return { reader, port, ...(await slotOf([port.provider])) };
}

test('a SAM alone in the only reader is not the card: one is asked for, and taken when it comes', async () => {
  const { reader, slot, seeks, passes } = await alone(sam());
  await passes(60_000);
  expect(reader.powerOns).toBe(0);
  await seeks();
  expect([slot.state.value, reader.powerOns]).toEqual(['empty', 1]);
  reader.put(null);
  reader.put(purse());
  await passes(0);
  expect([slot.state.value, slot.readerId()]).toEqual(['present', 'slot 1']);
});

test('a card of another kind, put into the only reader when one is asked for, is the card', async () => {
  const { reader, slot, seeks, passes } = await alone(sam());
  await seeks();
  reader.put(null);
  reader.put(sam());
  await passes(60_000);
  expect([slot.state.value, reader.powerOns]).toEqual(['present', 1]);
});

test('a card of another kind stays the card when a second reader comes', async () => {
  const reader = fakeReader('slot 1');
  const port = fakePort([reader]);
  const { slot, seeks, passes } = await slotOf([port.provider]);
  await seeks();
  reader.put(sam());
  port.plug(fakeReader('slot 2'));
  await passes(1_000);
  expect([slot.state.value, slot.readerId()]).toEqual(['present', 'slot 1']);
});

test('a purse that stays in the only reader is known after it was asked once', async () => {
  const { reader, slot, seeks, leaves } = await alone(purse());
  await seeks();
  expect([slot.state.value, slot.readerId(), reader.powerOns]).toEqual(['present', 'slot 1', 1]);
  leaves();
  await seeks();
  expect([slot.state.value, reader.powerOns]).toEqual(['present', 1]);
});

test('a reader that is plugged in with a SAM in it while a card is wanted shows no card', async () => {
  const reader = fakeReader('slot 1');
  const port = fakePort([]);
  const { seeks, seen, passes } = await slotOf([port.provider]);
  await seeks();
  Object.assign(reader, { card: sam(), state: 'present' });
  port.plug(reader);
  await passes(1_000);
  expect(seen).toEqual(['no-reader', 'empty']);
});

test('where only the SAM is left and the reader of the cards is gone, no reader is there', async () => {
  const { first, second, usb, host, port, slot, seeks, passes } = await box();
  Object.assign(first, { card: sam() });
  first.becomes('unavailable');
  first.becomes('present');
  await seeks();
  host.unplug(second);
  port.unplug(usb);
  await passes(1_000);
  expect(slot.state.value).toBe('no-reader');
});

test('a card that another program holds is held, asked again and again, and taken when it is free', async () => {
  const held = Array<ReaderErrorCode>(20).fill('SHARING_VIOLATION');
  const { reader, slot, seeks, passes } = await alone(purse(), held);
  await seeks();
  expect(slot.state.value).toBe('held');
  await passes(20_000);
  expect([slot.state.value, reader.powerOns > 3]).toEqual(['held', true]);
  reader.failures = [];
  await passes(8_000);
  expect([slot.state.value, slot.readerId()]).toEqual(['present', 'slot 1']);
});

test('of several readers the purse whose reader failed while it was asked is asked again', async () => {
  const { first, seeks, slot, passes } = await box();
  Object.assign(first, { card: purse(), failures: ['COMM_ERROR', 'COMM_ERROR'] });
  first.becomes('unavailable');
  first.becomes('present');
  await seeks();
  expect(slot.state.value).toBe('empty');
  await passes(4_000);
  expect([slot.state.value, slot.readerId()]).toEqual(['present', 'slot 1']);
});

test.each<[ReaderErrorCode, string]>([
  ['COMM_ERROR', 'present'],
  ['PROTO_MISMATCH', 'empty'],
  ['UNSUPPORTED_CARD', 'empty'],
])('a card in the only reader that fails with %s is shown as %s', async (code, sight) => {
  const { reader, slot, seeks, passes } = await alone(sam(), [code]);
  await seeks();
  expect(slot.state.value).toBe(sight);
  await passes(30_000);
  expect([slot.state.value, reader.powerOns]).toEqual([sight, 1]);
});

test('nobody is asked for a card that is in a reader which another program gives back', async () => {
  const reader = fakeReader('slot 1');
  Object.assign(reader, { card: purse(), state: 'present' });
  reader.refusal = readerError('SHARING_VIOLATION', 'not-sent');
  const { seen, seeks, passes } = await slotOf([fakePort([reader]).provider]);
  await seeks();
  reader.refusal = null;
  await passes(8_000);
  expect(seen).toEqual(['held', 'present']);
});
