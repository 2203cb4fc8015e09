/** The pretend world: one BOSS, one TSP, one PPP on one store, a box with a slot, a hand and the cards in it. */
import type { HostObject } from '../src/reader/hostObject/hostLink.ts';
import { type Boss, createBoss } from './boss/createBoss.ts';
import { blockedBox, demoBox, seedWith } from './boss/seed.ts';
import type { SimulatedCard } from './card/createCard.ts';
import { CITY_CABLE, ISSUERS } from './card/issuers.ts';
import { checked, type OnViolation } from './contract/checked.ts';
import type { Environment, Fetch } from './environment.ts';
import { bossFaultSite } from './faults/bossFaultSite.ts';
import { createFaults, type Faults } from './faults/createFaults.ts';
import { createFaultBook } from './faults/faultBook.ts';
import type { FaultId } from './faults/faultList.ts';
import { platformFaultSite } from './faults/platformFaultSite.ts';
import { createFired } from './fired.ts';
import { createHsm, type SwitchableHsm } from './hsm/hsm.ts';
import { type Life, mortalFetch, mortalStore } from './mortal.ts';
import { createNetwork, type Network } from './network.ts';
import type { Plastic } from './plastic.ts';
import { createPpp, type Ppp } from './ppp/createPpp.ts';
import type { PooledPsam } from './psam/lease.ts';
import { createPool, type Pool } from './psam/pool.ts';
import { HEADEND_POOL } from './psam/pools.ts';
import { createPsam } from './psam/psam.ts';
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
import { defaultLimits } from './tsp/limits.ts';
import { createTsp, type TspCore } from './tsp/tsp.ts';
import { createWallet, type Wallet } from './wallet.ts';

export interface World {
  /** The TSP that runs now, and its pool: a restart puts others in their place. */
  readonly tsp: TspCore;
  readonly boss: Boss;
  readonly ppp: Ppp;
  readonly hsm: SwitchableHsm;
  readonly pool: Pool;
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
  /** Kills the TSP where it stands and starts it anew on what it had written; PSAMs, cards and everybody else go on. */
  restartTsp(): Promise<void>;
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

function createPsams({ plastic }: WorldParts): PooledPsam[] {
  return HEADEND_POOL.map(({ state, ...kind }) => {
    const name = `psam:${state.terminalNo}`;
    const kept = plastic.read(name);
    const psam = createPsam(kept ? JSON.parse(kept) : state, {
      onWrite: (written) => plastic.write(name, JSON.stringify(written)),
    });
    return { ...kind, psam };
  });
}

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

  const boss = createBoss({ environment, store, seed: seedWith(scenario.seed ?? {}) });
  Object.assign(boss.faults, scenario.boss);
  const issuers = ISSUERS.map(({ id, masterKeys }) => ({
    issuer: id,
    tacMasterKey: masterKeys.transaction,
  }));
  const ppp = createPpp({ environment, store, issuers });
  const hsm = createHsm([CITY_CABLE]);
  const psams = createPsams(parts);
  const limits = { ...defaultLimits, ...(scenario.quoteMs ? { quoteMs: scenario.quoteMs } : {}) };
  const wire = (party: 'boss' | 'ppp', fetch: Fetch): Fetch =>
    tracedFetch(party, checked(party, fetch, onViolation), clock, note);
  const toBoss = wire('boss', bossFaultSite(book, boss.faults, boss.fetch));
  const toPpp = wire('ppp', ppp.fetch);

  function platform() {
    const life: Life = { isOver: false };
    const pool = createPool({ psams, hsm, clock });
    const tsp = createTsp({
      environment,
      store: mortalStore(store, life),
      boss: mortalFetch(toBoss, life),
      ppp: mortalFetch(toPpp, life),
      pool,
      hsm,
      limits,
      merchant: 'CITYCABLE',
      terminalGroup: 'CITYCABLE',
    });
    return { life, pool, tsp, fetch: mortalFetch(tsp.fetch, life) };
  }

  let running = platform();
  async function restartTsp(): Promise<void> {
    running.life.isOver = true;
    running.tsp.stop();
    running = platform();
    await running.tsp.start();
  }

  const toTsp = platformFaultSite(book, {
    fetch: checked('tsp', (request) => running.fetch(request), onViolation),
    pool: () => running.pool,
    limits,
    kill: restartTsp,
  });
  const network = createNetwork(toTsp, timers, fired, (fetch) =>
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

  begin(book, plastic, scenario);
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
      return running.tsp;
    },
    get pool() {
      return running.pool;
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

/** What the scenario has in store is armed once: what has struck does not strike again after a reload. */
function begin(
  book: ReturnType<typeof createFaultBook>,
  plastic: Plastic,
  { faults = {} }: Scenario,
): void {
  if (plastic.read('begun')) return;
  plastic.write('begun', 'yes');
  for (const [id, times] of Object.entries(faults) as [FaultId, 'lasts' | number][]) {
    if (times === 'lasts') book.set(id, 'lasts');
    else book.set(id, 'waits', times);
  }
}
