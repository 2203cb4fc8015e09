import { expect, test } from 'vitest';
import { scenarios } from '../mocks/scenarios.ts';
import { virtualBox } from './virtualPortal.ts';

test('a subscriber pays for a service with a card, and it opens', async () => {
  const box = await virtualBox(scenarios['first-day']!);
  await box.buys('basic', 12);
  const { order, receipt } = await box.reaches('result');
  expect(order.state).toBe('COMPLETED');
  expect(receipt).toMatchObject({ amountFen: 28_600, cardTail: '0018', balanceAfterFen: 71_400 });
  expect(box.world.card('good').state.balanceFen).toBe(71_400);
  expect(await box.journal.all()).toHaveLength(1);
  expect(box.violations).toEqual([]);
});
