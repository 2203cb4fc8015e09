import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import type { Service, ServicePage } from '../base/bossTypes.ts';
import { type BossFixture, bossFixture, SUBSCRIBER } from '../boss.fixture.ts';
import { seedWith } from '../seed/seed.ts';

const page = async ({ get }: BossFixture, query = ''): Promise<ServicePage> =>
  (await get(`/catalogue?subscriberId=${SUBSCRIBER}${query}`)).body;

async function allPages(fixture: BossFixture, query: string): Promise<Service[]> {
  const items: Service[] = [];
  for (;;) {
    const next = await page(fixture, `${query}&from=${items.length}`);
    expect(next.from).toBe(items.length);
    items.push(...next.items);
    if (items.length >= next.total) return items;
    expect(next.items).not.toEqual([]);
  }
}

const numbersOf = ({ items }: ServicePage): number[] => items.map(({ number }) => number);

test('the first page has the services in the order of their numbers, and says how many there are', async () => {
  const first = await page(bossFixture(), '&limit=8');
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
  expect(first).toMatchObject({ from: 0, total: 24 });
  expect(first.categories.map(({ title }) => title['zh-CN'])).toEqual([
    '基本收视',
    '付费频道',
    '互动点播',
    '宽带',
    '增值服务',
  ]);
});

test.each([1, 5, 8, 24, 100])('pages of %i lead through all services once', async (limit) => {
  const items = await allPages(bossFixture(), `&limit=${limit}`);
  expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
});

test('a category has its own services, count and pages', async () => {
  const fixture = bossFixture();
  expect(await page(fixture, '&category=broadband')).toMatchObject({ total: 4 });
  const items = await allPages(fixture, '&category=broadband&limit=3');
  expect(items.map(({ serviceId }) => serviceId)).toEqual([
    'broadband300',
    'broadband100',
    'broadband500',
    'broadband1000',
  ]);
  expect(await page(fixture, '&category=none')).toMatchObject({ items: [], from: 0, total: 0 });
});

const tenThousand = bossFixture(seedWith({ services: 10_000 }));

test('of ten thousand services any page can be read, the last as well as the first', async () => {
  const last = await page(tenThousand, '&from=9980&limit=48');
  expect(last).toMatchObject({ from: 9980, total: 10_000 });
  expect(numbersOf(last)).toEqual(Array.from({ length: 20 }, (_, at) => 9981 + at));
  const vod = await page(tenThousand, '&category=vod&limit=100&from=2000');
  expect(new Set(vod.items.map(({ category }) => category))).toEqual(new Set(['vod']));
  expect(vod.items).toHaveLength(100);
});

test('a page after the end is empty, and says where the end is', async () => {
  const behind = await page(bossFixture(), '&from=500');
  expect(behind).toMatchObject({ items: [], from: 24, total: 24 });
});

test.each([
  ['', 9321, 9320, 9321],
  ['', 1, 0, 1],
  ['', 10_000, 9999, 10_000],
  ['', 10_001, 10_000, undefined],
  ['&category=broadband', 7, 1, 22],
  ['&category=broadband', 999_999, 4, undefined],
])('%s from number %i on: index %i, which has number %s', async (list, number, from, first) => {
  const found = await page(tenThousand, `${list}&number=${number}&limit=1`);
  expect([found.from, numbersOf(found)[0]]).toEqual([from, first]);
});

test('digits find the numbers that begin with them', async () => {
  const found = await page(tenThousand, '&q=99&limit=100');
  expect(found.total).toBe(1 + 10 + 100);
  expect(numbersOf(found).slice(0, 12)).toEqual([
    99, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999, 9900,
  ]);
  expect(numbersOf(await page(tenThousand, '&q=9321'))).toEqual([9321]);
  expect(await page(tenThousand, '&q=0')).toMatchObject({ items: [], total: 0 });
});

test('letters find the titles whose initials contain them, in either language and case', async () => {
  const fixture = bossFixture();
  const titles = async (q: string) =>
    (await page(fixture, `&q=${q}`)).items.map(({ title }) => title['zh-CN']);
  expect(await titles('sely')).toEqual(['少儿乐园']);
  expect(await titles('SELY')).toEqual(['少儿乐园']);
  expect(await titles('ely')).toEqual(['少儿乐园']);
  expect(await titles('VOD')).toEqual(['互动点播 VOD']);
  expect(await titles('cqys')).toContain('超清 4K 影视包');
  expect(await titles('HCH')).toEqual(['家庭音乐厅']);
  expect(await titles('qqqq')).toEqual([]);
});

test('what is found comes in pages, and can be limited to a category', async () => {
  const all = await allPages(tenThousand, '&q=CQXW&limit=2');
  expect(all.map(({ title }) => title['zh-CN'])).toEqual([
    '重庆新闻频道',
    '重庆新闻高清包',
    '重庆新闻点播',
    '重庆新闻回看',
    '重庆新闻精选',
  ]);
  const vod = await allPages(tenThousand, '&q=CQXW&category=vod&limit=2');
  expect(vod.map(({ title }) => title['zh-CN'])).toEqual(['重庆新闻点播', '重庆新闻回看']);
});

test.each([
  ['an index below the first', '&from=-1', 'from'],
  ['letters and digits mixed', '&q=4K', 'q'],
  ['no number', '&number=0', 'number'],
  ['no services a page', '&limit=0', 'limit'],
  ['a malformed category', '&category=a.b', 'category'],
])('%s is refused by name', async (_name, query, field) => {
  expect(await bossFixture().get(`/catalogue?subscriberId=${SUBSCRIBER}${query}`)).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', field },
  });
});

test.each([
  ['basic', { state: 'expiring', validTo: '2026-11-30' }],
  ['kids', { state: 'active', validTo: '2027-05-31' }],
  [
    'broadband300',
    {
      state: 'active',
      validTo: '2027-03-31',
      renewal: { amountFen: 5800, nextDate: '2027-04-01', cancellable: false },
    },
  ],
  ['karaoke', { state: 'expired', validTo: '2026-10-31' }],
  ['film4k', { state: 'none' }],
  ['stereo3d', { state: 'stopped' }],
])('the subscription of %s is %o', async (serviceId, subscription) => {
  expect((await bossFixture().service(serviceId)).body.subscription).toEqual(subscription);
});

test.each([
  [-9, 'active'],
  [-8, 'expiring'],
  [7, 'expiring'],
  [8, 'expired'],
])('%i days on, the basic service is %s', async (days, state) => {
  const fixture = bossFixture();
  await fixture.service('basic');
  fixture.clock.time += days * DAY_MS;
  expect((await fixture.service('basic')).body.subscription.state).toBe(state);
});

test('periods have a price, a saving and dates: after the paid time, else from today', async () => {
  const fixture = bossFixture();
  expect((await fixture.service('basic')).body.periods).toEqual([
    { months: 1, amountFen: 2600, savingFen: 0, from: '2026-12-01', to: '2026-12-31' },
    { months: 3, amountFen: 7800, savingFen: 0, from: '2026-12-01', to: '2027-02-28' },
    { months: 6, amountFen: 15000, savingFen: 600, from: '2026-12-01', to: '2027-05-31' },
    { months: 12, amountFen: 28600, savingFen: 2600, from: '2026-12-01', to: '2027-11-30' },
  ]);
  const dates = { from: '2026-11-23', to: '2026-12-22' };
  expect((await fixture.service('film4k')).body.periods[0]).toMatchObject(dates);
  expect((await fixture.service('karaoke')).body.periods[0]).toMatchObject(dates);
});

test.each([
  [7, '2026-12-01'],
  [8, '2026-12-01'],
  [9, '2026-12-02'],
])('%i days on, the next period of the basic service begins %s', async (days, from) => {
  const fixture = bossFixture();
  await fixture.service('basic');
  fixture.clock.time += days * DAY_MS;
  expect((await fixture.service('basic')).body.periods[0].from).toBe(from);
});

test('one service in full has its texts and its past orders', async () => {
  const { body } = await bossFixture().service('basic');
  expect(body.includes).toHaveLength(4);
  expect(body.terms['zh-CN']).toContain('不会自动续费');
  expect(body.pastOrders).toMatchObject([
    { paidAt: '2025-12-01T10:26:00+08:00', months: 12, amountFen: 28600 },
    { paidAt: '2024-12-01T10:26:00+08:00', months: 12, amountFen: 28600 },
  ]);
});

test('a price rise shows in the list', async () => {
  const fixture = bossFixture();
  fixture.faults.priceRiseFen = 100;
  expect((await page(fixture, '&limit=1')).items[0]).toMatchObject({
    priceFen: 2700,
    periods: [{ amountFen: 2700 }, {}, {}, { amountFen: 29_800 }],
  });
});

test.each(['nothing', 'constructor', '__proto__'])(
  'the service %s is unknown',
  async (serviceId) => {
    expect(await bossFixture().service(serviceId)).toMatchObject({
      status: 404,
      body: { code: 'service.unknown' },
    });
  },
);
