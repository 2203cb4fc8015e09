/** Ways to readers that a test plugs, unplugs, holds, and puts cards into; what their cards are asked is written down. */

import { walletCard } from '../../mocks/box/walletCards.ts';
import { createCard } from '../../mocks/card/createCard.ts';
import { seededRandom, virtualTime } from '../../mocks/environment/simulation.ts';
import { type CardPort, cardConnection } from '../reader/cardConnection.ts';
import type {
  CardReader,
  ProviderStatus,
  ReaderChange,
  ReaderProvider,
  ReaderTransport,
  SlotState,
} from '../reader/cardReader.ts';
import { type ReaderError, readerError } from '../reader/readerError.ts';
import { abortSource } from '../shared/abort.ts';
import { type Bytes, fromHex, toHex } from '../shared/bytes.ts';
import { silentLog } from '../shared/log.ts';
import { fail, ok, type Result } from '../shared/result.ts';
// Loaded beforehand: virtual time waits for no disk.
import './allReaders.ts';
import { createCardSlot } from './cardSlot.ts';
import { slotSigns } from './slot.ts';

/** What lies in a slot: an ATR, and what it answers. */
interface FakeCard {
  readonly atr: Bytes;
  transmit(command: Bytes): Bytes;
}

/** A purse of the simulated household, by its contacts or by its antenna. */
export function purse(atr?: string): FakeCard {
  const card = createCard(walletCard('good'), { random: seededRandom(3) });
  return {
    atr: atr === undefined ? card.atr : fromHex(atr),
    transmit(command) {
      const answer = card.transmit(command);
      return answer[0] === 0x61 ? card.transmit(fromHex(`00C00000${toHex([answer[1]!])}`)) : answer;
    },
  };
}
export const ANTENNA = '3B8880010031C06400000000';

/** A security module: it has a file like a purse's, and no balance. */
export const sam = (): FakeCard => ({
  atr: fromHex('3B6D00'),
  transmit: ([, ins]) => fromHex(ins === 0xa4 || ins === 0xb0 ? `${'00'.repeat(30)}9000` : '6D00'),
});

export function fakeReader(name: string, transport: ReaderTransport = 'host-object') {
  const info = { name, transport };
  const states = new Set<(state: SlotState) => void>();
  const fake = {
    info,
    card: null as FakeCard | null,
    state: 'empty' as SlotState,
    /** Why it cannot be opened. */
    refusal: null as ReaderError | null,
    /** Failures of the next power-ons. */
    failures: [] as ReaderError['code'][],
    statusFails: false,
    /** Runs after the status was looked up and before its answer arrives. */
    meanwhile: () => {},
    /** Runs while a card is powered up or down, before the answer. */
    onPower: (_isOn: boolean) => {},
    powerOns: 0,
    disconnects: 0,
    opens: 0,
    listeners: () => states.size,
    /** Says so. */
    becomes(state: SlotState) {
      fake.state = state;
      for (const listener of states) listener(state);
    },
    put(card: FakeCard | null) {
      fake.card = card;
      fake.becomes(card ? 'present' : 'empty');
    },
    open: async (): Promise<Result<CardReader, ReaderError>> => {
      fake.opens++;
      return fake.refusal ? fail(fake.refusal) : ok(reader);
    },
  };
  const powerOn: CardPort['powerOn'] = async () => {
    fake.powerOns++;
    fake.onPower(true);
    const failure = fake.failures.shift();
    if (failure) return fail(readerError(failure, 'not-sent'));
    if (fake.state === 'mute') return fail(readerError('UNRESPONSIVE_CARD', 'answered'));
    if (fake.state !== 'present') return fail(readerError('NO_SMARTCARD', 'not-sent'));
    return ok({ atr: fake.card?.atr ?? fromHex('3B6D00'), activeProtocol: 'T0' });
  };
  const port: CardPort = {
    powerOn,
    transmit: async (command) =>
      fake.card && fake.state === 'present'
        ? ok({ bytes: fake.card.transmit(command), answers: 'command' })
        : fail(readerError('REMOVED_CARD', 'not-sent')),
    async powerOff() {
      fake.disconnects++;
      fake.onPower(false);
    },
  };
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
      const powered = await powerOn();
      return powered.ok ? ok(cardConnection(port, powered.value)) : powered;
    },
    close: async () => {},
  };
  return fake;
}

type FakeReader = ReturnType<typeof fakeReader>;

/** A port with these readers plugged in. */
export function fakePort(plugged: readonly FakeReader[], status: ProviderStatus = 'available') {
  const changes = new Set<(change: ReaderChange) => void>();
  const fake = {
    status,
    plugged: [...plugged],
    listFails: false,
    tell(type: ReaderChange['type'], { info }: FakeReader) {
      for (const listener of changes) listener({ type, reader: info });
    },
    plug(reader: FakeReader) {
      fake.plugged.push(reader);
      fake.tell('reader-added', reader);
    },
    unplug(reader: FakeReader) {
      fake.plugged = fake.plugged.filter((other) => other !== reader);
      fake.tell('reader-removed', reader);
    },
  };
  const provider: ReaderProvider = {
    transport: plugged[0]?.info.transport ?? 'host-object',
    probe: async () => fake.status,
    listReaders: async () =>
      fake.listFails
        ? fail(readerError('TIMEOUT', 'unknown'))
        : ok(fake.plugged.map(({ info }) => info)),
    onReaderChange(listener) {
      changes.add(listener);
      return () => changes.delete(listener);
    },
    open: async (name) =>
      fake.plugged.find(({ info }) => info.name === name)?.open() ??
      fail(readerError('UNKNOWN_READER', 'not-sent')),
  };
  return Object.assign(fake, { provider });
}

/** A slot over `providers` after its first look, what it showed, and its time. */
export async function slotOf(providers: readonly ReaderProvider[], order: readonly string[] = []) {
  const time = virtualTime();
  const parts = { timers: time, log: silentLog };
  const slot = createCardSlot(
    slotSigns(),
    providers,
    order.length > 0 ? { ...parts, order } : parts,
  );
  await time.runUntil(() => false, 0);
  const seen: string[] = [];
  slot.state.subscribe((state) => seen.push(state));
  let wanted = abortSource();
  return {
    slot,
    seen,
    time,
    passes: (ms: number) => time.runUntil(() => false, ms),
    /** The card screen comes up. */
    seeks: async () => {
      wanted = abortSource();
      void slot.seek(wanted.signal);
      await time.runUntil(() => false, 0);
    },
    leaves: () => wanted.abort(),
  };
}
