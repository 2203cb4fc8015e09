import { expect, test } from 'vitest';
import { bossProblem, never, noWire } from '../bossFake.fixture.ts';
import { nodeCrypto } from '../nodeCrypto.fixture.ts';
import { NOW, tspFixture } from '../tsp.fixture.ts';
import { quoteDigest } from './quotes.ts';

test('the digest covers everything that was shown', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  const { quoteDigest: digest, ...shown } = quote;
  expect(digest).toBe(await quoteDigest(nodeCrypto, shown));
  expect(digest).not.toBe(await quoteDigest(nodeCrypto, { ...shown, amountFen: 2601 }));
  expect(quote.expiresAt).toBe('2026-11-23T20:46:00+08:00');
});

test.each([
  ['nothing', 404, 'service.not_found', undefined],
  ['stopped', 422, 'boss.rejected', 'service.stopped'],
] as const)('a quote for "%s" is %s %s', async (serviceId, status, code, reason) => {
  const box = await tspFixture().opened();
  const refused = await box.post('/quotes', { items: [{ serviceId, months: 1 }] });
  expect(refused.problem).toMatchObject({ status, code, money: 'untouched' });
  expect(refused.problem.reason).toBe(reason);
});

test.each([
  ['a dead wire', noWire],
  ['a 500', () => new Response('', { status: 500 })],
  ['an answer that is not JSON', () => new Response('<html>', { status: 201 })],
  ['a code nobody knows', () => bossProblem(409, 'order.conflict')],
])('%s from BOSS counts as no answer', async (_what, answer) => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  fixture.boss.instead.push({ match: /POST \/holds/, answer });
  const refused = await box.post('/quotes', { items: [{ serviceId: 'basic', months: 1 }] });
  expect(refused.problem).toMatchObject({
    status: 503,
    code: 'boss.unavailable',
    retry: 'same-key',
  });
});

test('a service that is paid and not open yet is called paid, and BOSS is not asked', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  fixture.boss.activation = () => ({ state: 'PENDING' });
  await fixture.paid(box);
  const [from, asked] = [await fixture.opened('STB-2'), fixture.boss.asked.length];
  const refused = await from.post('/quotes', { items: [{ serviceId: 'basic', months: 1 }] });
  expect(refused.problem).toMatchObject({ code: 'order.already_paid', money: 'taken' });
  expect(fixture.boss.asked.slice(asked)).not.toContain('POST /holds');
  expect(await fixture.quote(from, 'sport')).toMatchObject({ amountFen: 2600 });
});

test('BOSS has six seconds to answer', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  fixture.boss.instead.push({ match: /POST \/holds/, answer: never });
  const asked = box.post('/quotes', { items: [{ serviceId: 'basic', months: 1 }] });
  await fixture.time.advance(6_000);
  expect((await asked).problem.code).toBe('boss.unavailable');
});

test.each([
  ['lines that do not add up', { amountFen: 2700 }],
  ['an amount that is not whole', { amountFen: 0.5 }],
  ["another order's hold", { orderId: '01HF7YAT31JZECA3K2V2W6E9QB' }],
  ['another item', { items: [{ serviceId: 'basic', months: 12 }] }],
])('a hold with %s is not offered to the subscriber', async (_what, change) => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  fixture.boss.instead.push({
    match: /POST \/holds/,
    answer: async (done) =>
      Response.json({ ...(await (await done()).json()), ...change }, { status: 201 }),
  });
  const refused = await box.post('/quotes', { items: [{ serviceId: 'basic', months: 1 }] });
  expect(refused.problem.code).toBe('boss.unavailable');
});

test('a quote expires with its hold at the latest', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const expiresAt = '2026-11-23T20:40:00+08:00';
  fixture.boss.instead.push({
    match: /POST \/holds/,
    answer: async (done) =>
      Response.json({ ...(await (await done()).json()), expiresAt }, { status: 201 }),
  });
  expect((await fixture.quote(box)).expiresAt).toBe(expiresAt);
});

test('subscriber and services come from BOSS, with the orders paid here', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  expect((await box.get('/subscriber')).value).toEqual({
    name: '王**',
    accountTail: '8538 **** 2107',
    area: { 'zh-CN': '城东' },
    dues: [],
  });
  expect((await box.get('/services?limit=5')).value).toMatchObject({ items: [] });
  const { orderId } = await fixture.paid(box);
  await fixture.time.drain();
  const detail = (await box.get<{ pastOrders: { orderId: string }[] }>('/services/basic')).value;
  expect(detail.pastOrders.map((past) => past.orderId)).toEqual([orderId, 'OLD-1']);
  expect((await box.get('/services/nothing')).problem.code).toBe('service.not_found');
  expect(fixture.time.clock.now()).toBe(NOW);
  expect(fixture.violations).toEqual([]);
});

test.each(['/subscriber', '/services', '/services/basic'])(
  '%s is refused while BOSS does not answer',
  async (path) => {
    const fixture = tspFixture();
    const box = await fixture.opened();
    fixture.boss.instead.push({ match: /GET/, answer: noWire });
    expect((await box.get(path)).problem).toMatchObject({ status: 503, code: 'boss.unavailable' });
  },
);
