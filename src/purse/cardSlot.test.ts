import { effect } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { cardConnection } from '../reader/cardConnection.ts';
import type {
  CardReader,
  ProviderStatus,
  ReaderChange,
  ReaderProvider,
  SlotState,
} from '../reader/cardReader.ts';
import { readerError } from '../reader/readerError.ts';
import { fromHex } from '../shared/bytes.ts';
import { silentLog } from '../shared/log.ts';
import { fail, ok } from '../shared/result.ts';
import { createCardSlot } from './cardSlot.ts';

/** A way to reach one reader that a test plugs, unplugs and puts cards into. */
function fakeProvider(name: string, status: ProviderStatus = 'available') {
  const changes = new Set<(change: ReaderChange) => void>();
  const states = new Set<(state: SlotState) => void>();
  const info = { name, transport: 'host-object' } as const;
  const fake = {
    plugged: true,
    state: 'empty' as SlotState,
    opens: true,
    statusFails: false,
    /** Runs after the status was looked up and before its answer arrives. */
    meanwhile: () => {},
    powerOns: 0,
    disconnects: 0,
    listeners: () => states.size,
    put(state: SlotState) {
      fake.state = state;
      for (const listener of states) listener(state);
    },
    plug(plugged: boolean) {
      fake.plugged = plugged;
      const type = plugged ? 'reader-added' : 'reader-removed';
      for (const listener of changes) listener({ type, reader: info });
    },
  };
  const powered = { atr: fromHex('3B6D00'), activeProtocol: 'T0' } as const;
  const connection = cardConnection(
    {
      powerOn: async () => ok(powered),
      transmit: async () => fail(readerError('REMOVED_CARD', 'not-sent')),
      powerOff: async () => fake.disconnects++,
    },
    powered,
  );
  const reader: CardReader = {
    info,
    async getStatus() {
      const { state } = fake;
      fake.meanwhile();
      return fake.statusFails ? fail(readerError('COMM_ERROR', 'unknown')) : ok(state);
    },
    onStateChange(listener) {
      states.add(listener);
      return () => states.delete(listener);
    },
    async connect() {
      fake.powerOns++;
      return fake.state === 'present'
        ? ok(connection)
        : fail(readerError('NO_SMARTCARD', 'not-sent'));
    },
    close: async () => {},
  };
  const provider: ReaderProvider = {
    transport: 'host-object',
    probe: async () => status,
    listReaders: async () => ok(fake.plugged ? [info] : []),
    onReaderChange(listener) {
      changes.add(listener);
      return () => changes.delete(listener);
    },
    open: async () =>
      fake.opens ? ok(reader) : fail(readerError('SHARING_VIOLATION', 'not-sent')),
  };
  return { fake, provider };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('without a provider there is no reader, and nothing to connect to', async () => {
  const slot = createCardSlot([], silentLog);
  await slot.refresh();
  expect(slot.state.value).toBe('no-reader');
  expect(slot.readerId()).toBe('');
  const connected = await slot.connect();
  expect(connected.ok || connected.error).toMatchObject({
    code: 'NO_READERS_AVAILABLE',
    outcome: 'not-sent',
  });
  await slot.release();
});

test('a provider that is attached later is looked at by itself, and listened to', async () => {
  const usb = fakeProvider('usb');
  usb.fake.state = 'present';
  const slot = createCardSlot([], silentLog);
  await slot.refresh();
  slot.attach([usb.provider]);
  await vi.waitUntil(() => slot.state.value === 'present');
  expect(slot.readerId()).toBe('usb');
  usb.fake.plug(false);
  await vi.waitUntil(() => slot.state.value === 'no-reader');
});

test('the first provider that has a reader is used', async () => {
  const usb = fakeProvider('usb');
  const host = fakeProvider('host');
  host.fake.state = 'present';
  const slot = createCardSlot([usb.provider, host.provider], silentLog);
  usb.fake.plugged = false;
  await slot.refresh();
  expect([slot.readerId(), slot.state.value]).toEqual(['host', 'present']);
  usb.fake.plugged = true;
  await slot.refresh();
  expect([slot.readerId(), slot.state.value]).toEqual(['usb', 'empty']);
});

test.each<ProviderStatus>([
  'unsupported',
  'insecure-context',
  'blocked-by-policy',
  'protected-class',
])('a provider that is %s is passed over', async (status) => {
  const slot = createCardSlot(
    [fakeProvider('usb', status).provider, fakeProvider('host').provider],
    silentLog,
  );
  await slot.refresh();
  expect(slot.readerId()).toBe('host');
});

test('a reader that does not open is passed over, and one that does not answer is unavailable', async () => {
  const usb = fakeProvider('usb');
  const host = fakeProvider('host');
  usb.fake.opens = false;
  host.fake.statusFails = true;
  const slot = createCardSlot([usb.provider, host.provider], silentLog);
  await slot.refresh();
  expect([slot.readerId(), slot.state.value]).toEqual(['host', 'unavailable']);
});

test('a card is seen to come, go and come the wrong way round', async () => {
  const { fake, provider } = fakeProvider('host');
  const slot = createCardSlot([provider], silentLog);
  await slot.refresh();
  const seen: string[] = [];
  slot.state.subscribe((state) => seen.push(state));
  for (const state of ['present', 'present', 'empty', 'mute', 'empty'] as const) fake.put(state);
  expect(seen).toEqual(['empty', 'present', 'empty', 'mute', 'empty']);
});

test('every way for a card to go counts as a departure; coming, or being seen again, does not', async () => {
  const { fake, provider } = fakeProvider('host');
  fake.state = 'present';
  const slot = createCardSlot([provider], silentLog);
  await slot.refresh();
  const since = slot.departures.value;
  const gone = () => slot.departures.value - since;
  fake.put('present');
  await slot.refresh();
  expect(gone()).toBe(0);
  fake.put('empty');
  expect(gone()).toBe(1);
  fake.put('present');
  expect(gone()).toBe(1);
  fake.put('unavailable');
  fake.put('present');
  expect(gone()).toBe(2);
  fake.plug(false);
  expect(slot.state.value).toBe('no-reader');
  fake.plug(true);
  await nextTurn();
  expect(slot.state.value).toBe('present');
  expect(gone()).toBe(3);
});

test('a reader unplugged is gone at once, and found when it is plugged in again', async () => {
  const { fake, provider } = fakeProvider('host');
  fake.state = 'present';
  const slot = createCardSlot([provider], silentLog);
  fake.plug(true);
  await nextTurn();
  expect(slot.state.value).toBe('present');
  fake.plug(false);
  expect([slot.state.value, slot.readerId()]).toEqual(['no-reader', '']);
  expect((await slot.connect()).ok).toBe(false);
  fake.put('empty');
  fake.plug(true);
  await nextTurn();
  expect([slot.state.value, slot.readerId()]).toEqual(['empty', 'host']);
});

test('however often it looks, it listens once', async () => {
  const { fake, provider } = fakeProvider('host');
  const slot = createCardSlot([provider], silentLog);
  for (let times = 0; times < 5; times++) await slot.refresh();
  expect(fake.listeners()).toBe(1);
});

test('a card is powered down once, and not at all when it has gone', async () => {
  const { fake, provider } = fakeProvider('host');
  fake.state = 'present';
  const slot = createCardSlot([provider], silentLog);
  await slot.refresh();
  expect((await slot.connect()).ok).toBe(true);
  await slot.release();
  await slot.release();
  expect([fake.powerOns, fake.disconnects]).toEqual([1, 1]);
  await slot.connect();
  fake.put('empty');
  await slot.release();
  expect([fake.powerOns, fake.disconnects]).toEqual([2, 1]);
});

test('a card that is put in while the reader is asked is not overlooked: the answer is older', async () => {
  const { fake, provider } = fakeProvider('slot');
  const slot = createCardSlot([provider], silentLog);
  fake.meanwhile = () => fake.put('present');
  await slot.refresh();
  expect(slot.state.value).toBe('present');
});

test('the answer of a reader that was unplugged meanwhile says nothing', async () => {
  const { fake, provider } = fakeProvider('slot');
  fake.state = 'present';
  const slot = createCardSlot([provider], silentLog);
  const seen: string[] = [];
  effect(() => void seen.push(slot.state.value));
  fake.meanwhile = () => {
    fake.meanwhile = () => {};
    fake.plug(false);
  };
  await slot.refresh();
  await nextTurn();
  expect(seen).toEqual(['no-reader']);
});

test('a viewer who can be asked for a reader is asked, and the chosen one is used', async () => {
  const usb = fakeProvider('usb');
  const asked: string[] = [];
  usb.fake.plugged = false;
  const slot = createCardSlot(
    [
      fakeProvider('hid', 'unsupported').provider,
      {
        ...usb.provider,
        async requestReader() {
          asked.push('usb');
          usb.fake.plugged = true;
          return ok({ name: 'usb', transport: 'host-object' });
        },
      },
    ],
    silentLog,
  );
  await slot.refresh();
  expect([slot.state.value, slot.canRequest.value]).toEqual(['no-reader', true]);
  expect(slot.ports.value).toBe('host-object unsupported, host-object available');
  await slot.request();
  expect([asked, slot.readerId(), slot.canRequest.value]).toEqual([['usb'], 'usb', false]);
});

test('a viewer who chooses nothing is asked again, and a port that cannot ask asks nobody', async () => {
  const usb = fakeProvider('usb');
  usb.fake.plugged = false;
  const cancelled = async () => fail(readerError('CANCELLED', 'not-sent'));
  const slot = createCardSlot([{ ...usb.provider, requestReader: cancelled }], silentLog);
  await slot.refresh();
  await slot.request();
  expect([slot.state.value, slot.canRequest.value]).toEqual(['no-reader', true]);
  const silentSlot = createCardSlot([usb.provider], silentLog);
  await silentSlot.refresh();
  await silentSlot.request();
  expect([silentSlot.state.value, silentSlot.canRequest.value]).toEqual(['no-reader', false]);
});
