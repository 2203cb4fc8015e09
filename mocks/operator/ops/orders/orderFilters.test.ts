/** The list of orders: which are shown by which filter, in which order, and how many there are. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { markAmount, putOrder } from '../../tsp/books/store/orderStore.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture, type Write } from '../ops.fixture.ts';
import { idOf, listedOrder, orderRow, sold } from '../rows.fixture.ts';

type Page = Schemas['OrderPage'];

async function fixtureWith(...writes: readonly Write[]) {
  const fixture = opsFixture();
  await fixture.write(...writes);
  const client = await fixture.signIn('li');
  const page = async (query: string) => (await client.get<Page>(`/orders?${query}`)).body;
  /** The numbers of the found orders. */
  const found = async (query: string) =>
    (await page(query)).orders.map(({ ref }) => Number(ref.slice(4)));
  /** The numbers on all pages, and how many pages there are. */
  async function pages(query: string, between = async () => {}) {
    const numbers: number[] = [];
    let cursor = '';
    for (let count = 1; ; count++) {
      const body = await page(query + cursor);
      numbers.push(...body.orders.map(({ ref }) => Number(ref.slice(4))));
      if (body.cursor === undefined) return { numbers, count };
      cursor = `&cursor=${encodeURIComponent(body.cursor)}`;
      await between();
    }
  }
  return { ...fixture, ...client, page, found, pages };
}

const midnight = Date.parse('2026-11-23T00:00:00+08:00');
const sport = sold(4_800, {
  items: [{ serviceId: 'sport', months: 1 }],
  title: { 'zh-CN': '体育频道包', en: 'Sports pack' },
});
const { confirmedAt: _, ...quoted } = orderRow(7, { state: 'QUOTED', ...sold(100) });

/** On three days; two of one amount. */
const some: readonly Write[] = [
  listedOrder(1, { createdAt: midnight - 1, ...sold(9_900) }),
  listedOrder(2, { createdAt: midnight, ...sport }),
  listedOrder(3, { createdAt: midnight + DAY_MS - 1, stbId: 'STB-2', subscriberId: 'sub-2' }),
  listedOrder(4, { createdAt: midnight + DAY_MS, ...sport, state: 'MANUAL' }),
  (tx) => {
    const order = orderRow(5, {
      createdAt: midnight + DAY_MS + 1,
      state: 'CONFIRMED',
      ...sold(2_500),
    });
    putOrder(tx, order);
    markAmount(tx, order);
  },
  (tx) => {
    putOrder(tx, quoted);
    markAmount(tx, quoted);
  },
];

test.each([
  ['', [5, 4, 3, 2, 1]],
  ['from=20261123', [5, 4, 3, 2]],
  ['to=20261123', [3, 2, 1]],
  ['from=20261123&to=20261123', [3, 2]],
  ['from=20261124&to=20261123', []],
  ['amountFrom=4800', [4, 2, 1]],
  ['amountTo=4800', [5, 4, 3, 2]],
  ['amountFrom=2600&amountTo=2600', [3]],
  ['amountFrom=0&amountTo=0', []],
  ['service=sport', [4, 2]],
  ['service=Spor', [4, 2]],
  [`service=${encodeURIComponent(' 体育 ')}`, [4, 2]],
  ['service=basic', [5, 3, 1]],
  ['service=', [5, 4, 3, 2, 1]],
  ['way=card', [4, 3, 2, 1]],
  ['way=alipay', []],
  ['subscriber=sub-2', [3]],
  ['subscriber=sub', []],
  ['box=STB-1', [4, 2, 1]],
  ['box=STB-1&subscriber=sub-2', []],
  ['find=STB-1&subscriber=sub-1&service=sport&state=MANUAL', [4]],
  [`find=${idOf(2, midnight)}&from=20261124`, []],
  [`find=${idOf(2, midnight)}&amountTo=4800`, [2]],
  ['find=STB-1&to=20261122', [1]],
  ['state=QUOTED', [7]],
  ['direction=asc', [1, 2, 3, 4, 5]],
  ['direction=asc&from=20261123&to=20261123', [2, 3]],
  ['find=sub-1&direction=asc', [1, 2, 4]],
  ['sort=amount', [1, 4, 2, 3, 5]],
  ['sort=amount&direction=asc', [5, 3, 2, 4, 1]],
  ['sort=amount&amountFrom=2600&amountTo=4800', [4, 2, 3]],
  ['sort=amount&direction=asc&amountFrom=2501&amountTo=9899', [3, 2, 4]],
  ['sort=amount&from=20261123&to=20261123', [2, 3]],
  ['sort=amount&state=QUOTED', [7]],
  ['sort=amount&find=sub-1', [1, 4, 2]],
  ['sort=amount&direction=asc&box=STB-1', [2, 4, 1]],
  ['sort=amount&direction=asc&box=STB-1&to=20261123', [2, 1]],
])('orders by "%s"', async (query, numbers) => {
  const { found, page, pages } = await fixtureWith(...some);
  expect(await found(query)).toEqual(numbers);
  const separator = query === '' ? '' : '&';
  const { total } = await page(`${query}${separator}total=yes`);
  expect(total).toEqual({ count: numbers.length, more: false });
  const byOnes = await pages(`${query}${separator}limit=1`);
  expect(byOnes.numbers).toEqual(numbers);
});

test.each([
  ['from=20261131', 'from'],
  ['to=20260000', 'to'],
  ['amountFrom=abc', 'amountFrom'],
  ['amountTo=-1', 'amountTo'],
  ['amountTo=10000000', 'amountTo'],
  ['sort=state', 'sort'],
  ['direction=up', 'direction'],
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['total=no', 'total'],
  ['box=a%2Fb', 'box'],
  ['subscriber=%20', 'subscriber'],
  [`sort=amount&cursor=${idOf(1)}`, 'cursor'],
  [`cursor=000002600%2F${idOf(1)}`, 'cursor'],
])('"%s" is refused, and named', async (query, field) => {
  const { get } = await fixtureWith();
  expect((await get(`/orders?${query}`)).body).toMatchObject({ code: 'request.invalid', field });
});

const hundred = Array.from({ length: 100 }, (_, n) => listedOrder(n, sold(1_000 + (n % 10))));

test.each(['', 'sort=amount&', 'sort=amount&find=sub-1&'])(
  'orders that come between two pages neither hide nor repeat others: "%s"',
  async (query) => {
    const { pages, write } = await fixtureWith(...hundred);
    let n = 200;
    const newer = () => write(listedOrder(n, sold(1_000 + (n++ % 10))));
    const before = await pages(`${query}limit=9`);
    const { numbers } = await pages(`${query}limit=9`, newer);
    expect(numbers.filter((number) => number < 200)).toEqual(before.numbers);
    expect(new Set(numbers).size).toBe(numbers.length);
  },
);

test('a page has as many rows as are asked for, and fifty otherwise', async () => {
  const { found } = await fixtureWith(...hundred);
  expect(await found('limit=70')).toHaveLength(70);
  expect(await found('')).toHaveLength(50);
});

test('a search by amount among orders of other days reads none of them', async () => {
  const old = Array.from({ length: 1_500 }, (_, n) =>
    orderRow(n, { createdAt: NOW - 30 * DAY_MS, ...sold(1_000 + n) }),
  );
  const { page } = await fixtureWith(
    (tx) => {
      for (const order of old) markAmount(tx, order);
    },
    listedOrder(9_999, sold(1)),
  );
  const { orders, cursor } = await page('sort=amount&from=20261123');
  expect(orders.map(({ ref }) => ref)).toEqual(['REF-9999']);
  expect(cursor).toBeUndefined();
});

test('a request counts ten thousand rows at most, and says that there are more', async () => {
  const order = orderRow(1);
  const many =
    (from: number, to: number): Write =>
    (tx) => {
      for (let n = from; n < to; n++) putOrder(tx, { ...order, orderId: idOf(n) });
    };
  const { page, write } = await fixtureWith(many(0, 10_000));
  expect((await page('total=yes&limit=1')).total).toEqual({ count: 10_000, more: false });
  await write(many(10_000, 10_001));
  expect((await page('total=yes&limit=1')).total).toEqual({ count: 10_000, more: true });
});

test('a household with thousands of orders is still sorted by amount, page by page', async () => {
  const many = Array.from({ length: 2_001 }, (_, n) => listedOrder(n, sold(5_000 - n)));
  const { pages } = await fixtureWith(
    ...many,
    listedOrder(3_000, { ...sold(9_999), subscriberId: 'sub-2' }),
  );
  const { numbers } = await pages('sort=amount&find=sub-1&limit=200');
  expect(numbers).toEqual(Array.from({ length: 2_001 }, (_, n) => n));
});
