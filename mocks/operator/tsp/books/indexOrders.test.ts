import { expect, test } from 'vitest';
import { listRows } from '../../../store/rowList.ts';
import { payingFixture } from '../paying.fixture.ts';
import { ordersByAmount } from './store/orderStore.ts';

test('orders are listed by amount from the quote on, and those of an older version after its first start', async () => {
  const { fixture, orderId, report, debited } = await payingFixture();
  const ids = async () =>
    (await fixture.room.transaction((tx) => listRows(tx, ordersByAmount))).map(({ id }) => id);
  const dropKeys = (shape: RegExp) =>
    fixture.room.transaction(async (tx) => {
      for (const { key } of await tx.list('')) if (shape.test(key)) tx.delete(key);
    });
  await report(debited);
  const written = await ids();
  expect(written.filter((id) => id.endsWith(orderId))).toHaveLength(1);
  expect(written[0]).toMatch(/^\d{9}\/[0-9A-Z]{26}$/);
  await fixture.restart();
  await dropKeys(/^orderOfAmount|^ordersIndexed/);
  await fixture.restart();
  expect(await ids()).toEqual(written);
  // It is done once: later starts do not read all orders.
  await dropKeys(/^orderOfAmount/);
  await fixture.restart();
  expect(await ids()).toEqual([]);
});
