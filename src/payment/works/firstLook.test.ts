import { beforeEach, expect, test } from 'vitest';
import { order } from '../../app/gallery/sampleOrders.ts';
import { ok } from '../../shared/result.ts';
import type { OrderState } from '../../tsp/tspTypes.ts';
import { firstLookWork } from './firstLook.ts';
import { recoverWork } from './recover.ts';
import { entry, type WorkBench, workBench } from './workBench.ts';

let bench: WorkBench;

beforeEach(() => {
  bench = workBench();
});

/** What a start tells when the TSP has these orders open; `looked` when it had to look further. */
async function starts(...states: OrderState[]): Promise<string[]> {
  const items = states.map((state) => order(state));
  bench.answers.openOrders = () => ok({ items, months: [] });
  await bench.run(
    firstLookWork(bench.parts, ({ send }) => send({ kind: 'workFailed' })),
    { kind: 'recovering' },
  );
  return bench.events.map(({ kind }) => (kind === 'workFailed' ? 'looked' : kind));
}

test('nothing open anywhere: home', async () => {
  expect(await starts()).toEqual(['recovered']);
});

test('an entry in the journal is looked into, whatever the TSP says', async () => {
  bench.entries.set(entry.attemptId, { ...entry, phase: 'mac1' });
  expect(await starts()).toEqual(['looked']);
  expect(bench.told).toEqual([]);
});

test('an order in doubt is looked into', async () => {
  expect(await starts('COMPLETED', 'IN_DOUBT')).toEqual(['looked']);
});

test('without an answer the portal is out of service, with nothing taken', async () => {
  await bench.run(
    firstLookWork(bench.parts, () => {}),
    { kind: 'recovering' },
  );
  expect(bench.events).toMatchObject([
    { kind: 'serviceLost', failure: { kind: 'offline', money: 'untouched' } },
  ]);
});

test.each<OrderState>(['QUOTED', 'CONFIRMED', 'PAYING', 'IN_DOUBT', 'PAID', 'COMPLETED', 'MANUAL'])(
  'with an empty journal and an order that is %s it ends as the whole look does',
  async (state) => {
    const [first] = await starts(state);
    const whole = workBench();
    whole.answers.openOrders = () => ok({ items: [order(state)], months: [] });
    await whole.run(recoverWork(whole.parts), { kind: 'recovering' });
    const ends = whole.events.map(({ kind }) => kind);
    if (first === 'recovered') expect(ends).toEqual(['recovered']);
    else expect(state).toBe('IN_DOUBT');
  },
);
