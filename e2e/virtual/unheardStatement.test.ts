/** The box gave up a payment, and its statement that DEBIT was never sent did not arrive. */
import { expect, test } from 'vitest';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import { virtualBox } from './everyWorld.fixture.ts';

const unheard: Scenario = {
  ...scenarios['first-day']!,
  network: [
    { pathEnd: '/authorise', loses: 'answer' },
    { pathEnd: '/abandon', loses: 'request' },
  ],
  cards: ['good', 'other', 'other'],
};

test.each([
  ['the same card', 0],
  ['another card, when the payment is in doubt', 60_000],
])('after a statement that was lost, the order goes on with %s', async (_, laterMs) => {
  const box = await virtualBox(unheard);
  await box.buys('basic', 12);
  const { failure } = await box.reaches('refused', 300_000);
  expect(failure).toMatchObject({ money: 'untouched' });
  box.world.network.faults = [];
  await box.simulation.time.runUntil(() => false, laterMs);
  box.send({ kind: 'retried' });
  await box.reaches('result');
  expect(box.seen).not.toContain('resolving');
  expect(box.misfits).toEqual([]);
});
