/** Runs one case to its rest, and says everything that is wrong with its money. */

import { settleRound } from '../../mocks/operator/settlement/settleRound.ts';
import { gatherFacts, restFaults, safetyFaults } from '../../mocks/world/invariants.ts';
import { chinaTime, DAY_MS } from '../../src/shared/time.ts';
import { bossOrdersIn, countBooks } from './countBooks.ts';
import { type CutWorld, createCutWorld } from './cutWorld.ts';
import { type Cut, createSeams, type Seam, type Seams } from './seams.ts';
import { playSequel, type Sequel, scenarioOf } from './sequels.ts';
import { periodFaults } from './servicePeriods.ts';

export interface Case {
  readonly cuts: readonly Cut[];
  readonly sequel: Sequel;
}

export interface CaseResult {
  readonly faults: readonly string[];
  /** The seams of the payment, in order, and those of the first settlement of its day. */
  readonly seams: { readonly payment: readonly Seam[]; readonly claim: readonly Seam[] };
  /** The screens, in order. */
  readonly screens: readonly string[];
}

const SETTLES_MS = 10 * 60_000;
const ISSUED_FEN = { good: 100_000, other: 80_000 } as const;

/** The sum on a card is what was issued less what its memory says was debited. */
function plasticFaults({ world, debits }: CutWorld): string[] {
  return (['good', 'other'] as const).flatMap((name) => {
    const { balanceFen, offlineSequence, publicFile } = world.card(name).state;
    const own = debits.filter(({ asn }) => publicFile.slice(20, 40) === asn);
    const takenFen = own.reduce((sum, { amountFen }) => sum + amountFen, 0);
    if (ISSUED_FEN[name] - takenFen !== balanceFen) return [`I9 ${name} has ${balanceFen}`];
    return offlineSequence === own.length ? [] : [`I9 ${name} counts ${offlineSequence}`];
  });
}

/** Waits for work of the operator in virtual time. */
async function within(world: CutWorld, work: Promise<unknown>): Promise<void> {
  let isOver = false;
  work.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  await world.until(() => isOver, SETTLES_MS);
}

/** Settles a day between the three parties, as far as it can be settled now. */
async function settles(world: CutWorld, date: string): Promise<void> {
  const { exchange } = world;
  const { tsp, boss, ppp } = world.world;
  const exchanges = { boss: exchange, ppp: exchange };
  await within(world, settleRound({ tsp, boss, ppp, exchanges }, date));
}

/**
 * Settles today with all seams, where a cut waits for them; then, when nothing is cut any more and the next day has come,
 * every day on which a card was debited.
 */
async function settlesDays(world: CutWorld, seams: Seams, isListed: boolean): Promise<void> {
  const { time } = world.simulation;
  const today = world.world.tsp.businessDate();
  if (isListed || seams.left.length > 0) await settles(world, today);
  seams.end();
  world.box.die();
  await time.runUntil(() => false, DAY_MS);
  const days = new Set(world.plastic.map(({ debit }) => debit.date));
  for (const day of days) await settles(world, day);
}

/**
 * Lets a story that was played come to rest, settles its days, and says everything that is wrong with its money.
 * `isListed`: today is settled with its seams, cut or not. `onRest`: everything rests, and nothing is settled yet.
 */
export async function faultsAtRest(
  world: CutWorld,
  seams: Seams,
  sequel: Sequel,
  isListed: boolean,
  onRest: () => void,
): Promise<string[]> {
  const { time, environment } = world.simulation;
  await world.passes(SETTLES_MS);
  if (sequel === 'card never') await world.passes(4 * DAY_MS);
  onRest();
  await settlesDays(world, seams, isListed);

  const { date } = chinaTime(time.now());
  const today = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const facts = await gatherFacts(world.store, environment.crypto, world.debits);
  // What people have in hand is not at rest before they decide; the count above knows their cases.
  const isInHand = facts.cases.some(({ state }) => state !== 'CLOSED');
  const rest = sequel === 'card never' || isInHand ? safetyFaults(facts) : restFaults(facts);
  // An answer of the card that was not acknowledged is kept until it is.
  const storage = (await world.journal.all()).filter(({ phase }) => phase !== 'debit-answered');
  const told = await world.records.faults(facts, world.store, JSON.stringify(storage));
  const unheard = storage.filter(({ phase }) => phase === 'abandoned');
  return [
    ...seams.left.map(({ seam }) => `CASE "${seam}" was never reached`),
    ...world.witness.lies.map((lie) => `SCREEN ${lie}`),
    ...(await countBooks(world)),
    ...(await periodFaults(world.store, [...bossOrdersIn(world.store).values()], today)),
    ...world.resent,
    ...unheard.map(({ attemptId }) => `JOURNAL a statement about ${attemptId} is never heard`),
    ...plasticFaults(world),
    ...[...rest, ...told].map((fault) => `WORLD ${fault}`),
    ...world.violations.map((violation) => `CONTRACT ${violation}`),
  ];
}

export async function runCase({ cuts, sequel }: Case): Promise<CaseResult> {
  const seams = createSeams(cuts);
  const world = await createCutWorld(seams, scenarioOf(sequel));
  let paid = 0;
  let rested = 0;
  await playSequel(world, sequel, () => {
    paid = seams.passed.length;
  });
  const faults = await faultsAtRest(world, seams, sequel, cuts.length === 0, () => {
    rested = seams.passed.length;
  });
  const told = { payment: seams.passed.slice(0, paid), claim: seams.passed.slice(rested) };
  return { faults, seams: told, screens: world.witness.seen };
}
