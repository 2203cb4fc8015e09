/** The pretend world: one BOSS, one TSP, one PPP on one store, a box with a slot, a hand and the cards in it. */
import type { HostObject } from '../src/reader/hostObject/hostLink.ts';
import { type Boss, createBoss } from './boss/createBoss.ts';
import { blockedBox, demoBox, seedWith } from './boss/seed.ts';
import { createCard, type SimulatedCard } from './card/createCard.ts';
import { CITY_CABLE, ISSUERS } from './card/issuers.ts';
import { checked, type OnViolation } from './contract/checked.ts';
import type { Environment } from './environment.ts';
import { createFired, type Fired } from './fired.ts';
import { createHsm, type SwitchableHsm } from './hsm/hsm.ts';
import { type Life, mortalFetch, mortalStore } from './mortal.ts';
import { createNetwork, type Network } from './network.ts';
import type { Plastic } from './plastic.ts';
import { createPpp, type Ppp } from './ppp/createPpp.ts';
import type { PooledPsam } from './psam/lease.ts';
import { createPool, type Pool } from './psam/pool.ts';
import { HEADEND_POOL } from './psam/pools.ts';
import { createPsam } from './psam/psam.ts';
import { createHand, type Hand, habitsAt } from './reader/hand.ts';
import { simulatedHost } from './reader/simulatedHost.ts';
import { createSlot, type SimulatedSlot } from './reader/simulatedSlot.ts';
import type { CardName, Scenario } from './scenarios.ts';
import type { Store } from './store/store.ts';
import { defaultLimits } from './tsp/limits.ts';
import { createTsp, type TspCore } from './tsp/tsp.ts';
import { walletCard } from './walletCards.ts';

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
  readonly hand: Hand;
  card(name: CardName): SimulatedCard;
  /** Kills the TSP where it stands and starts it anew on what it had written; PSAMs, cards and everybody else go on. */
  restartTsp(): Promise<void>;
}

export interface WorldParts {
  readonly environment: Environment;
  readonly store: Store;
  readonly plastic: Plastic;
  readonly scenario: Scenario;
  /** How much quicker than people and plastic the hand and the card are. */
  readonly pace?: number;
  /** Hears of every request or answer, on any wire, that breaks its contract. */
  readonly onViolation?: OnViolation;
}

const DEBIT_INS = 0x54;
/** Contact cards at 9600 baud are not instant. */
const APDU_MS = 30;
const BUSY_AGAIN_MS = 10_000;

/** Cards out of the wallet, as they were left: what a chip has written survives the page. */
function createWallet({ environment, plastic, scenario }: WorldParts) {
  const cards = new Map<CardName, SimulatedCard>();
  return (name: CardName): SimulatedCard => {
    const known = cards.get(name);
    if (known) return known;
    const kept = plastic.read(`card:${name}`);
    const card = createCard(kept ? JSON.parse(kept) : walletCard(name, scenario.provesBy), {
      random: environment.random,
      onWrite: (state) => plastic.write(`card:${name}`, JSON.stringify(state)),
    });
    cards.set(name, card);
    return card;
  };
}

/** Which card comes next, and which one is in the slot: a reload of the page takes no card out. */
function createPocket(
  { plastic, scenario }: WorldParts,
  slot: SimulatedSlot,
  card: (name: CardName) => SimulatedCard,
  fired: Fired,
): () => SimulatedCard {
  const order = scenario.cards ?? [scenario.card ?? 'good'];
  const left = plastic.read('slot');
  let taken = left ? (left as CardName) : order[0]!;
  if (left) slot.insert(card(taken));
  slot.onChange(() => plastic.write('slot', slot.state === 'present' ? taken : ''));
  return () => {
    taken = order[Math.min(fired.count('insertion'), order.length - 1)]!;
    fired.add('insertion');
    const next = card(taken);
    if (scenario.cut && fired.count('cut') === 0) {
      next.cutNext({ at: scenario.cut, command: DEBIT_INS });
    }
    return next;
  };
}

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

/** Somebody else pays all the time: every lease that ends is taken again at once. */
function keepBusy(pool: Pool, { timers }: Environment): void {
  pool.status().forEach(({ terminalNo, issuer, applicationType }) => {
    pool.lease({ attemptId: `another box at ${terminalNo}`, issuer, applicationType });
  });
  timers.after(BUSY_AGAIN_MS, () => keepBusy(pool, { timers } as Environment));
}

export function createWorld(parts: WorldParts): World {
  const { environment, store, plastic, scenario, pace = 1, onViolation = () => {} } = parts;
  const fired = createFired(plastic);
  const boss = createBoss({ environment, store, seed: seedWith(scenario.seed ?? {}) });
  Object.assign(boss.faults, scenario.boss);
  const issuers = ISSUERS.map(({ id, masterKeys }) => ({
    issuer: id,
    tacMasterKey: masterKeys.transaction,
  }));
  const ppp = createPpp({ environment, store, issuers });
  const hsm = createHsm([CITY_CABLE]);
  const psams = createPsams(parts);

  function platform() {
    const life: Life = { isOver: false };
    const pool = createPool({ psams, hsm, clock: environment.clock });
    if (scenario.psamsBusy) keepBusy(pool, environment);
    const tsp = createTsp({
      environment,
      store: mortalStore(store, life),
      boss: mortalFetch(checked('boss', boss.fetch, onViolation), life),
      ppp: mortalFetch(checked('ppp', ppp.fetch, onViolation), life),
      pool,
      hsm,
      limits: { ...defaultLimits, ...(scenario.quoteMs ? { quoteMs: scenario.quoteMs } : {}) },
      merchant: 'CITYCABLE',
      terminalGroup: 'CITYCABLE',
    });
    return { life, pool, tsp, fetch: mortalFetch(tsp.fetch, life) };
  }

  let running = platform();
  const toTsp = checked('tsp', (request) => running.fetch(request), onViolation);
  const network = createNetwork(toTsp, environment.timers, fired);
  network.down = scenario.networkDown ?? false;
  network.faults = [...(scenario.network ?? [])];

  const slot = createSlot();
  if (scenario.unplugged) slot.unplug();
  const box = scenario.box === 'blocked' ? blockedBox : demoBox;
  const host = simulatedHost(environment, slot, {
    stbId: scenario.box === 'unknown' ? 'STB-FFFFFFFFFF' : box.stbId,
    boxKey: box.key,
    readerName: 'Pretend slot 1',
    apduMs: APDU_MS / pace,
  });
  const card = createWallet(parts);
  const nextCard = createPocket(parts, slot, card, fired);
  const hand = createHand(
    environment.timers,
    slot,
    { ...habitsAt(pace), ...scenario.hand },
    nextCard,
  );
  slot.onExchange(({ answer }) => {
    if (!answer) fired.add('cut');
  });
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
    host,
    hand,
    card,
    async restartTsp() {
      running.life.isOver = true;
      running.tsp.stop();
      running = platform();
      await running.tsp.start();
    },
  };
}
