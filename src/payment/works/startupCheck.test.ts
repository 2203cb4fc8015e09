import { beforeEach, expect, test } from 'vitest';
import { order } from '../../app/gallery/onePayment.fixture.ts';
import { ok } from '../../shared/result.ts';
import type { Order, OrderState } from '../../tsp/tspTypes.ts';
import { recoverWork } from './recover.ts';
import { startupCheckWork } from './startupCheck.ts';
import { entry, handedOut, type WorkFixture, workFixture } from './work.fixture.ts';

let fixture: WorkFixture;

beforeEach(() => {
  fixture = workFixture();
});

/** What a start tells when the TSP has these orders open; `looked` when it had to look further. */
const starts = (...states: OrderState[]) => startsWith(...states.map((state) => order(state)));
async function startsWith(...items: Order[]): Promise<string[]> {
  fixture.answers.openOrders = () => ok({ items, months: [] });
  await fixture.run(
    startupCheckWork(fixture.parts, ({ send }) => send({ kind: 'workFailed' })),
    { kind: 'recovering' },
  );
  return fixture.events.map(({ kind }) => (kind === 'workFailed' ? 'looked' : kind));
}

test('nothing open anywhere: home', async () => {
  expect(await starts()).toEqual(['recovered']);
});

test('an entry in the journal is looked into, whatever the TSP says', async () => {
  fixture.entries.set(entry.attemptId, { ...entry, phase: 'mac1' });
  expect(await starts()).toEqual(['looked']);
  expect(fixture.told).toEqual([]);
});

test('an order in doubt is looked into', async () => {
  expect(await starts('COMPLETED', 'IN_DOUBT')).toEqual(['looked']);
});

test('a MAC1 that this box got and no longer knows of is looked into; that of another box is not', async () => {
  const { attempt: _, ...ofAnotherBox } = handedOut;
  expect(await startsWith(ofAnotherBox)).toEqual(['recovered']);
  expect(await startsWith(handedOut)).toEqual(['recovered', 'looked']);
});

test('an open order that cannot be read is looked into', async () => {
  fixture.answers.openOrders = () => ok({ items: [], months: [], unread: [{}] });
  await fixture.run(
    startupCheckWork(fixture.parts, ({ send }) => send({ kind: 'workFailed' })),
    { kind: 'recovering' },
  );
  expect(fixture.events.map(({ kind }) => kind)).toEqual(['workFailed']);
});

test('without an answer the portal is out of service, with nothing taken', async () => {
  await fixture.run(
    startupCheckWork(fixture.parts, () => {}),
    { kind: 'recovering' },
  );
  expect(fixture.events).toMatchObject([
    { kind: 'serviceLost', failure: { kind: 'offline', money: 'untouched' } },
  ]);
});

test.each<OrderState>(['QUOTED', 'CONFIRMED', 'PAYING', 'IN_DOUBT', 'PAID', 'COMPLETED', 'MANUAL'])(
  'with an empty journal and an order that is %s it ends as the full recovery does',
  async (state) => {
    const [first] = await starts(state);
    const whole = workFixture();
    whole.answers.openOrders = () => ok({ items: [order(state)], months: [] });
    await whole.run(recoverWork(whole.parts), { kind: 'recovering' });
    const ends = whole.events.map(({ kind }) => kind);
    if (first === 'recovered') expect(ends).toEqual(['recovered']);
    else expect(state).toBe('IN_DOUBT');
  },
);
