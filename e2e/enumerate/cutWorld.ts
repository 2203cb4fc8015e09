/** A household and its operator in virtual time, with seams in everything they exchange, and what its people see. */
import { createOccurrences } from '../../mocks/box/occurrences.ts';
import { createSimulatedBox, type SimulatedBox } from '../../mocks/box/simulatedBox.ts';
import { type Simulation, simulation } from '../../mocks/environment/simulation.ts';
import { createFaultStates } from '../../mocks/faults/faultStates.ts';
import type { Scenario } from '../../mocks/faults/scenarios.ts';
import { secondBox } from '../../mocks/operator/boss/seed/seed.ts';
import { nodeHash } from '../../mocks/operator/settlement/disk/nodeHash.ts';
import type { FileExchange } from '../../mocks/operator/settlement/settlementTypes.ts';
import { storeExchange } from '../../mocks/operator/settlement/storeExchange.ts';
import { memoryNvm, type NonVolatileMemory } from '../../mocks/store/nonVolatileMemory.ts';
import { createWitness, type Witness } from '../../mocks/world/witness.ts';
import { createWorld, type World } from '../../mocks/world/world.ts';
import { type CardDebit, watchDebits } from '../../mocks/world/worldFacts.ts';
import { memoryJournal } from '../../src/payment/journal.fixture.ts';
import type { Journal } from '../../src/payment/journal.ts';
import type { Step } from '../../src/payment/steps.ts';
import { type VirtualBox, virtualBox } from '../virtual/virtualPortal.ts';
import type { PlasticDebit } from './countBooks.ts';
import { cutCommits, cutFetch, cutHsm, cutJournal, cutPsam, cutSlot } from './cuts.ts';
import { type PlainStore, plainStore } from './plainStore.ts';
import { createScreenWitness, type ScreenWitness } from './screenWitness.ts';
import type { Seams, Victim } from './seams.ts';

/** Rounds of the event loop in which everything runs that does not wait for a timer: nothing here needs a thread. */
const ROUNDS = 3;
/** How long a party is down, and a plug is out. Longer than the report of a debit may take. */
const DOWN_MS = 45_000;
const UNPLUGGED_MS = 4_000;
const RELOAD_MS = 3_000;
const INIT = 0x50;
const DEBIT = 0x54;
/** Never used: the cards of the second box are those of the first. */
const SERIAL = '00062226000000000018';

export interface CutWorld {
  readonly simulation: Simulation;
  readonly store: PlainStore;
  readonly world: World;
  /** Where the parties leave each other files. */
  readonly exchange: FileExchange;
  readonly plastic: readonly PlasticDebit[];
  /** The same debits as the cards' memories show them. */
  readonly debits: readonly CardDebit[];
  readonly witness: ScreenWitness;
  /** What left the boxes, what was answered, and what their screens said. */
  readonly records: Witness;
  readonly journal: Journal;
  /** A second DEBIT after one INIT: no command that writes is ever sent again. */
  readonly resent: readonly string[];
  readonly violations: readonly string[];
  /** The portal in the living room; a reload replaces it. */
  readonly box: VirtualBox;
  /** What the subscriber does from the next start of the box on. */
  readonly habits: { bringsItBack: boolean };
  step(): Step;
  /** Lets time pass until `done`, and reloads the page when it has died. Answers whether it is done. */
  until(done: () => boolean, forMs: number): Promise<boolean>;
  passes(ms: number): Promise<void>;
  /** Switches the box off and on, with its journal. */
  restartBox(): Promise<void>;
  /** The portal of the other box of the household. The card must be in no other slot. */
  otherBox(): Promise<VirtualBox>;
}

/** A second memory: the cards are the same ones, all else is its own. */
const otherMemory = (nvm: NonVolatileMemory): NonVolatileMemory => {
  const nameOf = (name: string) => (name.startsWith('card:') ? name : `other:${name}`);
  return {
    read: (name) => nvm.read(nameOf(name)),
    write: (name, json) => nvm.write(nameOf(name), json),
    clear: () => {},
  };
};

/** `onMade` is called before the page starts, while nothing is cut yet. */
export async function createCutWorld(
  seams: Seams,
  given: Scenario,
  onMade: (world: CutWorld) => void = () => {},
): Promise<CutWorld> {
  const simulated = simulation(1, undefined, ROUNDS);
  const { environment, time } = simulated;
  const store = plainStore(cutCommits(seams));
  const exchange = storeExchange(store);
  const plastic: PlasticDebit[] = [];
  const violations: string[] = [];
  const resent: string[] = [];
  const watched = watchDebits(memoryNvm());
  const habits = { bringsItBack: given.habits?.bringsItBack ?? true };
  const scenario: Scenario = { ...given, habits };
  const inner = memoryJournal();
  const witness = createScreenWitness(plastic, store);
  const records = createWitness();
  let box: VirtualBox | null = null;
  let isDead = false;

  /** Attributes new debits to the order on the screen of the box whose slot has the card. */
  function noteDebits(orderId: string | null): void {
    for (const debit of watched.debits.slice(plastic.length)) plastic.push({ debit, orderId });
  }
  function hook(part: SimulatedBox, page: () => VirtualBox | null, isCut: boolean): void {
    const cardIn = () => (part.wallet.inSlot === null ? null : part.card(part.wallet.inSlot));
    const network = part.network as { fetch: typeof part.network.fetch };
    const transmit = part.slot.transmit;
    part.slot.transmit = (command) => {
      const answered = transmit(command);
      noteDebits(page() ? witness.orderOn(page()!) : null);
      return answered;
    };
    if (!isCut) return;
    const { slot } = part;
    cutSlot(seams, slot, { cardIn, hasPower: () => world.slot === slot });
    const cut = slot.transmit;
    let debits = 0;
    slot.transmit = (command) => {
      if (command[1] === INIT) debits = 0;
      if (command[1] === DEBIT && ++debits > 1) resent.push('RESENT a second DEBIT of one INIT');
      return cut(command);
    };
    network.fetch = cutFetch(seams, 'request', environment.timers, network.fetch);
  }

  const world = createWorld({
    environment,
    store,
    nvm: watched.nvm,
    scenario,
    pace: 6,
    watchTsp: records.watch,
    onViolation: (message) => void violations.push(message),
    platform: { exchange, hash: nodeHash, uploadBy: 'http' },
    between: {
      hsm: (hsm) => cutHsm(seams, hsm),
      psam: (psam) => cutPsam(seams, psam),
      wire: (party, fetch) => cutFetch(seams, party, environment.timers, fetch),
    },
  });
  await world.tsp.start();
  hook(world, () => box, true);
  for (const name of ['good', 'other'] as const) {
    watched.nvm.write(`card:${name}`, JSON.stringify(world.card(name).state));
  }

  function die(): void {
    if (isDead) return;
    isDead = true;
    box?.die();
  }
  async function wipeJournal(): Promise<void> {
    for (const { attemptId } of await inner.all()) await inner.remove(attemptId);
  }
  function startBoxAgain(): void {
    world.restartBox();
    hook(world, () => box, true);
  }
  /** Events that one key may mean; the screen knows at most one of them. */
  function press(...kinds: ('back' | 'amountConfirmed' | 'retried' | 'closed')[]): void {
    if (!isDead) for (const kind of kinds) box?.send({ kind });
  }
  const strikes: Readonly<Record<Victim, () => void>> = {
    'page dies': die,
    'box loses power'() {
      die();
      void wipeJournal();
      startBoxAgain();
    },
    'TSP dies': () => void world.restartTsp().catch(() => {}),
    'BOSS is down'() {
      world.boss.faults.down = true;
      time.after(DOWN_MS, () => {
        world.boss.faults.down = false;
      });
    },
    'PPP is down'() {
      world.ppp.faults.down = true;
      time.after(DOWN_MS, () => {
        world.ppp.faults.down = false;
      });
    },
    'reader unplugged'() {
      const { slot } = world;
      slot.unplug();
      time.after(UNPLUGGED_MS, () => slot.plug());
    },
    'card pulled': () => world.slot.pull(),
    'network is down'() {
      const { network } = world;
      network.down = true;
      time.after(DOWN_MS, () => {
        network.down = false;
      });
    },
    'Back pressed': () => press('back'),
    'OK pressed': () => press('amountConfirmed', 'retried', 'closed'),
  };
  seams.strike = (victim) => strikes[victim]();

  async function startPage(): Promise<VirtualBox> {
    isDead = false;
    const journal = cutJournal(seams, inner, () => isDead);
    const started = await virtualBox(scenario, {
      ...{ simulation: simulated, store, world, journal },
      witness: records,
    });
    witness.watch(started);
    return started;
  }
  const cut: CutWorld = {
    simulation: simulated,
    store,
    world,
    exchange,
    plastic,
    debits: watched.debits,
    witness,
    records,
    journal: inner,
    resent,
    violations,
    habits,
    get box() {
      return box!;
    },
    step: () => box!.step(),
    async until(done, forMs) {
      const end = time.now() + forMs;
      for (;;) {
        await time.runUntil(() => isDead || done(), end - time.now());
        if (!isDead) return done();
        await time.runUntil(() => false, RELOAD_MS);
        box = await startPage();
      }
    },
    passes: async (ms) => void (await cut.until(() => false, ms)),
    async restartBox() {
      die();
      startBoxAgain();
      await cut.passes(0);
    },
    async otherBox() {
      die();
      world.slot.pull();
      const nvm = otherMemory(watched.nvm);
      const part = createSimulatedBox({
        environment,
        nvm,
        scenario: { ...scenario, habits: {} },
        faultStates: createFaultStates(nvm),
        occurrences: createOccurrences(nvm),
        identity: { stbId: secondBox.stbId, boxKey: secondBox.key, cardSerial: SERIAL },
        pace: 6,
        toTsp: records.watch(world.doors.tsp),
      });
      let page: VirtualBox | null = null;
      hook(part, () => page, false);
      const beside: World = Object.create(world, Object.getOwnPropertyDescriptors({ ...part }));
      page = await virtualBox(scenario, {
        ...{ simulation: simulated, store, world: beside },
        witness: records,
      });
      witness.watch(page);
      return page;
    },
  };
  onMade(cut);
  seams.begin();
  box = await startPage();
  return cut;
}
