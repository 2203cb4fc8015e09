/** Plays one cell of the matrix in virtual time: a payment, its fault at its step, the first rest, and everything after it. */
import type { OrderRecord } from '../../../mocks/operator/boss/base/bossTypes.ts';
import type { CaseRow } from '../../../mocks/operator/tsp/books/cases.ts';
import type { AttemptRow, OrderRow } from '../../../mocks/operator/tsp/books/rows.ts';
import { type Facts, gatherFacts } from '../../../mocks/world/worldFacts.ts';
import type { PaymentEvent } from '../../../src/payment/events.ts';
import type { Step, StepKind } from '../../../src/payment/steps.ts';
import { type CutWorld, createCutWorld } from '../cutWorld.ts';
import { faultsAtRest } from '../runCase.ts';
import type { Victim } from '../seams.ts';
import { playSequel, type Sequel, scenarioOf } from '../sequels.ts';
import type { Code } from './matrix.ts';
import type { Place } from './places.ts';
import { type Blow, strikingSeams } from './strikingSeams.ts';

/** What a strike may reach for. */
export interface CellScene {
  readonly world: CutWorld;
  /** Undoes the fault when the payment has come to its first rest. */
  onHeal(undo: () => void): void;
  strike(victim: Victim): void;
  /** Tells what was seen, for the outcome. */
  note(what: string): void;
}

/** How a fault strikes at a step. */
export interface Strike {
  readonly place: Place;
  readonly blow: string | ((scene: CellScene) => string | undefined);
  readonly lasts?: boolean;
  readonly sequel?: Sequel;
  /** Changes the world before the payment begins, for what no seam can break. */
  readonly before?: (scene: CellScene) => void;
  /** What happens at the first rest, before people go on. */
  readonly after?: (scene: CellScene) => Promise<void>;
  /** What this strike comes to, where it is not the code of its cell. */
  readonly code?: Code;
  /** The payment goes on to its result before the first rest: what strikes comes after it. */
  readonly playsOn?: boolean;
  /** Keys on this screen instead of the usual one; then nothing else is struck. */
  readonly onScreen?: { readonly kind: StepKind; readonly presses: readonly PaymentEvent[] };
}

/** The world at one moment. */
export interface Moment {
  readonly takenFen: number;
  readonly orders: readonly OrderRow[];
  readonly attempts: readonly AttemptRow[];
  readonly boss: readonly OrderRecord[];
  readonly cases: readonly CaseRow[];
  readonly accepted: Facts['accepted'];
}

export interface Outcome {
  /** How often the fault struck. */
  readonly struck: number;
  /** The screen of the first rest: one that waits for a person. */
  readonly rest: Step;
  readonly restFacts: Moment;
  /** The screens up to the first rest, and to the end. */
  readonly screens: readonly string[];
  readonly allScreens: readonly string[];
  readonly end: Moment;
  /** What is wrong with the money in the end. */
  readonly faults: readonly string[];
  readonly notes: readonly string[];
  /** The labels of all seams passed, in order. */
  readonly passed: readonly string[];
}

const SERVICE = 'basic';
/** Longer than a person looks at a screen, and shorter than three days. */
const PATIENCE_MS = 400_000;
const RESTS = ['refused', 'result', 'manualCase', 'outOfService'];
const LOOKS_MS = 500;

/** Somebody who goes from home to the payment, and presses nothing more once something has struck. */
function createPerson(world: CutWorld, { onScreen, playsOn = false }: Strike) {
  let keys = 0;
  return {
    keysPressed: () => keys,
    /** Presses a key; answers whether a person has to decide what is next. */
    press(isStruck: boolean): boolean {
      const step = world.step();
      const { send } = world.box;
      const goesOn = playsOn || !isStruck;
      if (onScreen && keys === 0 && step.kind === onScreen.kind) {
        keys += 1;
        for (const event of onScreen.presses) send(event);
      } else if (step.kind === 'home' && step.unfinished) send({ kind: 'unfinishedOpened' });
      else if (step.kind === 'home' && goesOn) send({ kind: 'serviceOpened', serviceId: SERVICE });
      else if (step.kind === 'service' && goesOn)
        send({ kind: 'periodChosen', choice: { serviceId: SERVICE, months: 1 } });
      else if (step.kind === 'confirm' && goesOn) send({ kind: 'amountConfirmed' });
      else return [...RESTS, 'home', 'service', 'confirm'].includes(step.kind);
      return false;
    },
  };
}

/** Until a screen waits for a person: nobody presses "try again" yet. Answers how often the fault struck. */
async function playToRest(world: CutWorld, strike: Strike, ofSeams: () => number): Promise<number> {
  const { time } = world.simulation;
  const person = createPerson(world, strike);
  const struck = () => ofSeams() + person.keysPressed();
  for (const end = time.now() + PATIENCE_MS; time.now() < end; ) {
    if (person.press(struck() > 0)) break;
    await world.until(() => false, LOOKS_MS);
  }
  return struck();
}

async function momentOf(world: CutWorld): Promise<Moment> {
  const { environment } = world.simulation;
  const { orders, attempts, boss, cases, accepted } = await gatherFacts(
    world.store,
    environment.crypto,
    world.debits,
  );
  const takenFen = world.plastic.reduce((sum, { debit }) => sum + debit.amountFen, 0);
  return { takenFen, orders, attempts, boss, cases, accepted };
}

/** Plays a strike to the end. */
export async function playCell(strike: Strike): Promise<Outcome> {
  const { place, blow, sequel = 'same card', lasts = false } = strike;
  const undos: (() => void)[] = [];
  const notes: string[] = [];
  let scene: CellScene | null = null;
  const struckBy: Blow = typeof blow === 'string' ? blow : () => blow(scene!);
  const seams = strikingSeams(strike.onScreen ? null : place, struckBy, lasts);
  const world = await createCutWorld(seams, scenarioOf(sequel), (made) => {
    scene = {
      world: made,
      onHeal: (undo) => void undos.push(undo),
      strike: (victim) => seams.strike(victim),
      note: (what) => void notes.push(what),
    };
    strike.before?.(scene);
  });
  const keys = await playToRest(world, strike, () => seams.struck);
  const rest = world.step();
  const screens = [...world.witness.seen];
  const restFacts = await momentOf(world);
  if (keys > 0) seams.heal();
  for (const undo of undos) undo();
  await strike.after?.(scene!);
  await playSequel(world, sequel, () => {});
  const faults = await faultsAtRest(world, seams, sequel, true, () => {});
  return {
    struck: Math.max(keys, seams.struck),
    rest,
    restFacts,
    screens,
    allScreens: [...world.witness.seen],
    end: await momentOf(world),
    faults,
    notes,
    passed: seams.passed.map(({ name }) => name),
  };
}
