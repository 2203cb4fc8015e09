/** A box with the portal in it, and the person in front of it: wants things, moves cards, presses keys. */
import { createOccurrences } from '../../mocks/box/occurrences.ts';
import { createSimulatedBox } from '../../mocks/box/simulatedBox.ts';
import type { Simulation } from '../../mocks/environment/simulation.ts';
import { createFaultStates } from '../../mocks/faults/faultStates.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import type { OperatorPlatform } from '../../mocks/operator/operatorPlatform.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import type { World } from '../../mocks/world/world.ts';
import { type Journal, memoryJournal } from '../../src/payment/journal.ts';
import type { Step } from '../../src/payment/steps.ts';
import type { ScreenWitness } from '../enumerate/screenWitness.ts';
import { type VirtualBox, virtualBox } from '../virtual/virtualPortal.ts';
import type { Errand } from './plan.ts';
import type { Holder, Shelf, ShelfCard } from './shelf.ts';
import type { Weather } from './weather.ts';

export interface BoxIdentity {
  readonly stbId: string;
  readonly boxKey: string;
  readonly cardSerial: string;
}

interface HouseholdParts {
  readonly number: number;
  readonly identity: BoxIdentity;
  readonly simulation: Simulation;
  readonly operator: OperatorPlatform;
  readonly weather: Weather;
  readonly shelf: Shelf;
  readonly witness: ScreenWitness;
  readonly violations: string[];
  /** Tells what is on the screen. */
  readonly tell: (text: string) => void;
}

export interface Household {
  wants(errand: Errand): void;
  /** Looks only after what earlier payments have left. */
  cleansUp(): void;
  isBusy(): boolean;
  /** What the errands of this box have led to, in order: the kind of the last screen. */
  readonly ends: readonly string[];
  dies(losesJournal: boolean): void;
  isDead(): boolean;
  /** Starts the page; lets time pass. */
  start(): Promise<void>;
  unplug(): void;
  /** The card goes back to the shelf. */
  takeOut(): void;
}

const UNPLUGGED_MS = 3_000;
const AGAIN_MS = 2_000;
const BUSY: readonly Step['kind'][] = ['debiting', 'authorising', 'cardCheck', 'prepare'];

export function createHousehold(parts: HouseholdParts): Household {
  const { number, identity, simulation, operator, weather, shelf, witness, violations } = parts;
  const { environment, time } = simulation;
  const nvm = memoryNvm();
  const scenario = scenarios['first-day']!;
  const part = createSimulatedBox({
    environment,
    nvm,
    scenario,
    faultStates: createFaultStates(nvm),
    occurrences: createOccurrences(nvm),
    identity,
    pace: 6,
    toTsp: operator.doors.tsp,
  });
  part.subscriber.isAutomatic = false;
  const network = part.network as { fetch: typeof part.network.fetch };
  network.fetch = weather.network(number, network.fetch);
  const own = Object.getOwnPropertyDescriptors({ ...part, restartBox() {} });
  const world: World = Object.create(operator, own);

  let page: VirtualBox | null = null;
  let journal: Journal = memoryJournal();
  let isDead = true;
  let queue: Errand[] = [];
  let errand: Errand | null = null;
  let held: ShelfCard | null = null;
  let cancel = () => {};
  let did = new Set<string>();
  const ends: string[] = [];
  const holder: Holder = { orderId: () => (page ? witness.orderOn(page) : null) };

  function takeOut(): void {
    part.slot.pull();
    if (held) held.holder = null;
    held = null;
  }
  // A card that was torn is back in the hand of its owner.
  part.slot.onChange(() => {
    if (part.slot.state !== 'empty' || !held) return;
    held.holder = null;
    held = null;
  });
  function putIn(card: ShelfCard): boolean {
    if (part.slot.state !== 'empty' || card.holder) return false;
    held = card;
    card.holder = holder;
    part.slot.insert(card.card);
    return true;
  }

  const soon = (ms: number, act: () => void) => {
    cancel();
    cancel = time.after(ms, act);
  };
  const look = (ms: number): unknown => soon(ms, () => page && !isDead && acts(page.step()));

  function ended(how: string): void {
    if (errand && did.has('begun')) {
      ends.push(how);
      errand = null;
    }
  }
  function next(): void {
    errand = queue.shift() ?? null;
    did = new Set();
  }

  /** Puts a card in where the screen waits for it; takes a used one out first. */
  function moves(card: ShelfCard, sight: string): unknown {
    if (part.slot.state === 'empty') {
      const other = shelf.cards.find((one) => one !== card && !one.isLiars && !one.holder);
      const swaps = errand?.swaps && other && !did.has('swapped');
      did.add('swapped');
      if (!putIn(swaps ? other : card)) return look(AGAIN_MS);
      return look(AGAIN_MS * 4);
    }
    if (sight === 'used' || sight === 'mute' || held !== card) takeOut();
    look(AGAIN_MS);
  }

  const cardOfTail = (tail: string): ShelfCard | undefined =>
    shelf.cards.find(({ serial }) => serial.endsWith(tail));

  /** One thing that the person does about what is on the screen. */
  function acts(step: Step): unknown {
    const send = page!.send;
    const { kind } = step;
    if (errand?.pullsAt === kind && !did.has('pulled')) {
      did.add('pulled');
      takeOut();
      return look(AGAIN_MS);
    }
    if (errand?.backsAt === kind && !did.has('backed')) {
      did.add('backed');
      return send({ kind: 'back' });
    }
    switch (step.kind) {
      case 'home':
        takeOut();
        ended('home');
        if (!errand) next();
        if (step.unfinished?.kind === 'doubt' && !errand?.leaves) {
          return send({ kind: 'unfinishedOpened' });
        }
        if (errand) send({ kind: 'serviceOpened', serviceId: errand.serviceId });
        return;
      case 'service':
        if (!errand || did.has('begun')) return send({ kind: 'back' });
        did.add('begun');
        send({
          kind: 'periodChosen',
          choice: { serviceId: errand.serviceId, months: errand.months },
        });
        // Not on sale, or the price cannot be had: the page stays where it is.
        return look(60_000);
      case 'confirm':
        return send({ kind: 'amountConfirmed' });
      case 'waitCard':
        return moves(shelf.cards[errand?.card ?? 0]!, step.sight);
      case 'insertSameCard': {
        const card = cardOfTail(step.doubt.cardTail);
        if (!card || (errand?.leaves && !did.has('left'))) {
          did.add('left');
          takeOut();
          return send({ kind: 'back' });
        }
        return moves(card, step.sight);
      }
      case 'refused': {
        takeOut();
        const tries = errand?.tries ?? 0;
        const mayTry = !did.has(`try ${tries}`);
        for (let at = 1; at <= tries; at++) {
          if (did.has(`try ${at}`)) continue;
          did.add(`try ${at}`);
          return send({ kind: mayTry ? 'retried' : 'back' });
        }
        ended(`refused ${step.failure.kind}`);
        return send({ kind: 'back' });
      }
      case 'result':
      case 'manualCase':
        takeOut();
        ended(kind);
        return send({ kind: 'closed' });
      case 'finishing':
        takeOut();
        if (step.mayLeave) send({ kind: 'back' });
        return;
      case 'history':
        return send({ kind: 'back' });
      default:
        return;
    }
  }

  function sees(step: Step): void {
    parts.tell(`box ${number}: ${step.kind}${'failure' in step ? ` ${step.failure.kind}` : ''}`);
    look(BUSY.includes(step.kind) ? 1 : (errand?.paceMs ?? 500));
  }

  return {
    ends,
    isBusy: () => errand !== null || queue.length > 0,
    wants(wanted) {
      queue.push(wanted);
      if (page && !isDead && !errand) look(wanted.paceMs);
    },
    cleansUp() {
      queue = [];
      errand = null;
      if (page && !isDead) look(1);
    },
    dies(losesJournal) {
      cancel();
      isDead = true;
      page?.die();
      takeOut();
      if (losesJournal) journal = memoryJournal();
    },
    isDead: () => isDead,
    async start() {
      isDead = false;
      const started = await virtualBox(scenario, {
        ...{ simulation, store: weather.store, nvm, journal, world, violations },
      });
      if (isDead) return started.die();
      page = started;
      witness.watch(page);
      page.payment.step.subscribe((step) => {
        if (page === started && !isDead) sees(step);
      });
    },
    unplug() {
      part.slot.unplug();
      time.after(UNPLUGGED_MS, () => part.slot.plug());
    },
    takeOut,
  };
}
