/** A whole box in virtual time: the portal's own code below the screens, against the simulated world. */

import { steadyMs } from '../../mocks/environment/environment.ts';
import { type Simulation, simulation } from '../../mocks/environment/simulation.ts';
import type { Scenario } from '../../mocks/faults/scenarios.ts';
import type { OperatorPlatformParts } from '../../mocks/operator/operatorPlatform.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm, type NonVolatileMemory } from '../../mocks/store/nonVolatileMemory.ts';
import type { Store } from '../../mocks/store/store.ts';
import type { Witness } from '../../mocks/world/witness.ts';
import { createWorld, type ReaderWish, type World } from '../../mocks/world/world.ts';
import { hostBox } from '../../src/app/hostBox.ts';
import { type TellingParts, tellIncidents } from '../../src/app/incidents/tellIncidents.ts';
import type { PaymentEvent } from '../../src/payment/events.ts';
import { holdAnswers } from '../../src/payment/holdAnswers.ts';
import { memoryJournal } from '../../src/payment/journal.fixture.ts';
import { type Journal, keptJournal } from '../../src/payment/journal.ts';
import { createPayment, type Payment } from '../../src/payment/payment.ts';
import { remedyOf } from '../../src/payment/remedy.ts';
import type { Step, StepKind, StepOf } from '../../src/payment/steps.ts';
import { transitions } from '../../src/payment/transitions.ts';
import { lateWorks } from '../../src/payment/works/lateWorks.ts';
// A page loads it late; virtual time would not wait for a disk.
import '../../src/purse/allReaders.ts';
import { createCardSlot } from '../../src/purse/cardSlot.ts';
import { type CardSlot, type SlotSigns, slotSigns } from '../../src/purse/slot.ts';
import type { ReaderProvider } from '../../src/reader/cardReader.ts';
import { type Log, silentLog } from '../../src/shared/log.ts';
import type { BoxIdentity } from '../../src/tsp/boxIdentity.ts';
import { createTspClient, type Tsp } from '../../src/tsp/tspClient.ts';
import type { TspLink } from '../../src/tsp/tspLink.ts';
import { sendOver } from './sendOver.ts';
import { statements } from './statements.ts';
import { virtualReaders } from './virtualReaders.ts';

export interface VirtualBox {
  readonly simulation: Simulation;
  readonly world: World;
  readonly payment: Payment;
  /** The portal's own way to the platform. */
  readonly tsp: Tsp;
  /** What the box's disk keeps of it. */
  readonly journal: Journal;
  readonly store: Store;
  readonly nvm: NonVolatileMemory;
  /** Every step so far, in order. */
  readonly seen: readonly StepKind[];
  /** Lets time pass until this step is shown, and answers it. @throws Error with the steps so far when it does not come. */
  reaches<K extends StepKind>(kind: K, withinMs?: number): Promise<StepOf<K>>;
  send(event: PaymentEvent): void;
  step(): Step;
  /** From home to the card: the service, this many months, OK. */
  buys(serviceId: string, months: number): Promise<void>;
  /** The page is gone: nothing of it runs any more, and nothing takes its place before `reload`. */
  die(): void;
  isGone(): boolean;
  /** Reloads the page; its journal, or the running TSP, may be lost with it. */
  reload(loses?: { readonly journal?: boolean; readonly platform?: boolean }): Promise<VirtualBox>;
  /** Messages between parties that broke their contract. */
  readonly violations: readonly string[];
  /** Names of the parts of answers that did not fit. */
  readonly misfits: readonly string[];
}

interface BoxParts {
  readonly simulation?: Simulation;
  readonly store?: Store;
  readonly nvm?: NonVolatileMemory;
  /** The box's disk: it may fail, and be silent. */
  readonly journal?: Journal;
  readonly seed?: number;
  readonly world?: World;
  /** The platform's limits, where they differ from the usual ones. */
  readonly limits?: OperatorPlatformParts['limits'];
  readonly violations?: string[];
  /** The page dies the moment this step comes up. */
  readonly diesAt?: StepKind;
  readonly log?: Log;
  /** Resolves when the late script is loaded. */
  readonly following?: Promise<void>;
  /** How the box reaches its reader. */
  readonly reader?: ReaderWish;
  /** What the portal has in place of the box's own ports. */
  readonly ports?: (own: readonly ReaderProvider[]) => readonly ReaderProvider[];
  /** Where the box keeps what it showed with a code; it then tells the platform. Absent: it does neither. */
  readonly tells?: TellingParts['memory'];
  /** Keeps what the screens say, what leaves the box, and what is answered. */
  readonly witness?: Witness;
}

const LONGEST_MS = 200_000;

export async function virtualBox(scenario: Scenario, parts: BoxParts = {}): Promise<VirtualBox> {
  const { witness } = parts;
  const log = witness?.log(parts.log) ?? parts.log ?? silentLog;
  const simulated = parts.simulation ?? simulation(parts.seed ?? 1, log);
  const store = parts.store ?? memoryStore();
  const nvm = parts.nvm ?? memoryNvm();
  const disk = parts.journal ?? memoryJournal();
  const { environment, time } = simulated;
  const violations = parts.violations ?? [];
  const misfits: string[] = [];
  const onMisfit = (name: string) => misfits.push(name);
  let isGone = false;

  const world =
    parts.world ??
    createWorld({
      environment,
      store,
      nvm,
      scenario,
      pace: 6,
      ...(parts.limits ? { limits: parts.limits } : {}),
      ...(parts.reader ? { reader: parts.reader } : {}),
      ...(witness ? { watchTsp: witness.watch } : {}),
      onViolation: (message) => void violations.push(message),
    });
  if (!parts.world) await world.tsp.start();
  const timers = {
    after: (delayMs: number, callback: () => void) =>
      time.after(delayMs, () => {
        if (!isGone) callback();
      }),
  };
  const journal = keptJournal(disk, timers, (cause) => {
    log('journal', cause);
    onMisfit('box.storage');
  });
  const { link, providers: own } = virtualReaders(world, {
    timers,
    random: environment.random,
    log,
  });
  const identity = hostBox(link, { onSilent: () => {}, onSlow: () => {} });
  let box: BoxIdentity | null = null;
  void identity.then((found) => {
    if (found.ok) box = found.value;
  });
  await time.runUntil(() => box !== null, 1_000);
  // As the page's own: no setting of the clock moves it.
  const clock = { now: () => steadyMs(time) };
  const tsp = createTspClient({
    send: sendOver(world.network.fetch, simulated, () => isGone),
    crypto: environment.crypto,
    random: environment.random,
    clock,
    box: box!,
    baseUrl: 'https://tsp.example/tsp/v1',
    portalVersion: '0.1.0',
    readers: ['host-object'],
    onMisfit,
  });
  const slot = slotSigns() as unknown as CardSlot & SlotSigns;
  const random = environment.random;
  const isSeen = () => true;
  const paymentParts = holdAnswers(
    { tsp, slot, journal, clock, timers, random, log, isSeen },
    onMisfit,
  );
  const coming = (parts.following ?? Promise.resolve()).then(() => {
    createCardSlot(slot, parts.ports?.(own) ?? own, { timers, log });
    return { works: lateWorks(paymentParts), transitions };
  });
  const payment = createPayment(paymentParts, () => coming);
  const seen: StepKind[] = [];
  const die = () => {
    isGone = true;
    world.host.onmessage = null;
  };
  const hears = witness ? statements(witness.said, () => time.now()) : () => {};
  payment.step.subscribe((step) => {
    const { kind } = step;
    if (!isGone) hears(step);
    if (isGone || seen[seen.length - 1] === kind) return;
    seen.push(kind);
    world.subscriber.sees(kind);
    if (kind === parts.diesAt) die();
  });
  if (parts.tells) {
    const ports = () => slot.ports.peek();
    const wire = { clock, timers, random, ports, portalVersion: '0.1.0' };
    tellIncidents({ link: tsp as Tsp & TspLink, payment, memory: parts.tells, ...wire });
  }
  payment.start();

  const virtual: VirtualBox = {
    simulation: simulated,
    world,
    payment,
    tsp,
    journal: disk,
    store,
    nvm,
    seen,
    violations,
    misfits,
    step: () => payment.step.peek(),
    // As the screen of a refusal does, which knows what its button is for.
    send(event) {
      const step = payment.step.peek();
      const isPlain = step.kind === 'refused' && event.kind === 'retried' && !event.remedy;
      payment.send(isPlain ? { ...event, remedy: remedyOf(step) } : event);
    },
    async reaches(kind, withinMs = LONGEST_MS) {
      const there = await time.runUntil(() => payment.step.peek().kind === kind, withinMs);
      const step = payment.step.peek();
      if (!there) throw new Error(`no "${kind}"; ${seen.join(' > ')}; ${JSON.stringify(step)}`);
      return step as StepOf<typeof kind>;
    },
    async buys(serviceId, months) {
      await virtual.reaches('home');
      virtual.send({ kind: 'serviceOpened', serviceId });
      virtual.send({ kind: 'periodChosen', choice: { serviceId, months } });
      await virtual.reaches('confirm');
      virtual.send({ kind: 'amountConfirmed' });
    },
    die,
    isGone: () => isGone,
    async reload(loses = {}) {
      die();
      if (loses.platform) await world.restartTsp();
      const { diesAt: _, journal: __, ...rest } = parts;
      const kept = { simulation: simulated, store, nvm, world, violations };
      return virtualBox(scenario, {
        ...rest,
        ...kept,
        ...(loses.journal ? {} : { journal: disk }),
      });
    },
  };
  return virtual;
}
