/** Debited, unheard, and the box has forgotten it: what its next page buys before the platform knows of the doubt. */
import { expect, test } from 'vitest';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { memoryJournal } from '../../src/payment/journal.fixture.ts';
import { virtualBox } from '../virtual/everyWorld.fixture.ts';

const good = scenarios['first-day']!;
const PAID_FEN = 71_400;
const SPORT_FEN = 4_800;

async function buysNext(serviceId: string) {
  const box = await virtualBox(good);
  const { simulation, store, nvm, world } = box;
  const { time } = simulation;
  world.network.faults = [{ pathEnd: '/report', loses: 'request' }];
  await box.buys('basic', 12);
  await box.reaches('reporting');
  box.die();
  world.network.faults = [];
  const parts = { simulation, store, nvm, world, journal: memoryJournal() };
  const next = await virtualBox(good, parts);
  await next.reaches('home');
  expect(next.step()).toMatchObject({ unfinished: null });
  next.send({ kind: 'serviceOpened', serviceId });
  next.send({ kind: 'periodChosen', choice: { serviceId, months: 1 } });
  await time.runUntil(() => next.step().kind !== 'quoting', 20_000);
  next.send({ kind: 'amountConfirmed' });
  await time.runUntil(() => ['result', 'refused'].includes(next.step().kind), 100_000);
  return next;
}

test('the same service is not sold again, and nothing says that nothing was taken', async () => {
  const next = await buysNext('basic');
  expect(next.step()).toMatchObject({ failure: { kind: 'already-paying', money: 'unknown' } });
  expect(next.world.card('good').state.balanceFen).toBe(PAID_FEN);
});

test('the same card at another service brings the first payment to its end, and then pays', async () => {
  const next = await buysNext('sport');
  expect(next.step()).toMatchObject({ order: { serviceId: 'sport', state: 'COMPLETED' } });
  expect(next.seen.join(' ')).toContain('cardCheck resolving cardCheck authorising debiting');
  expect(next.world.card('good').state.balanceFen).toBe(PAID_FEN - SPORT_FEN);
});
