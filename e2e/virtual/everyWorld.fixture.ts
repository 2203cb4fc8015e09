/**
 * Boxes whose world is looked at when their test is over. Whatever the test has left behind: faults are healed, the right card
 * comes back, people decide what is theirs, and the nights pass. Then everything is at rest (I19), every invariant holds, no
 * screen said what was not true, nothing leaked, and no key had two answers.
 */
import { afterEach, expect } from 'vitest';
import type { CardName, Scenario } from '../../mocks/faults/scenarios.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import {
  type Facts,
  gatherFacts,
  restFaults,
  safetyFaults,
  watchDebits,
} from '../../mocks/world/invariants.ts';
import { createWitness, type Witness } from '../../mocks/world/witness.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { DAY_MS, dayAfter } from '../../src/shared/time.ts';
import { decideDoubts, giveBack } from './people.fixture.ts';
import { virtualBox as plainBox, type VirtualBox } from './virtualPortal.ts';

type Watched = ReturnType<typeof watchDebits>;

interface EndedWorld {
  readonly box: VirtualBox;
  readonly watched: Watched;
  readonly witness: Witness;
}

const worlds: EndedWorld[] = [];

/** Like the one of `virtualPortal.ts`; a box in a world that is there already is looked at with that world. */
export async function virtualBox(
  scenario: Scenario,
  parts: Parameters<typeof plainBox>[1] = {},
): Promise<VirtualBox> {
  if (parts.world) {
    const there = worlds.find(({ box }) => box.store === parts.store);
    return plainBox(scenario, there ? { ...parts, witness: there.witness } : parts);
  }
  const witness = createWitness();
  const watched = watchDebits(parts.nvm ?? memoryNvm());
  const box = await plainBox(scenario, { ...parts, nvm: watched.nvm, witness });
  const cards = new Set<CardName>(scenario.cards ?? [scenario.card ?? 'good']);
  // As issued: the first thing that is written would be what the card did.
  for (const name of cards) {
    watched.nvm.write(`card:${name}`, JSON.stringify(box.world.card(name).state));
  }
  worlds.push({ box, watched, witness });
  return box;
}

const QUIET: readonly StepKind[] = ['home', 'result', 'refused', 'manualCase', 'outOfService'];
/** Times that somebody comes to the box for what its banner asks. */
const VISITS = 4;
const NIGHTS = 5;

/** All that is broken works again; what a subscriber does is done with the card that the screen asks for. */
function heal({ world }: VirtualBox): void {
  world.network.faults = [];
  world.network.down = false;
  Object.assign(world.boss.faults, {
    ...{ down: false, unavailable: false, rejectHold: null, rejectActivation: null },
    ...{ rejectCredit: null, pendingAsks: 0 },
  });
  world.ppp.faults.down = false;
  if (!world.slot.plugged) world.slot.plug();
}

/** The card of the oldest payment that is not known, put into the slot whenever the box waits for a card. */
function putsIn({ world, step }: VirtualBox): void {
  const now = step();
  if (now.kind !== 'insertSameCard' || world.slot.state === 'present') return;
  const names: readonly CardName[] = ['good', 'other'];
  const isAsked = (name: CardName) =>
    world.card(name).state.publicFile.slice(36, 40) === now.doubt.cardTail;
  const name = names.find(isAsked);
  if (name === undefined) return;
  world.wallet.choose(name);
  world.slot.insert(world.wallet.take());
}

/** Runs the world on without faults until nothing is left to do. Answers its facts then. */
async function comesToRest({ box: left, watched }: EndedWorld): Promise<Facts> {
  const { simulation, store, world } = left;
  const { time, environment } = simulation;
  heal(left);
  if (world.slot.state !== 'empty') world.slot.pull();
  const box = await left.reload();
  const isQuiet = () => QUIET.includes(box.step().kind);
  for (let visits = 0; visits < VISITS; visits++) {
    for (let seconds = 0; seconds < 12 && !isQuiet(); seconds++) {
      putsIn(box);
      await time.runUntil(isQuiet, 5_000);
    }
    for (let presses = 0; box.step().kind !== 'home' && presses < 4; presses++) {
      box.send({ kind: 'back' });
    }
    await time.runUntil(() => false, 60_000);
    box.send({ kind: 'unfinishedOpened' });
    if (box.step().kind === 'home') break;
  }
  box.die();
  const first = world.tsp.businessDate();
  let facts: Facts | null = null;
  for (
    let nights = 0;
    nights < NIGHTS && (facts === null || restFaults(facts).length > 0);
    nights++
  ) {
    await time.runUntil(() => false, DAY_MS);
    await decideDoubts(world.tsp.desk, store, watched.debits);
    await giveBack(world.tsp.desk, store);
    for (const day of [dayAfter(first, nights), dayAfter(first, nights + 1)]) {
      await world.tsp.uploadDay(day);
    }
    const known = { cards: watched.cards(), now: time.now() };
    facts = await gatherFacts(store, environment.crypto, watched.debits, known);
  }
  return facts!;
}

/** What is wrong with a world at the end of its test, and after it has come to rest. */
async function endFaults(ended: EndedWorld): Promise<string[]> {
  const { box, watched, witness } = ended;
  const { store, simulation, journal } = box;
  const { crypto } = simulation.environment;
  const atEnd = safetyFaults(
    await gatherFacts(store, crypto, watched.debits, { cards: watched.cards() }),
  );
  const facts = await comesToRest(ended);
  const storage = JSON.stringify(await journal.all().catch(() => []));
  const atRest = [...restFaults(facts), ...(await witness.faults(facts, store, storage))];
  return [...atEnd.map((fault) => `before rest: ${fault}`), ...atRest];
}

/** Looks at every world so far. A test that makes many calls it itself, so that they need not all be kept. */
export async function lookAtWorlds(): Promise<void> {
  for (const ended of worlds.splice(0)) {
    const { seen } = ended.box;
    expect(await endFaults(ended), seen.join(' > ')).toEqual([]);
  }
}

afterEach(lookAtWorlds);
