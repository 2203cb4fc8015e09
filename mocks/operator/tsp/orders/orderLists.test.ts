import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import type { OrderPage } from '../../../../src/tsp/tspTypes.ts';
import { tspFixture } from '../tsp.fixture.ts';

/** Four orders: two on 23 November and two on 3 December, in China. */
async function twoMonths(limits = {}) {
  const fixture = tspFixture({ limits });
  await fixture.tsp.start();
  const ids: string[] = [];
  for (const days of [0, 10]) {
    await fixture.time.advance(days * DAY_MS);
    const box = await fixture.opened();
    for (const serviceId of ['basic', 'film']) {
      ids.push((await fixture.ordered(box, serviceId)).orderId);
    }
  }
  const box = await fixture.opened();
  const page = async (query: string) => (await box.get<OrderPage>(`/orders${query}`)).value;
  return { fixture, box, page, ids: ids.reverse() };
}

const idsOf = ({ items }: OrderPage) => items.map(({ orderId }) => orderId);

test('every page has the months with orders, newest first', async () => {
  const { page, fixture } = await twoMonths();
  for (const query of ['', '?open=1', '?month=2026-11', '?month=2020-01']) {
    expect((await page(query)).months).toEqual(['2026-12', '2026-11']);
  }
  const other = await fixture.opened('STB-9');
  expect((await other.get<OrderPage>('/orders')).value).toEqual({ items: [], months: [] });
  expect(fixture.violations).toEqual([]);
});

test('a month has its own orders only', async () => {
  const { page, ids } = await twoMonths();
  expect(idsOf(await page(''))).toEqual(ids);
  expect(idsOf(await page('?month=2026-12'))).toEqual(ids.slice(0, 2));
  expect(idsOf(await page('?month=2026-11'))).toEqual(ids.slice(2));
  expect(idsOf(await page('?month=2026-10'))).toEqual([]);
  expect(idsOf(await page('?month=2026-11&open=1'))).toEqual([]);
});

test('a month is paged by cursor like the whole history', async () => {
  const { page, ids } = await twoMonths({ pageSize: 1 });
  const first = await page('?month=2026-11');
  expect(idsOf(first)).toEqual([ids[2]]);
  const second = await page(`?month=2026-11&cursor=${first.nextCursor}`);
  expect([idsOf(second), second.nextCursor]).toEqual([[ids[3]], undefined]);
});

test('the month is that in China, not in UTC', async () => {
  const fixture = tspFixture();
  await fixture.time.advance(Date.parse('2026-12-01T00:30:00+08:00') - fixture.time.clock.now());
  const box = await fixture.opened();
  await fixture.ordered(box);
  expect((await box.get<OrderPage>('/orders')).value.months).toEqual(['2026-12']);
});

test('an invalid month is refused with the name of its field', async () => {
  const { box } = await twoMonths();
  expect((await box.get('/orders?month=2026-13')).problem).toMatchObject({ field: 'month' });
});
