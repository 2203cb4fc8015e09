import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import { payingFixture } from '../paying.fixture.ts';
import { attemptsOfOrder, attemptsOfTail } from './store/attemptStore.ts';

const listed = (fixture: Awaited<ReturnType<typeof payingFixture>>['fixture'], orderId: string) =>
  fixture.room.transaction(async (tx) => [
    (await rowsIn(tx, attemptsOfOrder(orderId))).length,
    await rowsIn(tx, attemptsOfTail('1234')),
  ]);

test('an attempt is listed under its order and its card from its first row on', async () => {
  const { fixture, order } = await payingFixture();
  const { orderId, amountFen } = await order();
  expect(await listed(fixture, orderId)).toEqual([1, [amountFen]]);
});

test('attempts of an older store are listed at the first start', async () => {
  const { fixture, order } = await payingFixture();
  const { orderId, amountFen } = await order();
  await fixture.room.transaction(async (tx) => {
    for (const { key } of await tx.list(''))
      if (/^attempt(Of|OfTail|sListed)/.test(key)) tx.delete(key);
  });
  expect(await listed(fixture, orderId)).toEqual([0, []]);
  await fixture.restart();
  expect(await listed(fixture, orderId)).toEqual([1, [amountFen]]);
});
