/** What people do after a cut: with the card, with the other box, with another payment. */
import type { CardName, Scenario } from '../../mocks/faults/scenarios.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { DAY_MS } from '../../src/shared/time.ts';
import { decideDoubts } from '../virtual/people.fixture.ts';
import type { VirtualBox } from '../virtual/virtualPortal.ts';
import type { CutWorld } from './cutWorld.ts';

export const SEQUELS = [
  'same card',
  'other card first',
  'card never',
  'after days',
  'other box',
  'second payment',
  'people first',
] as const;
export type Sequel = (typeof SEQUELS)[number];

const SERVICE = 'basic';
const OTHER_SERVICE = 'sport';
const PATIENCE_MS = 400_000;
const WAITS_MS = 60_000;
/** How often people press OK on a refusal: the button says "try again". */
const TRIES = 2;
const ROUNDS = 16;

export const scenarioOf = (sequel: Sequel): Scenario => {
  const cards: readonly CardName[] =
    sequel === 'other card first' ? ['good', 'other', 'good'] : ['good'];
  const stays = !['same card', 'other card first', 'second payment'].includes(sequel);
  return {
    ...scenarios['first-day']!,
    ...(sequel === 'other card first' ? { cards } : {}),
    habits: { bringsItBack: !stays && sequel !== 'second payment' },
  };
};

/** Screens that wait for a key. */
const STOPS = ['home', 'service', 'confirm', 'result', 'refused', 'manualCase'];

/** Somebody who wants one service: presses OK where a screen offers it, and tries again twice. */
function createPerson(box: () => VirtualBox, serviceId: string) {
  let retries = 0;
  let hasBegun = false;
  return {
    /** Presses a key; answers whether there is nothing left to press. */
    press(): boolean {
      const step = box().step();
      const send = box().send;
      switch (step.kind) {
        case 'home':
          if (step.unfinished) send({ kind: 'unfinishedOpened' });
          else if (hasBegun) return true;
          else send({ kind: 'serviceOpened', serviceId });
          return false;
        case 'service':
          if (hasBegun) send({ kind: 'back' });
          else send({ kind: 'periodChosen', choice: { serviceId, months: 1 } });
          return false;
        case 'confirm':
          hasBegun = true;
          send({ kind: 'amountConfirmed' });
          return false;
        case 'refused':
          hasBegun = true;
          send({ kind: retries++ < TRIES ? 'retried' : 'back' });
          return false;
        case 'result':
        case 'manualCase':
          hasBegun = true;
          send({ kind: 'closed' });
          return false;
        default:
          return false;
      }
    },
  };
}

const hasBanner = (box: VirtualBox): boolean => {
  const step = box.step();
  return step.kind === 'home' && step.unfinished !== null;
};

/** Lets a person go on until nothing is left to press, or the screen waits for a card that does not come. */
async function goesOn(
  world: CutWorld,
  box: () => VirtualBox,
  serviceId: string,
  isWaiting: () => boolean,
): Promise<void> {
  const person = createPerson(box, serviceId);
  const stops = () => STOPS.includes(box().step().kind) || isWaiting();
  for (let round = 0; round < ROUNDS; round++) {
    await world.until(stops, PATIENCE_MS);
    if (isWaiting()) return;
    // A doubt without a journal is known once the report is overdue: home shows it by itself.
    if (person.press() && !(await world.until(() => hasBanner(box()) || isWaiting(), WAITS_MS))) {
      return;
    }
    await world.until(stops, 1);
  }
}

const asks = (world: CutWorld) => () => world.step().kind === 'insertSameCard';
const never = () => false;

/** Back from a doubt that is put off: home keeps a banner. */
async function leaves(world: CutWorld): Promise<void> {
  await world.passes(WAITS_MS);
  for (let presses = 0; world.step().kind !== 'home' && presses < 3; presses++) {
    world.box.send({ kind: 'back' });
    await world.passes(1_000);
  }
}

/** The card is brought from now on: the box is switched on again, and what its banner asks for is done. */
async function bringsCardBack(world: CutWorld): Promise<void> {
  world.habits.bringsItBack = true;
  await world.restartBox();
  const person = createPerson(() => world.box, SERVICE);
  for (let round = 0; round < ROUNDS; round++) {
    await world.until(() => STOPS.includes(world.step().kind), PATIENCE_MS);
    const step = world.step();
    if (step.kind === 'home' && !(await world.until(() => hasBanner(world.box), WAITS_MS))) return;
    if (step.kind === 'refused') world.box.send({ kind: 'back' });
    else if (step.kind === 'service') world.box.send({ kind: 'back' });
    else person.press();
    await world.passes(1);
  }
}

async function paysAtOtherBox(world: CutWorld): Promise<void> {
  const other = await world.otherBox();
  await goesOn(world, () => other, OTHER_SERVICE, never);
  other.die();
}

async function paysAnotherService(world: CutWorld): Promise<void> {
  if (asks(world)()) await leaves(world);
  world.world.wallet.choose('other');
  await goesOn(world, () => world.box, OTHER_SERVICE, asks(world));
  if (asks(world)()) await leaves(world);
  world.world.wallet.choose('good');
}

/** After four days two people have examined the cards, and decide every doubt. What a cut breaks off is done again. */
async function peopleDecide(world: CutWorld): Promise<void> {
  await world.passes(4 * DAY_MS);
  for (let tries = 0; tries < 3; tries++) {
    let outcome: 'decided' | 'broken off' | null = null;
    decideDoubts(world.world.tsp.desk, world.store, world.debits).then(
      () => (outcome = 'decided'),
      () => (outcome = 'broken off'),
    );
    await world.until(() => outcome !== null, PATIENCE_MS);
    if (outcome === 'decided') return;
    await world.passes(WAITS_MS);
  }
}

/**
 * Plays the whole story of a case, from the home screen to the last thing its people do. `onOver`: the first payment is
 * over, or waits for a card.
 */
export async function playSequel(
  world: CutWorld,
  sequel: Sequel,
  onOver: () => void,
): Promise<void> {
  const doubts = sequel === 'same card' || sequel === 'other card first' ? never : asks(world);
  await goesOn(world, () => world.box, SERVICE, doubts);
  onOver();
  if (sequel === 'card never') {
    if (doubts()) await leaves(world);
    return;
  }
  if (sequel === 'after days') {
    if (doubts()) await leaves(world);
    await world.passes(4 * DAY_MS);
  }
  if (sequel === 'people first') {
    if (doubts()) await leaves(world);
    await peopleDecide(world);
  }
  if (sequel === 'other box') await paysAtOtherBox(world);
  if (sequel === 'second payment') await paysAnotherService(world);
  await bringsCardBack(world);
  // After three days people have the doubt, and no screen asks for its card: its next payment does.
  const isLate = sequel === 'after days' || sequel === 'people first';
  if (isLate) await goesOn(world, () => world.box, OTHER_SERVICE, never);
}
