import { expect, test } from 'vitest';
import { bossOrders, bossRoom, findSubscriber } from '../base/bossStore.ts';
import { type BossFixture, bossFixture, orderId, SUBSCRIBER } from '../boss.fixture.ts';
import { seedWith } from '../seed/seed.ts';

const conflict = { status: 409, body: { code: 'order.conflict' } };

async function rejectedOrder(fixture: BossFixture, letter = 'A') {
  await fixture.hold(letter);
  fixture.faults.rejectActivation = 'service.stopped';
  await fixture.activate(letter, 28600);
}

const creditFen = async (fixture: BossFixture) =>
  (await bossRoom(fixture.store).transaction((tx) => findSubscriber(tx, SUBSCRIBER)))?.creditFen;

test('what was rejected is credited, once', async () => {
  const fixture = bossFixture();
  await rejectedOrder(fixture);
  const first = await fixture.credit('A', 28600);
  expect(first).toEqual({
    status: 200,
    body: {
      orderId: orderId('A'),
      state: 'CREDITED',
      amountFen: 28600,
      creditNo: 'CR20261123000001',
      bossOrder: 'B20261123000001',
    },
  });
  expect(await fixture.credit('A', 28600)).toEqual(first);
  expect(await fixture.order('A')).toEqual(first);
  expect(await creditFen(fixture)).toBe(28600);
});

test('a credit whose answer was lost is answered again', async () => {
  const fixture = bossFixture();
  await rejectedOrder(fixture);
  fixture.faults.lostAnswers = 1;
  await expect(fixture.credit('A', 28600)).rejects.toThrow('connection reset');
  expect((await fixture.credit('A', 28600)).body.creditNo).toBe('CR20261123000001');
  expect(await creditFen(fixture)).toBe(28600);
});

test('every credit has a number of its own', async () => {
  const fixture = bossFixture();
  await rejectedOrder(fixture, 'A');
  await rejectedOrder(fixture, 'B');
  const numbers = [await fixture.credit('A', 28600), await fixture.credit('B', 28600)];
  expect(numbers.map(({ body }) => body.creditNo)).toEqual([
    'CR20261123000001',
    'CR20261123000002',
  ]);
});

test('an opened order is never credited', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  await fixture.activate('A', 28600);
  expect(await fixture.credit('A', 28600)).toMatchObject(conflict);
  expect((await fixture.order('A')).body.state).toBe('ACTIVATED');
  expect(await creditFen(fixture)).toBe(0);
});

test('an order that may still be opened is not credited', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.pendingAsks = 9;
  await fixture.activate('A', 28600);
  expect(await fixture.credit('A', 28600)).toMatchObject(conflict);
});

test('a credited order is never opened, held or not', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  expect((await fixture.credit('A', 28600)).body.state).toBe('CREDITED');
  expect((await fixture.activate('A', 28600)).body.state).toBe('CREDITED');
  expect((await fixture.service('basic')).body.subscription.validTo).toBe('2026-11-30');
});

test('of a credit and an activation at the same time one wins', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  await Promise.all([fixture.activate('A', 28600), fixture.credit('A', 28600)]);
  const [order] = await bossOrders(fixture.store);
  const isOpen = (await fixture.service('basic')).body.subscription.validTo === '2027-11-30';
  expect(isOpen).toBe(order?.state === 'ACTIVATED');
  expect(await creditFen(fixture)).toBe(isOpen ? 0 : 28600);
});

test.each([
  ['another amount', 28500, SUBSCRIBER],
  ['another subscriber', 28600, 'nobody'],
])('%s is a conflict', async (_name, amountFen, subscriberId) => {
  const fixture = bossFixture();
  await rejectedOrder(fixture);
  expect(await fixture.credit('A', amountFen, subscriberId)).toMatchObject(conflict);
  await fixture.credit('A', 28600);
  expect(await fixture.credit('A', amountFen, subscriberId)).toMatchObject(conflict);
});

test('an unknown subscriber has no account', async () => {
  expect((await bossFixture().credit('A', 1, 'nobody')).body.code).toBe('subscriber.unknown');
});

test.each<[string, BossFixture]>([
  ['a closed account', bossFixture(seedWith({ accountClosed: true }))],
  ['a switched-on fault', bossFixture()],
])('%s takes no credit', async (name, fixture) => {
  fixture.faults.rejectCredit = name === 'a switched-on fault';
  const rejectedCredit = await fixture.credit('A', 28600);
  expect(rejectedCredit.body).toMatchObject({
    state: 'REJECTED',
    reason: 'account.closed',
    final: true,
  });
  expect(await creditFen(fixture)).toBe(0);
});

test('a malformed amount is named', async () => {
  expect(await bossFixture().credit('A', 0)).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', field: 'amountFen' },
  });
});
