/** The pretend world: the operator's side on one store, a box with a slot, a hand and the cards in it. */
import type { HostObject } from '../src/reader/hostObject/hostLink.ts';
import { blockedBox, demoBox, seedWith } from './boss/seed.ts';
import type { SimulatedCard } from './card/createCard.ts';
import type { OnViolation } from './contract/checked.ts';
import type { Environment } from './environment.ts';
import { beginScenario } from './faults/beginScenario.ts';
import { createFaults, type Faults } from './faults/createFaults.ts';
import { createFaultBook } from './faults/faultBook.ts';
import { createFired } from './fired.ts';
import { createHeadend, type Headend } from './headend.ts';
import { type Life, mortalFetch } from './mortal.ts';
import { createNetwork, type Network } from './network.ts';
import type { Plastic } from './plastic.ts';
import { fakeSocket } from './reader/fakeSocket.ts';
import { createHand, type Hand, habitsAt } from './reader/hand.ts';
import { simulatedHost } from './reader/simulatedHost.ts';
import {
  type SimulatedReaders,
  type SimulatedReadersParts,
  simulatedReaders,
} from './reader/simulatedReaders.ts';
import { createSlot, type SimulatedSlot } from './reader/simulatedSlot.ts';
import type { CardName, Scenario } from './scenarios.ts';
import type { Store } from './store/store.ts';
import { type NoteTrace, tracedFetch } from './trace/trace.ts';
import { exchangeTrace, watchedHost } from './trace/watchedHost.ts';
import { createWallet, type Wallet } from './wallet.ts';

export interface World extends Omit<Headend, 'book' | 'doors'> {
  /** The portal's wire to the TSP. */
  readonly network: Network;
  readonly slot: SimulatedSlot;
  readonly host: HostObject;
  /** What stands in for `navigator.usb`, `navigator.hid` and `WebSocket` where the box's reader is behind them. */
  readonly readers: SimulatedReaders & { readonly socket?: ReturnType<typeof fakeSocket> };
  readonly hand: Hand;
  readonly wallet: Wallet;
  readonly faults: Faults;
  card(name: CardName): SimulatedCard;
  /** Hears of every command to the card and every request to a party, without their data. */
  onTrace(note: NoteTrace): void;
  /** Something that can be looked at has changed: card, slot, fault. */
  onChange(callback: () => void): void;
}

export interface ReaderWish
  extends Pick<SimulatedReadersParts, 'port' | 'model' | 'faults' | 'granted'> {}

/** The token of the pretend daemon. */
export const DAEMON_TOKEN = 'pretend-daemon-token';

export interface WorldParts {
  readonly environment: Environment;
  readonly store: Store;
  readonly plastic: Plastic;
  readonly scenario: Scenario;
  /** How the box reaches its reader; by the host object without it. */
  readonly reader?: ReaderWish;
  /** How much quicker than people and plastic the hand and the card are. */
  readonly pace?: number;
  /** Hears of every request or answer, on any wire, that breaks its contract. */
  readonly onViolation?: OnViolation;
  /** Takes the page away, as a box that loses its power; nothing gets out of it any more. */
  readonly powerCut?: () => void;
}

/** Contact cards at 9600 baud are not instant. */
const APDU_MS = 30;
const READER = 'Pretend slot 1';

export function createWorld(parts: WorldParts): World {
  const { environment, store, plastic, scenario, pace = 1, onViolation = () => {} } = parts;
  const { clock, timers } = environment;
  const fired = createFired(plastic);
  const book = createFaultBook(plastic);
  const witnesses: NoteTrace[] = [];
  const watchers: (() => void)[] = [];
  const note: NoteTrace = (trace) => {
    for (const witness of witnesses) witness(trace);
  };
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  const box: Life = { isOver: false };

  const headend = createHeadend({
    environment,
    store,
    plastic,
    book,
    seed: seedWith(scenario.seed ?? {}),
    ...(scenario.boss ? { bossFaults: scenario.boss } : {}),
    ...(scenario.quoteMs ? { limits: { quoteMs: scenario.quoteMs } } : {}),
    onViolation,
    onTrace: note,
  });
  const { boss, ppp, hsm, restartTsp } = headend;
  const network = createNetwork(headend.doors.tsp, timers, fired, (fetch) =>
    mortalFetch(tracedFetch('tsp', fetch, clock, note), box),
  );
  network.faults = [...(scenario.network ?? [])];

  const slot = createSlot();
  const port = parts.reader?.port ?? 'host-object';
  const isBlocked = scenario.box === 'blocked';
  const { stbId, key } = isBlocked ? blockedBox : demoBox;
  const wallet = createWallet({ environment, plastic, scenario, slot, fired });
  const host = simulatedHost(environment, slot, {
    stbId: scenario.box === 'unknown' ? 'STB-FFFFFFFFFF' : stbId,
    boxKey: key,
    readerName: READER,
    hasReader: port === 'host-object' || port === 'websocket',
    apduMs: APDU_MS / pace,
  });
  const readers = simulatedReaders({
    timers,
    slot,
    ...parts.reader,
    port,
    pace: { powerOnMs: APDU_MS / pace, commandMs: APDU_MS / pace },
  });
  const watched = watchedHost(host, clock, note, () => box.isOver);
  if (readers.usb || readers.hid) {
    slot.onExchange((exchange) => note(exchangeTrace(exchange, clock.now())));
  }
  const habits = { ...habitsAt(pace), ...scenario.hand };
  const hand = createHand(timers, slot, habits, wallet.take);
  const sees = hand.sees;
  hand.sees = (screen) => {
    sees(screen);
    if (screen !== 'authorising' || !book.isOn('pulled-before-debit')) return;
    book.strike('pulled-before-debit');
    slot.pull();
  };

  beginScenario(book, plastic, scenario.faults);
  const faults = createFaults({
    book,
    network,
    slot,
    hsm,
    restartTsp,
    powerCut() {
      box.isOver = true;
      parts.powerCut?.();
    },
  });
  slot.onChange(changed);
  slot.onExchange(changed);
  wallet.onWrite(changed);
  book.onChange(changed);
  return {
    get tsp() {
      return headend.tsp;
    },
    get pool() {
      return headend.pool;
    },
    boss,
    ppp,
    hsm,
    network,
    slot,
    host: watched,
    readers:
      port === 'websocket'
        ? {
            socket: fakeSocket({
              host: watched,
              slot,
              readerName: READER,
              timers,
              token: DAEMON_TOKEN,
            }),
          }
        : readers,
    hand,
    wallet,
    faults,
    card: wallet.card,
    restartTsp,
    onTrace: (witness) => void witnesses.push(witness),
    onChange: (watcher) => void watchers.push(watcher),
  };
}
