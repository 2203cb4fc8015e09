/** Plays a plan to its rest, and says everything that is wrong with the money of its world. */
import { gatherFacts, restFaults } from '../../mocks/world/invariants.ts';
import { DAY_MS, dayAfter } from '../../src/shared/time.ts';
import { countWorld, type Gain } from './countWorld.ts';
import { decideCases } from './decideCases.ts';
import type { Errand, Plan } from './plan.ts';
import { createPlayer, type Player } from './player.ts';
import { createRandomWorld, type RandomWorld } from './randomWorld.ts';

interface Played {
  readonly faults: readonly string[];
  readonly gain: Gain;
  /** Payments that people or liars began. */
  readonly payments: number;
  /** Payments of honest people that ended with "an earlier payment comes first" or "blocked". */
  readonly sentAway: number;
  /** Debits on cards. */
  readonly debits: number;
  readonly story: readonly string[];
}

const MINUTE_MS = 60_000;
const REST_MS = 15 * MINUTE_MS;
const DECIDE_DAYS = 4;
const ROUNDS = 4;
const LOAD_FEN = 20_000;

/** Faults that a lying box causes to itself: it keeps proofs back, and says "never sent" after a debit. */
const LIARS_OWN = [
  'I3 the cards lost more than is under suspicion',
  'I15 debits on cards are not those posted',
];

const SENT_AWAY = ['refused card-unfinished', 'refused card-blocked'];

/** Moments of two wall clocks, or of one that was set, cannot be compared. */
const hasWrongClock = ({ acts }: Plan): boolean =>
  acts.some((act) => act.kind === 'trouble' && act.what === 'the clock goes wrong');

const GOOD: Omit<Errand, 'box' | 'card'> = {
  ...{ kind: 'pay', serviceId: 'basic', months: 1 },
  ...{ paceMs: 200, tries: 0, swaps: false, leaves: false },
};

/** Nothing goes wrong any more: doubts are resolved, people decide, and every card pays once more. */
async function rests(world: RandomWorld, play: Player): Promise<string[]> {
  const { operator, weather, homes, shelf, tell } = world;
  tell('nothing goes wrong any more');
  weather.clear(operator);
  await play.passes(MINUTE_MS);
  for (const home of homes) home.cleansUp();
  for (const { card } of shelf.cards) card.cutNext(null);
  await play.passes(REST_MS);
  play.standBy();
  for (let day = 0; day < DECIDE_DAYS; day++) {
    play.days.add(play.today());
    await play.passes(DAY_MS);
    await play.within(play.settlesAll());
  }
  const decides = async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const debits = shelf.plastic.map(({ debit }) => debit);
      let decided = 0;
      const work = decideCases(operator.tsp.desk, weather.store, debits, tell);
      await play.within(work.then((count) => (decided = count)));
      if (decided === 0) return;
      await play.passes(REST_MS);
      await play.within(play.settlesAll());
    }
  };
  await decides();

  await play.begins();
  const honest = shelf.cards.filter(({ isLiars }) => !isLiars);
  const pays = async (held: (typeof honest)[number]): Promise<string | null> => {
    const card = shelf.cards.indexOf(held);
    const box = card % homes.length;
    const home = homes[box]!;
    const before = home.ends.length;
    home.wants({ ...GOOD, box, card });
    await play.until(() => !home.isBusy(), REST_MS);
    const ends = home.ends.slice(before);
    await play.passes(REST_MS);
    return ends.includes('result')
      ? null
      : `BLOCKED card ${card} at box ${box}: ${ends.join(', ')}`;
  };
  const refused: typeof honest = [];
  for (const held of honest) {
    shelf.load(held, LOAD_FEN);
    if ((await pays(held)) !== null) refused.push(held);
  }
  // A card that cannot show what it did goes to people once more.
  await decides();
  const faults: string[] = [];
  for (const held of refused) {
    const fault = await pays(held);
    if (fault !== null) faults.push(fault);
  }
  play.days.add(play.today());
  play.standBy();
  await play.passes(2 * DAY_MS);
  // After the cut-off a debit belongs to the next day.
  for (const { debit } of shelf.plastic) {
    play.days.add(debit.date);
    play.days.add(dayAfter(debit.date));
  }
  await play.within(play.settlesAll());
  await decides();
  await play.within(play.settlesAll());
  return faults;
}

export async function playWorld(plan: Plan): Promise<Played> {
  const world = await createRandomWorld(plan);
  const { simulation, operator, shelf, witness, violations, weather, story } = world;
  const play = createPlayer(world);
  const began = play.steady();
  await play.begins();
  play.nights();
  for (const act of plan.acts) {
    await play.passes(Math.max(0, began + act.atMs - play.steady()));
    play.performs(act);
  }
  await play.passes(REST_MS);
  const faults = await rests(world, play);

  const { crypto } = simulation.environment;
  const debits = shelf.plastic.map(({ debit }) => debit);
  const facts = await gatherFacts(weather.store, crypto, debits);
  const isHonest = world.liars.length === 0;
  const rest = restFaults(facts)
    .filter((fault) => isHonest || !LIARS_OWN.includes(fault))
    .filter((fault) => !hasWrongClock(plan) || !/^I2 .*before the confirmation$/.test(fault));
  const { liarIds: liars } = world;
  const counted = await countWorld({
    store: weather.store,
    plastic: shelf.plastic,
    cards: shelf.cards,
    liars,
  });
  operator.tsp.stop();
  return {
    faults: [
      ...faults,
      ...witness.lies.map((lie) => `SCREEN ${lie}`),
      ...counted.faults,
      ...rest.map((fault) => `WORLD ${fault}`),
      ...new Set(violations.map((violation) => `CONTRACT ${violation}`)),
      ...story.filter((line) => /\bHANG: /.test(line)),
    ],
    gain: counted.gain,
    payments: facts.orders.filter(({ confirmedAt }) => confirmedAt !== undefined).length,
    sentAway: world.homes.flatMap(({ ends }) => ends).filter((end) => SENT_AWAY.includes(end))
      .length,
    debits: debits.length,
    story,
  };
}
