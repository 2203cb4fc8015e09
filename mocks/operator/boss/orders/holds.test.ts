import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import type { PriceLine } from '../base/bossTypes.ts';
import { bossFixture, orderId, SUBSCRIBER } from '../boss.fixture.ts';
import { seedWith } from '../seed/seed.ts';

const MINUTE_MS = 60_000;
const rejected = (reason: string) => ({ status: 422, body: { code: 'rejected', reason } });

test('a hold has the price lines and the period, and lasts a quarter of an hour', async () => {
  const { status, body } = await bossFixture().hold('A');
  expect(status).toBe(201);
  expect(body).toMatchObject({
    orderId: orderId('A'),
    items: [{ serviceId: 'basic', months: 12 }],
    title: { 'zh-CN': '数字电视基本收视费' },
    lines: [
      { kind: 'list', amountFen: 31200, unitFen: 2600, quantity: 12 },
      { kind: 'discount', label: { 'zh-CN': '年付优惠' }, amountFen: -2600 },
    ],
    amountFen: 28600,
    from: '2026-12-01',
    to: '2027-11-30',
    expiresAt: '2026-11-23T20:51:00+08:00',
  });
});

test.each([
  ['basic', 1, 2600, 1],
  ['basic', 6, 15000, 2],
  ['sport', 12, 52800, 2],
  ['opera', 3, 2400, 1],
])('the lines of %s for %i months add up to %i', async (serviceId, months, amountFen, count) => {
  const { body } = await bossFixture().hold('A', serviceId, months);
  expect(body.amountFen).toBe(amountFen);
  expect(body.lines).toHaveLength(count);
  const sum = body.lines.reduce((total: number, line: PriceLine) => total + line.amountFen, 0);
  expect(sum).toBe(amountFen);
});

test('the same order again is the same hold, extended', async () => {
  const fixture = bossFixture();
  const first = await fixture.hold('A');
  fixture.clock.time += 10 * MINUTE_MS;
  const again = await fixture.hold('A');
  expect(again.body).toEqual({ ...first.body, expiresAt: '2026-11-23T21:01:00+08:00' });
});

test('a hold that lapsed can be renewed at the same price', async () => {
  const fixture = bossFixture();
  const first = await fixture.hold('A', 'film4k', 1);
  fixture.clock.time += DAY_MS;
  const again = await fixture.hold('A', 'film4k', 1);
  expect(again).toMatchObject({ status: 201, body: { holdId: first.body.holdId } });
});

test('a hold is found until it lapses', async () => {
  const fixture = bossFixture();
  const { body } = await fixture.hold('A');
  const path = `/holds/${orderId('A')}`;
  fixture.clock.time += 15 * MINUTE_MS - 1;
  expect(await fixture.get(path)).toEqual({ status: 200, body });
  fixture.clock.time += 1;
  expect(await fixture.get(path)).toMatchObject({
    status: 404,
    body: { code: 'hold.none', reason: 'hold.lapsed' },
  });
  expect((await fixture.get(`/holds/${orderId('B')}`)).body.reason).toBeUndefined();
});

test('a released hold is gone, and releasing it twice is no error', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  const path = `/holds/${orderId('A')}`;
  expect((await fixture.ask('DELETE', path)).status).toBe(204);
  expect((await fixture.ask('DELETE', path)).status).toBe(204);
  expect(await fixture.get(path)).toMatchObject({ status: 404, body: { code: 'hold.none' } });
});

test.each([
  ['service.stopped', 'stereo3d', 1, {}],
  ['area.not_covered', 'broadband1000', 1, {}],
  ['period.not_allowed', 'basic', 2, {}],
  ['arrears.first', 'film4k', 1, { arrears: true }],
  ['account.closed', 'basic', 1, { accountClosed: true }],
])('%s: %s for %i months', async (reason, serviceId, months, options) => {
  const fixture = bossFixture(seedWith(options));
  expect(await fixture.hold('A', serviceId, months)).toMatchObject(rejected(reason));
  expect((await fixture.get(`/holds/${orderId('A')}`)).status).toBe(404);
});

test('a subscriber in arrears may pay the overdue service, and pays what is overdue with it', async () => {
  const { body } = await bossFixture(seedWith({ arrears: true })).hold('A', 'basic', 1);
  expect(body).toMatchObject({ amountFen: 7800, from: '2026-11-23', to: '2026-12-22' });
  expect(body.lines.slice(1)).toMatchObject([
    { kind: 'arrears', label: { 'zh-CN': '2026-09 欠费' }, amountFen: 2600 },
    { kind: 'arrears', label: { 'zh-CN': '2026-10 欠费' }, amountFen: 2600 },
  ]);
});

test('a hold is not exclusive: another order may be held and confirmed beside it', async () => {
  const fixture = bossFixture();
  const letters = ['A', 'B', 'A', 'B'];
  for (const letter of letters) expect((await fixture.hold(letter)).status).toBe(201);
});

test('a paid order that is pending excludes others for its time', async () => {
  const fixture = bossFixture();
  fixture.faults.pendingAsks = 5;
  await fixture.hold('A');
  await fixture.activate('A', 28600);
  fixture.clock.time += DAY_MS;
  expect(await fixture.hold('B')).toMatchObject(rejected('period.overlaps'));
  expect((await fixture.hold('C', 'film4k', 1)).status).toBe(201);
  fixture.faults.rejectActivation = 'service.stopped';
  for (let asks = 0; asks < 5; asks++) await fixture.order('A');
  expect((await fixture.hold('B')).status).toBe(201);
});

test('an offer that another payment has overtaken is not confirmed', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  await fixture.hold('B');
  await fixture.activate('A', 28600);
  expect(await fixture.hold('B')).toMatchObject(rejected('period.overlaps'));
  expect((await fixture.hold('C')).body).toMatchObject({ from: '2027-12-01', to: '2028-11-30' });
});

test('a price that has changed since the offer is not confirmed', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.priceRiseFen = 100;
  expect(await fixture.hold('A')).toMatchObject(rejected('price.changed'));
});

test('the same order for something else is a conflict', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  const conflict = { status: 409, body: { code: 'order.conflict' } };
  expect(await fixture.hold('A', 'basic', 6)).toMatchObject(conflict);
  await fixture.activate('A', 28600);
  expect(await fixture.hold('A')).toMatchObject(conflict);
});

test('a switched-on fault rejects', async () => {
  const fixture = bossFixture();
  fixture.faults.rejectHold = 'area.not_covered';
  expect(await fixture.hold('A')).toMatchObject(rejected('area.not_covered'));
});

const item = { serviceId: 'basic', months: 12 };
const body = { orderId: orderId('A'), subscriberId: SUBSCRIBER, items: [item] };
test.each([
  ['orderId', { ...body, orderId: '1' }],
  ['subscriberId', { ...body, subscriberId: undefined }],
  ['items', { ...body, items: [] }],
  ['items', { ...body, items: [item, item] }],
  ['items[0].months', { ...body, items: [{ ...item, months: 37 }] }],
  ['items[0].price', { ...body, items: [{ ...item, price: 1 }] }],
  ['amountFen', { ...body, amountFen: 1 }],
])('a malformed %s is named', async (field, malformed) => {
  expect(await bossFixture().ask('POST', '/holds', malformed)).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', field },
  });
});

test('an unknown subscriber and an unknown service have different problems', async () => {
  const { ask } = bossFixture();
  const nobody = { ...body, subscriberId: 'nobody' };
  const nothing = { ...body, items: [{ serviceId: 'nothing', months: 1 }] };
  expect((await ask('POST', '/holds', nobody)).body.code).toBe('subscriber.unknown');
  expect((await ask('POST', '/holds', nothing)).body.code).toBe('service.unknown');
});
