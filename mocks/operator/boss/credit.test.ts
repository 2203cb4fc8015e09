import { expect, test } from 'vitest';
import { type BossBench, bossBench, orderId, SUBSCRIBER } from './bossBench.ts';
import { bossOrders, bossRoom, findSubscriber } from './bossStore.ts';
import { seedWith } from './seed.ts';

const conflict = { status: 409, body: { code: 'order.conflict' } };

async function rejectedOrder(bench: BossBench, letter = 'A') {
  await bench.hold(letter);
  bench.faults.rejectActivation = 'service.stopped';
  await bench.activate(letter, 28600);
}

const creditFen = async (bench: BossBench) =>
  (await bossRoom(bench.store).transaction((tx) => findSubscriber(tx, SUBSCRIBER)))?.creditFen;

test('what was rejected is credited, once', async () => {
  const bench = bossBench();
  await rejectedOrder(bench);
  const first = await bench.credit('A', 28600);
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
  expect(await bench.credit('A', 28600)).toEqual(first);
  expect(await bench.order('A')).toEqual(first);
  expect(await creditFen(bench)).toBe(28600);
});

test('a credit whose answer was lost is told again', async () => {
  const bench = bossBench();
  await rejectedOrder(bench);
  bench.faults.lostAnswers = 1;
  await expect(bench.credit('A', 28600)).rejects.toThrow('connection reset');
  expect((await bench.credit('A', 28600)).body.creditNo).toBe('CR20261123000001');
  expect(await creditFen(bench)).toBe(28600);
});

test('every credit has a number of its own', async () => {
  const bench = bossBench();
  await rejectedOrder(bench, 'A');
  await rejectedOrder(bench, 'B');
  const numbers = [await bench.credit('A', 28600), await bench.credit('B', 28600)];
  expect(numbers.map(({ body }) => body.creditNo)).toEqual([
    'CR20261123000001',
    'CR20261123000002',
  ]);
});

test('what is open is never credited', async () => {
  const bench = bossBench();
  await bench.hold('A');
  await bench.activate('A', 28600);
  expect(await bench.credit('A', 28600)).toMatchObject(conflict);
  expect((await bench.order('A')).body.state).toBe('ACTIVATED');
  expect(await creditFen(bench)).toBe(0);
});

test('what may still be opened is not credited', async () => {
  const bench = bossBench();
  await bench.hold('A');
  bench.faults.pendingAsks = 9;
  await bench.activate('A', 28600);
  expect(await bench.credit('A', 28600)).toMatchObject(conflict);
});

test('what is credited is never opened, held or not', async () => {
  const bench = bossBench();
  await bench.hold('A');
  expect((await bench.credit('A', 28600)).body.state).toBe('CREDITED');
  expect((await bench.activate('A', 28600)).body.state).toBe('CREDITED');
  expect((await bench.service('basic')).body.subscription.validTo).toBe('2026-11-30');
});

test('of a credit and an activation at the same time one wins', async () => {
  const bench = bossBench();
  await bench.hold('A');
  await Promise.all([bench.activate('A', 28600), bench.credit('A', 28600)]);
  const [order] = await bossOrders(bench.store);
  const isOpen = (await bench.service('basic')).body.subscription.validTo === '2027-11-30';
  expect(isOpen).toBe(order?.state === 'ACTIVATED');
  expect(await creditFen(bench)).toBe(isOpen ? 0 : 28600);
});

test.each([
  ['another amount', 28500, SUBSCRIBER],
  ['another subscriber', 28600, 'nobody'],
])('%s is a conflict', async (_name, amountFen, subscriberId) => {
  const bench = bossBench();
  await rejectedOrder(bench);
  expect(await bench.credit('A', amountFen, subscriberId)).toMatchObject(conflict);
  await bench.credit('A', 28600);
  expect(await bench.credit('A', amountFen, subscriberId)).toMatchObject(conflict);
});

test('nobody has no account', async () => {
  expect((await bossBench().credit('A', 1, 'nobody')).body.code).toBe('subscriber.unknown');
});

test.each<[string, BossBench]>([
  ['a closed account', bossBench(seedWith({ accountClosed: true }))],
  ['a switched-on fault', bossBench()],
])('%s takes no credit', async (name, bench) => {
  bench.faults.rejectCredit = name === 'a switched-on fault';
  const refused = await bench.credit('A', 28600);
  expect(refused.body).toMatchObject({ state: 'REJECTED', reason: 'account.closed', final: true });
  expect(await creditFen(bench)).toBe(0);
});

test('a malformed amount is named', async () => {
  expect(await bossBench().credit('A', 0)).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', field: 'amountFen' },
  });
});
