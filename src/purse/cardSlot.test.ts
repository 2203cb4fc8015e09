import { effect } from '@preact/signals';
import { expect, test } from 'vitest';
import { virtualTime } from '../../mocks/environment/simulation.ts';
import type { ProviderStatus } from '../reader/cardReader.ts';
import { abortSource } from '../shared/abort.ts';
import { silentLog } from '../shared/log.ts';
import { createCardSlot } from './cardSlot.ts';
import { fakePort, fakeReader, purse, sam, slotOf } from './slot.fixture.ts';
import { slotSigns } from './slot.ts';

/** A slot over one reader. */
async function one(state: 'empty' | 'present' = 'empty') {
  const reader = fakeReader('slot 1');
  reader.state = state;
  const port = fakePort([reader]);
  return { reader, port, ...(await slotOf([port.provider])) };
}

const code = (result: { ok: boolean; error?: { code: string } }) => result.error?.code ?? 'ok';

test('without a provider there is no reader, and nothing to connect to', async () => {
  const { slot } = await slotOf([]);
  expect([slot.state.value, slot.readerId()]).toEqual(['no-reader', '']);
  expect(code(await slot.connect())).toBe('NO_READERS_AVAILABLE');
  await slot.release();
});

test.each<ProviderStatus>([
  'unsupported',
  'insecure-context',
  'blocked-by-policy',
  'protected-class',
])('a port that is %s is passed over', async (status) => {
  const other = fakePort([fakeReader('usb', 'webusb')], status);
  const { slot } = await slotOf([other.provider, fakePort([fakeReader('host')]).provider]);
  expect([slot.readerId(), slot.state.value]).toEqual(['host', 'empty']);
});

test('a card is seen to come, go and come the wrong way round', async () => {
  const { reader, slot, seen, passes } = await one();
  reader.becomes('present');
  const since = slot.departures.value;
  reader.becomes('empty');
  expect(slot.departures.value - since).toBe(1);
  seen.length = 1;
  for (const state of ['present', 'present', 'empty', 'mute', 'empty'] as const) {
    reader.becomes(state);
    await passes(0);
  }
  expect(seen).toEqual(['empty', 'present', 'empty', 'mute', 'empty']);
});

test('every way for a card to go counts as a departure; coming, or being seen again, does not', async () => {
  const { reader, port, slot, passes, seeks } = await one('present');
  const since = slot.departures.value;
  const gone = () => slot.departures.value - since;
  reader.becomes('present');
  await slot.refresh();
  await seeks();
  expect(gone()).toBe(0);
  reader.becomes('empty');
  expect(gone()).toBe(1);
  reader.becomes('present');
  expect(gone()).toBe(1);
  reader.becomes('unavailable');
  await passes(0);
  reader.becomes('present');
  expect([gone(), slot.state.value]).toEqual([2, 'present']);
  port.unplug(reader);
  expect([gone(), slot.state.value]).toEqual([3, 'no-reader']);
  port.plug(reader);
  await passes(0);
  expect(slot.state.value).toBe('present');
});

test('a reader unplugged is gone at once, and found when it is plugged in again', async () => {
  const { reader, port, slot, passes } = await one('present');
  port.unplug(reader);
  expect([slot.state.value, slot.readerId()]).toEqual(['no-reader', '']);
  expect((await slot.connect()).ok).toBe(false);
  reader.becomes('empty');
  port.plug(reader);
  await passes(0);
  expect([slot.state.value, slot.readerId()]).toEqual(['empty', 'slot 1']);
});

test('however often it looks, it opens once and listens once', async () => {
  const { reader, slot, seeks } = await one();
  for (let times = 0; times < 5; times++) await slot.refresh();
  await seeks();
  expect([reader.opens, reader.listeners()]).toEqual([1, 1]);
});

test('a card is powered down once, and not at all when it has gone', async () => {
  const { reader, slot } = await one('present');
  expect((await slot.connect()).ok).toBe(true);
  await slot.release();
  await slot.release();
  expect([reader.powerOns, reader.disconnects]).toEqual([1, 1]);
  await slot.connect();
  reader.becomes('empty');
  await slot.release();
  expect([reader.powerOns, reader.disconnects]).toEqual([2, 1]);
});

test('a card that is put in while the reader is asked is not overlooked: the answer is older', async () => {
  const reader = fakeReader('slot');
  reader.meanwhile = () => reader.becomes('present');
  const { slot } = await slotOf([fakePort([reader]).provider]);
  expect(slot.state.value).toBe('present');
});

test.each(['empty', 'present'] as const)(
  'the answer of a reader that was unplugged meanwhile says nothing: %s',
  async (state) => {
    const { reader, port, slot, passes, seeks } = await one(state);
    const seen: string[] = [];
    effect(() => void seen.push(slot.state.value));
    reader.meanwhile = () => {
      reader.meanwhile = () => {};
      port.unplug(reader);
    };
    await seeks();
    await passes(0);
    expect(seen).toEqual([state, 'no-reader']);
  },
);

test('a card that does not answer at the first power-on does at the second, and nobody is told', async () => {
  const { reader, slot, time, seen } = await one('present');
  reader.failures = ['UNRESPONSIVE_CARD', 'COMM_ERROR'];
  reader.onPower = () => reader.becomes(reader.failures.length > 0 ? 'mute' : 'present');
  const since = slot.departures.value;
  let connected: unknown;
  void slot.connect().then((result) => {
    reader.becomes('present');
    connected = result.ok;
  });
  await time.runUntil(() => connected !== undefined, 2_000);
  expect([connected, reader.powerOns, slot.departures.value - since]).toEqual([true, 3, 0]);
  expect(seen).toEqual(['present']);
  await slot.release();
  expect(reader.disconnects).toBe(1);
});

test('a card put in later that is mute at its first power-on does not count as gone either', async () => {
  const { reader, slot, time, seen, seeks } = await one();
  await seeks();
  reader.put(purse());
  reader.failures = ['UNRESPONSIVE_CARD'];
  reader.onPower = () => reader.becomes(reader.failures.length > 0 ? 'mute' : 'present');
  const since = slot.departures.value;
  let isConnected = false;
  void slot.connect().then(({ ok }) => {
    isConnected = ok;
  });
  await time.runUntil(() => isConnected, 2_000);
  expect([isConnected, slot.departures.value - since]).toEqual([true, 0]);
  expect(seen).toEqual(['empty', 'present']);
});

test('a card that another program holds for good is said to be held', async () => {
  const { reader, slot, time } = await one();
  reader.put(purse());
  reader.failures = Array<'SHARING_VIOLATION'>(9).fill('SHARING_VIOLATION');
  let said = '';
  void slot.connect().then((result) => {
    said = code(result);
  });
  await time.runUntil(() => said !== '', 5_000);
  expect([said, reader.powerOns]).toEqual(['SHARING_VIOLATION', 4]);
});

test('a second reader that comes never takes the place of one whose card is talked to', async () => {
  const { reader, port, slot, passes, seeks } = await one();
  reader.put(purse());
  await seeks();
  const connected = await slot.connect();
  const since = slot.departures.value;
  const other = fakeReader('slot 0');
  other.put(purse());
  port.plug(other);
  await passes(10_000);
  expect([connected.ok, slot.readerId(), slot.state.value]).toEqual([true, 'slot 1', 'present']);
  expect([slot.departures.value - since, other.opens]).toEqual([0, 0]);
  await slot.release();
  await seeks();
  await passes(0);
  expect(other.opens).toBe(1);
});

test('a list without the reader whose card is talked to does not end the talk: the reader itself says when it goes', async () => {
  const { reader, port, slot, seeks } = await one();
  await seeks();
  reader.put(purse());
  const connected = await slot.connect();
  const since = slot.departures.value;
  port.plugged = [];
  await slot.refresh();
  expect([connected.ok, slot.state.value, slot.departures.value - since]).toEqual([
    true,
    'present',
    0,
  ]);
});

test.each([[[]], [['slot']]])(
  'a way is told how many readers those before it have, with the order %j',
  async (order) => {
    const asked: (number | undefined)[] = [];
    const last = fakePort([], 'unsupported').provider;
    const spy = {
      ...last,
      probe(readers?: number) {
        asked.push(readers);
        return last.probe();
      },
    };
    const host = fakePort([fakeReader('slot 1')]);
    const { slot } = await slotOf([host.provider, spy], order);
    await slot.refresh();
    expect(asked.length).toBeGreaterThan(1);
    expect(new Set(asked)).toEqual(new Set([1]));
  },
);

test('a card that was in before is asked before the first who wants one is told of it', async () => {
  const reader = fakeReader('slot 1');
  Object.assign(reader, { card: sam(), state: 'present' });
  const parts = { timers: virtualTime(), log: silentLog };
  const slot = createCardSlot(slotSigns(), [fakePort([reader]).provider], parts);
  await slot.seek(abortSource().signal);
  expect([slot.state.value, reader.powerOns]).toEqual(['empty', 1]);
});
