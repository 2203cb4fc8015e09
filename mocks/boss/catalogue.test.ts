import { expect, test } from 'vitest';
import { type BossBench, bossBench, DAY_MS, SUBSCRIBER } from './bossBench.ts';
import type { Service, ServicePage } from './bossTypes.ts';
import { seedWith } from './seed.ts';

const page = async ({ get }: BossBench, query = ''): Promise<ServicePage> =>
  (await get(`/catalogue?subscriberId=${SUBSCRIBER}${query}`)).body;

async function allPages(bench: BossBench, query: string): Promise<Service[]> {
  const items: Service[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const next = await page(bench, `${query}${cursor && `&cursor=${cursor}`}`);
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return items;
}

test('the first page has the services in the order of their numbers, and says how many there are', async () => {
  const first = await page(bossBench(), '&limit=8');
  expect(first.items.map(({ serviceId }) => serviceId)).toEqual([
    'basic',
    'film4k',
    'kids',
    'sport',
    'vod',
    'broadband300',
    'pvr',
    'opera',
  ]);
  expect(first).toMatchObject({ total: 24, nextCursor: '000008' });
  expect(first.categories.map(({ title }) => title['zh-CN'])).toEqual([
    '基本收视',
    '付费频道',
    '互动点播',
    '宽带',
    '增值服务',
  ]);
});

test.each([1, 5, 8, 24, 100])('pages of %i lead through all services once', async (limit) => {
  const items = await allPages(bossBench(), `&limit=${limit}`);
  expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
});

test('a category has its own services, count and pages', async () => {
  const bench = bossBench();
  expect(await page(bench, '&category=broadband')).toMatchObject({ total: 4 });
  const items = await allPages(bench, '&category=broadband&limit=3');
  expect(items.map(({ serviceId }) => serviceId)).toEqual([
    'broadband300',
    'broadband100',
    'broadband500',
    'broadband1000',
  ]);
  expect(await page(bench, '&category=none')).toMatchObject({ items: [], total: 0 });
});

test('ten thousand services come page by page, the last as well as the first', async () => {
  const bench = bossBench(seedWith({ services: 10_000 }));
  const last = await page(bench, '&cursor=009980');
  expect(last).toMatchObject({ total: 10_000 });
  expect(last.items).toHaveLength(20);
  expect(last.nextCursor).toBeUndefined();
  const vod = await page(bench, '&category=vod&limit=100&cursor=005000');
  expect(new Set(vod.items.map(({ category }) => category))).toEqual(new Set(['vod']));
  expect(vod.items[0]?.number).toBeGreaterThan(5000);
});

test.each([
  ['a cursor of its own making', '&cursor=7', 'cursor'],
  ['no services a page', '&limit=0', 'limit'],
  ['a category that is none', '&category=a.b', 'category'],
])('%s is refused by name', async (_name, query, field) => {
  expect(await bossBench().get(`/catalogue?subscriberId=${SUBSCRIBER}${query}`)).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', field },
  });
});

test.each([
  ['basic', { state: 'expiring', validTo: '2026-11-30' }],
  ['kids', { state: 'active', validTo: '2027-05-31' }],
  ['broadband300', { state: 'active', validTo: '2027-03-31' }],
  ['karaoke', { state: 'expired', validTo: '2026-10-31' }],
  ['film4k', { state: 'none' }],
  ['stereo3d', { state: 'stopped' }],
])('the subscription of %s is %o', async (serviceId, subscription) => {
  expect((await bossBench().service(serviceId)).body.subscription).toEqual(subscription);
});

test.each([
  [-9, 'active'],
  [-8, 'expiring'],
  [7, 'expiring'],
  [8, 'expired'],
])('%i days on, the basic service is %s', async (days, state) => {
  const bench = bossBench();
  await bench.service('basic');
  bench.clock.time += days * DAY_MS;
  expect((await bench.service('basic')).body.subscription.state).toBe(state);
});

test('periods have a price, a saving and dates: after the paid time, else from today', async () => {
  const bench = bossBench();
  expect((await bench.service('basic')).body.periods).toEqual([
    { months: 1, amountFen: 2600, savingFen: 0, from: '2026-12-01', to: '2026-12-31' },
    { months: 3, amountFen: 7800, savingFen: 0, from: '2026-12-01', to: '2027-02-28' },
    { months: 6, amountFen: 15000, savingFen: 600, from: '2026-12-01', to: '2027-05-31' },
    { months: 12, amountFen: 28600, savingFen: 2600, from: '2026-12-01', to: '2027-11-30' },
  ]);
  const dates = { from: '2026-11-23', to: '2026-12-22' };
  expect((await bench.service('film4k')).body.periods[0]).toMatchObject(dates);
  expect((await bench.service('karaoke')).body.periods[0]).toMatchObject(dates);
});

test.each([
  [7, '2026-12-01'],
  [8, '2026-12-01'],
  [9, '2026-12-02'],
])('%i days on, the next period of the basic service begins %s', async (days, from) => {
  const bench = bossBench();
  await bench.service('basic');
  bench.clock.time += days * DAY_MS;
  expect((await bench.service('basic')).body.periods[0].from).toBe(from);
});

test('a service whole has its words and the orders of before', async () => {
  const { body } = await bossBench().service('basic');
  expect(body.includes).toHaveLength(4);
  expect(body.terms['zh-CN']).toContain('不会自动续费');
  expect(body.pastOrders).toMatchObject([
    { paidAt: '2025-12-01T10:26:00+08:00', months: 12, amountFen: 28600 },
    { paidAt: '2024-12-01T10:26:00+08:00', months: 12, amountFen: 28600 },
  ]);
});

test('a dearer month shows in the list', async () => {
  const bench = bossBench();
  bench.faults.priceRiseFen = 100;
  expect((await page(bench, '&limit=1')).items[0]).toMatchObject({
    priceFen: 2700,
    periods: [{ amountFen: 2700 }, {}, {}, { amountFen: 29_800 }],
  });
});

test.each(['nothing', 'constructor', '__proto__'])('nobody has heard of %s', async (serviceId) => {
  expect(await bossBench().service(serviceId)).toMatchObject({
    status: 404,
    body: { code: 'service.unknown' },
  });
});
