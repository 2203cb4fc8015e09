/** Random worlds: the seeds that have failed once, then the first ones; `npm run worlds` plays as many as you like. */
import { expect, test } from 'vitest';
import { quickWorlds } from '../enumerate/quickWorlds.fixture.ts';
import { chanceOf } from './chance.ts';
import { failedSeeds } from './failedSeeds.ts';
import { gainText } from './gainText.ts';
import { isKnownFault } from './knownFaults.ts';
import { actLine, type Plan, planOf, TROUBLES } from './plan.ts';
import { playWorld } from './playWorld.ts';
import { shrink } from './shrink.ts';

const PAYMENTS = Number(process.env.WORLDS_PAYMENTS ?? '5000');
/** A world that fails tells this much of its story. */
const TOLD = 60;

quickWorlds();

const tellFailure = (seed: number, faults: readonly string[], story: readonly string[]) =>
  [`npm run worlds -- --seed ${seed}`, ...faults, ...story.slice(-TOLD)].join('\n  ');

test.each(failedSeeds)('seed $seed, failed once: $cause', async ({ seed }) => {
  const played = await playWorld(planOf(seed));
  const { story } = played;
  const faults = played.faults.filter((fault) => !isKnownFault(fault));
  expect(faults, tellFailure(seed, faults, story)).toEqual([]);
});

test(`${PAYMENTS} payments in random worlds: no fen is lost, doubled or invented, no liar gains one, nobody is blocked`, {
  timeout: PAYMENTS * 1_000,
}, async () => {
  const failed: string[] = [];
  const gains = [];
  let payments = 0;
  for (let seed = 1; payments < PAYMENTS; seed++) {
    const plan = planOf(seed);
    const { faults: all, story, ...told } = await playWorld(plan);
    const faults = all.filter((fault) => !isKnownFault(fault));
    payments += told.payments;
    gains.push({ ...plan, ...told });
    if (faults.length > 0) failed.push(tellFailure(seed, faults, story));
  }
  expect(failed).toEqual([]);
  expect(gainText(gains)).not.toMatch(/money [1-9]/);
});

test('the same seed plays the same world', async () => {
  const seed = 5;
  expect(planOf(seed)).toEqual(planOf(seed));
  const [one, other] = [await playWorld(planOf(seed)), await playWorld(planOf(seed))];
  expect(other).toEqual(one);
});

test('plans have every kind of act, every trouble, and worlds with and without liars', () => {
  const plans = Array.from({ length: 200 }, (_, seed) => planOf(seed));
  const acts = plans.flatMap((plan) => plan.acts);
  expect(new Set(acts.map(({ kind }) => kind))).toEqual(
    new Set(['pay', 'trouble', 'strike', 'lies']),
  );
  const troubles = acts.flatMap((act) => (act.kind === 'trouble' ? [act.what] : []));
  expect(new Set(troubles)).toEqual(new Set(TROUBLES));
  expect(new Set(plans.map(({ liars }) => liars))).toEqual(new Set([0, 1, 2]));
  expect(new Set(plans.map(({ boxes }) => boxes))).toEqual(new Set([2, 3, 4, 5]));
  expect(actLine(acts[0]!)).toMatch(/^ +1\.0 s {2}(pay|trouble|strike|lies) /);
});

test('a failing plan is made as short as its fault allows', async () => {
  const plan = planOf(7);
  const needed = [plan.acts[3]!, plan.acts[11]!];
  const fails = async ({ acts }: Plan) => needed.every((act) => acts.includes(act));
  expect((await shrink(plan, fails, 500)).acts).toEqual(needed);
  expect((await shrink(plan, fails, 3)).acts.length).toBeGreaterThan(2);
});

test('a weight is how often a name is drawn', () => {
  const chance = chanceOf(1);
  const drawn = Array.from({ length: 4_000 }, () => chance.weighted({ often: 3, seldom: 1 }));
  const share = drawn.filter((name) => name === 'seldom').length / drawn.length;
  expect(share).toBeGreaterThan(0.22);
  expect(share).toBeLessThan(0.28);
});
