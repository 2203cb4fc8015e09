/** A box with the portal in it, and the person in front of it. */
import { createOccurrences } from '../../mocks/box/occurrences.ts';
import { createSimulatedBox } from '../../mocks/box/simulatedBox.ts';
import type { Simulation } from '../../mocks/environment/simulation.ts';
import { createFaultStates } from '../../mocks/faults/faultStates.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import type { OperatorPlatform } from '../../mocks/operator/operatorPlatform.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import type { World } from '../../mocks/world/world.ts';
import { memoryJournal } from '../../src/payment/journal.fixture.ts';
import type { Journal } from '../../src/payment/journal.ts';
import type { ScreenWitness } from '../enumerate/screenWitness.ts';
import { type VirtualBox, virtualBox } from '../virtual/virtualPortal.ts';
import { createHand } from './hand.ts';
import { createPerson, type Person } from './person.ts';
import type { Shelf } from './shelf.ts';
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

export interface Household extends Pick<Person, 'wants' | 'cleansUp' | 'isBusy' | 'ends'> {
  dies(losesJournal: boolean): void;
  isDead(): boolean;
  /** Starts the page; lets time pass. */
  start(): Promise<void>;
  unplug(): void;
  /** The card goes back to the shelf. */
  takeOut(): void;
}

const UNPLUGGED_MS = 3_000;

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
  const hand = createHand(part.slot, { orderId: () => (page ? witness.orderOn(page) : null) });
  const person = createPerson({ time, shelf, hand, page: () => (isDead ? null : page) });

  return {
    ...person,
    dies(losesJournal) {
      person.looksAway();
      isDead = true;
      page?.die();
      hand.takeOut();
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
        if (page !== started || isDead) return;
        const failure = 'failure' in step ? ` ${step.failure.kind}` : '';
        parts.tell(`box ${number}: ${step.kind}${failure}`);
        person.sees(step);
      });
    },
    unplug() {
      part.slot.unplug();
      time.after(UNPLUGGED_MS, () => part.slot.plug());
    },
    takeOut: hand.takeOut,
  };
}
