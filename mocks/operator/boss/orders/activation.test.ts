import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { bossOrders } from '../base/bossStore.ts';
import { type BossFixture, bossFixture, orderId, SUBSCRIBER } from '../boss.fixture.ts';
import { seedWith } from '../seed/seed.ts';

const conflict = { status: 409, body: { code: 'order.conflict' } };
const rejected = (reason: string, final = true) => ({
  status: 200,
  body: { state: 'REJECTED', reason, final },
});
const activated = (from: string, to: string) => ({
  status: 200,
  body: {
    orderId: orderId('A'),
    state: 'ACTIVATED',
    amountFen: 28600,
    from,
    to,
    bossOrder: expect.stringMatching(/^B\d{14}$/),
  },
});
const validTo = async (fixture: BossFixture, serviceId = 'basic') =>
  (await fixture.service(serviceId)).body.subscription.validTo;
const lapse = (fixture: BossFixture) => {
  fixture.clock.time += 3 * DAY_MS;
};

test('an activation extends the subscription and clears what was due', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  expect(await fixture.activate('A', 28600)).toEqual(activated('2026-12-01', '2027-11-30'));
  expect((await fixture.service('basic')).body.subscription).toEqual({
    state: 'active',
    validTo: '2027-11-30',
  });
  expect((await fixture.get(`/subscribers/${SUBSCRIBER}/bills`)).body.dues).toEqual([]);
});

test('the same activation again gets the same answer, and opens nothing twice', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  const first = await fixture.activate('A', 28600);
  lapse(fixture);
  expect(await fixture.activate('A', 28600)).toEqual(first);
  expect(await fixture.order('A')).toEqual(first);
  expect(await validTo(fixture)).toBe('2027-11-30');
  expect(await bossOrders(fixture.store)).toHaveLength(1);
});

test('two activations at the same time open one period', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  const answers = await Promise.all([1, 2, 3].map(() => fixture.activate('A', 28600)));
  expect(new Set(answers.map(({ body }) => body.to))).toEqual(new Set(['2027-11-30']));
  expect(await validTo(fixture)).toBe('2027-11-30');
});

test('an answer that was lost is given again', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.lostAnswers = 1;
  await expect(fixture.activate('A', 28600)).rejects.toThrow('connection reset');
  expect(await fixture.order('A')).toEqual(activated('2026-12-01', '2027-11-30'));
  expect(await fixture.activate('A', 28600)).toEqual(activated('2026-12-01', '2027-11-30'));
});

test('what was paid in arrears clears the overdue bill, and other services are sold again', async () => {
  const fixture = bossFixture(seedWith({ arrears: true }));
  await fixture.hold('A', 'basic', 1);
  expect((await fixture.activate('A', 7800, 'basic', 1)).body.state).toBe('ACTIVATED');
  expect((await fixture.hold('B', 'film4k', 1)).status).toBe(201);
});

test.each<[string, (fixture: BossFixture) => Promise<unknown>]>([
  ['another amount', (fixture) => fixture.activate('A', 28500)],
  ['another period', (fixture) => fixture.activate('A', 28600, 'basic', 6)],
  ['another service', (fixture) => fixture.activate('A', 28600, 'film4k')],
])('the same order with %s is a conflict', async (_name, other) => {
  const fixture = bossFixture();
  await fixture.hold('A');
  await fixture.activate('A', 28600);
  expect(await other(fixture)).toMatchObject(conflict);
  expect(await validTo(fixture)).toBe('2027-11-30');
});

test('what was held for one item is not opened for another', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  expect(await fixture.activate('A', 15000, 'basic', 6)).toMatchObject(conflict);
  expect((await fixture.order('A')).body.state).toBe('NONE');
});

test.each([28599, 28601, 1])('%i fen are not the price', async (amountFen) => {
  const fixture = bossFixture();
  await fixture.hold('A');
  expect(await fixture.activate('A', amountFen)).toMatchObject(rejected('price.changed'));
  expect(await validTo(fixture)).toBe('2026-11-30');
});

test('a price that rises after the hold does not touch what was held', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.priceRiseFen = 100;
  expect((await fixture.activate('A', 28600)).body.state).toBe('ACTIVATED');
});

test('an order whose hold lapsed is still opened while the price is the same', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  lapse(fixture);
  expect(await fixture.activate('A', 28600)).toEqual(activated('2026-12-01', '2027-11-30'));
});

test('an order whose hold was released is still opened: the money is taken', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  await fixture.ask('DELETE', `/holds/${orderId('A')}`);
  expect((await fixture.activate('A', 28600)).body.state).toBe('ACTIVATED');
});

test('a late activation begins on its own day, not in the past', async () => {
  const fixture = bossFixture();
  await fixture.hold('A', 'film4k', 1);
  lapse(fixture);
  const { body } = await fixture.activate('A', 3000, 'film4k', 1);
  expect(body).toMatchObject({ from: '2026-11-26', to: '2026-12-25' });
});

test('an order whose hold lapsed is not opened at another price', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  lapse(fixture);
  fixture.faults.priceRiseFen = 100;
  expect(await fixture.activate('A', 28600)).toMatchObject(rejected('price.changed'));
});

test('an order that was never held is not opened', async () => {
  const fixture = bossFixture();
  expect(await fixture.activate('A', 28600)).toMatchObject(rejected('hold.lapsed'));
  expect((await fixture.hold('A')).status).toBe(409);
});

test('of two orders for the same time the second is rejected, held or not', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  await fixture.hold('B');
  expect((await fixture.activate('A', 28600)).body.state).toBe('ACTIVATED');
  expect(await fixture.activate('B', 28600)).toMatchObject(rejected('period.overlaps'));
  expect(await validTo(fixture)).toBe('2027-11-30');
});

test('while the first of two is pending the second is rejected already', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  await fixture.hold('B');
  fixture.faults.pendingAsks = 2;
  expect((await fixture.activate('A', 28600)).body.state).toBe('PENDING');
  fixture.faults.pendingAsks = 0;
  expect(await fixture.activate('B', 28600)).toMatchObject(rejected('period.overlaps'));
});

test('pending ends after a number of requests, of either kind', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.pendingAsks = 3;
  const states = [await fixture.activate('A', 28600)];
  fixture.faults.pendingAsks = 0;
  states.push(await fixture.order('A'), await fixture.activate('A', 28600));
  expect(states.map(({ body }) => body.state)).toEqual(['PENDING', 'PENDING', 'PENDING']);
  expect(await validTo(fixture)).toBe('2026-11-30');
  expect(await fixture.order('A')).toEqual(activated('2026-12-01', '2027-11-30'));
  expect(await fixture.order('A')).toEqual(activated('2026-12-01', '2027-11-30'));
  expect(await validTo(fixture)).toBe('2027-11-30');
});

test('pending may end in a rejection', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.pendingAsks = 1;
  await fixture.activate('A', 28600);
  fixture.faults.rejectActivation = 'service.stopped';
  expect(await fixture.order('A')).toMatchObject(rejected('service.stopped'));
  expect(await fixture.credit('A', 28600)).toMatchObject({ body: { state: 'CREDITED' } });
});

test('a final rejection stays, even when its fault is switched off later', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.rejectActivation = 'service.stopped';
  await fixture.activate('A', 28600);
  fixture.faults.rejectActivation = null;
  expect(await fixture.activate('A', 28600)).toMatchObject(rejected('service.stopped'));
  expect(await fixture.order('A')).toMatchObject(rejected('service.stopped'));
});

test('a rejection that is not final may be asked for again', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.rejectActivation = 'arrears.first';
  fixture.faults.rejectionIsFinal = false;
  expect(await fixture.activate('A', 28600)).toMatchObject(rejected('arrears.first', false));
  fixture.faults.rejectActivation = null;
  expect(await fixture.activate('A', 28600)).toEqual(activated('2026-12-01', '2027-11-30'));
});

test('an order BOSS has never seen is NONE', async () => {
  expect(await bossFixture().order('A')).toEqual({
    status: 200,
    body: { orderId: orderId('A'), state: 'NONE' },
  });
});

const body = {
  subscriberId: SUBSCRIBER,
  amountFen: 28600,
  items: [{ serviceId: 'basic', months: 12 }],
  paidAt: '2026-11-23T20:39:12+08:00',
};
test.each([
  ['amountFen', { ...body, amountFen: 286.5 }],
  ['amountFen', { ...body, amountFen: 10_000_000 }],
  ['paidAt', { ...body, paidAt: '2026-11-23 20:39' }],
  ['card', { ...body, card: '1234' }],
  ['body', undefined],
])('a malformed %s is named', async (field, malformed) => {
  const path = `/orders/${orderId('A')}/activation`;
  expect(await bossFixture().ask('PUT', path, malformed)).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', field },
  });
});
