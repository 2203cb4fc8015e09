import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import { balances, readLedger } from '../books/journals/ledger.ts';
import type { OrderRow } from '../books/rows.ts';
import { allCases } from '../books/store/caseStore.ts';
import { getOrder, putOrder } from '../books/store/orderStore.ts';
import { bossProblem, never, noWire } from '../bossFake.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { type Fixture, ONLY_THE_BLACKLIST, tspFixture } from '../tsp.fixture.ts';

async function paid(
  prepare: (fixture: Fixture) => void = () => {},
  options?: Parameters<typeof tspFixture>[0],
) {
  const fixture = tspFixture(options);
  await fixture.tsp.start();
  prepare(fixture);
  const box = await fixture.opened();
  const payment = await fixture.paid(box);
  await fixture.time.drain();
  return {
    fixture,
    box,
    ...payment,
    order: async () => {
      (await box.open()).value;
      return fixture.order(box, payment.orderId);
    },
    asked: (what: string) =>
      fixture.boss.asked.filter((line) => line.includes(payment.orderId) && line.includes(what)),
    books: async () => balances(await readLedger({ store: fixture.room })),
    cases: async () => {
      const rows = await fixture.room.transaction((tx) => listRows(tx, allCases));
      return rows.map(({ value }) => value.kind);
    },
  };
}

test('after BOSS opens the service the order is completed, with the period from BOSS', async () => {
  const { order, asked, books } = await paid();
  expect(await order()).toMatchObject({ state: 'COMPLETED', from: '2026-11-24', to: '2026-12-23' });
  expect(asked('activation')).toHaveLength(1);
  expect(await books()).toMatchObject({ order_liability: 0, operator_revenue: -2600 });
});

test('after an unknown outcome BOSS is asked before it is told again', async () => {
  const { fixture, order, asked } = await paid(({ boss }) => {
    boss.instead.push({
      match: /PUT .*activation/,
      answer: async (done) => {
        await done();
        return noWire();
      },
    });
  });
  expect((await order()).state).toBe('ACTIVATING');
  await fixture.time.advance(1_000);
  expect((await order()).state).toBe('COMPLETED');
  expect(asked('')).toEqual([
    expect.stringContaining('GET /holds'),
    expect.stringContaining('PUT /orders'),
    expect.stringContaining('GET /orders'),
  ]);
});

test('a BOSS that does not know the order is told again', async () => {
  const { fixture, order, asked } = await paid(({ boss }) => {
    boss.instead.push({ match: /PUT .*activation/, answer: never });
  });
  await fixture.time.advance(6_000);
  expect((await order()).state).toBe('COMPLETED');
  expect(asked('activation')).toHaveLength(2);
});

test('pending is not open: BOSS is asked after 1, 2, 4 … 60 s, then every five minutes', async () => {
  const { fixture, order } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'PENDING' });
  });
  const asked = () => fixture.boss.asked.filter((line) => line.includes('GET /orders/')).length;
  const moments: number[] = [];
  for (let second = 1; second <= 800; second++) {
    const before = asked();
    await fixture.time.advance(1_000);
    if (asked() > before) moments.push(second);
  }
  expect(moments).toEqual([1, 3, 7, 15, 31, 63, 123, 423, 723]);
  expect(await order()).toMatchObject({ state: 'ACTIVATING', money: 'taken' });
});

test('after a final rejection the money is credited and the service never opened', async () => {
  const { fixture, order, books, asked } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'REJECTED', reason: 'service.stopped', final: true });
  });
  await fixture.time.drain();
  expect(await order()).toMatchObject({ state: 'CREDITED', money: 'taken', payable: false });
  expect(await books()).toMatchObject({ subscriber_credit: -2600, operator_revenue: 0 });
  expect(asked('credit')).toHaveLength(1);
});

test('after a rejection that is not final BOSS is told again until it opens the service', async () => {
  const { fixture, order, asked } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'REJECTED', reason: 'service.stopped', final: false });
  });
  await fixture.time.advance(1_000);
  expect((await order()).state).toBe('ACTIVATING');
  fixture.boss.activation = (_orderId, amountFen) => ({ state: 'ACTIVATED', amountFen });
  await fixture.time.advance(2_000);
  expect((await order()).state).toBe('COMPLETED');
  expect(asked('activation')).toHaveLength(3);
});

test.each([
  ['a problem', () => bossProblem(409, 'order.conflict')],
  ['a 500', () => new Response('', { status: 500 })],
  ['a state nobody knows', () => Response.json({ orderId: 'x', state: 'MAYBE' })],
])('%s as the answer to an activation decides nothing', async (_what, answer) => {
  const { order } = await paid(({ boss }) => {
    boss.instead.push({ match: /PUT .*activation/, answer });
  });
  expect((await order()).state).toBe('ACTIVATING');
});

test.each([
  ['less', 100],
  ['one fen less', 2599],
  ['one fen more', 2601],
])('people decide about a service that was opened for %s than was paid', async (_, amountFen) => {
  const { order, cases, books } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'ACTIVATED', amountFen });
  });
  expect(await order()).toMatchObject({
    state: 'MANUAL',
    money: 'taken',
    caseNo: 'C20261123-0001',
  });
  expect(await cases()).toEqual(['activation-stuck']);
  expect(await books()).toMatchObject({ order_liability: -2600 });
});

test('a rejected credit becomes a refund by people, with a case number', async () => {
  const { fixture, order, cases } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'REJECTED', reason: 'service.stopped', final: true });
    boss.credit = () => ({ state: 'REJECTED', reason: 'account.closed', final: true });
  });
  await fixture.time.drain();
  expect(await order()).toMatchObject({
    state: 'REFUND_DUE',
    money: 'taken',
    caseNo: 'C20261123-0001',
  });
  expect(await cases()).toEqual(['credit-refused']);
});

test('a credit rejected with a problem becomes a refund by people too, and is not retried forever', async () => {
  const { fixture, order, cases, asked } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'REJECTED', reason: 'service.stopped', final: true });
    const answer = () => bossProblem(404, 'subscriber.unknown');
    boss.instead.push({ match: /PUT .*credit/, answer });
  });
  await fixture.time.advance(DAY_MS);
  expect((await order()).state).toBe('REFUND_DUE');
  expect(await cases()).toEqual(['credit-refused']);
  expect(asked('credit')).toHaveLength(1);
});

test('a credit without an answer is tried for a day, then people ask BOSS', async () => {
  const { fixture, order, cases, books } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'REJECTED', reason: 'service.stopped', final: true });
    for (let i = 0; i < 500; i++) boss.instead.push({ match: /PUT .*credit/, answer: noWire });
  });
  await fixture.time.advance(DAY_MS - 1_000);
  expect((await order()).state).toBe('CREDIT_DUE');
  await fixture.time.advance(600_000);
  expect(await order()).toMatchObject({ state: 'REFUND_DUE', caseNo: 'C20261124-0001' });
  expect(await cases()).toEqual(['credit-stuck']);
  expect(await books()).toMatchObject({ order_liability: -2600, subscriber_credit: 0 });
  expect(fixture.time.pending()).toBe(ONLY_THE_BLACKLIST);
});

test('a credit whose answer is lost is not booked twice', async () => {
  const { fixture, order, books, asked } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'REJECTED', reason: 'service.stopped', final: true });
    boss.instead.push({
      match: /PUT .*credit/,
      answer: async (done) => {
        await done();
        return noWire();
      },
    });
  });
  await fixture.time.advance(1_000);
  expect((await order()).state).toBe('CREDITED');
  expect(asked('credit')).toHaveLength(1);
  expect(await books()).toMatchObject({ subscriber_credit: -2600, order_liability: 0 });
});

test('a day without a final answer becomes a case, and the retries end', async () => {
  const { fixture, order, cases } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'PENDING' });
  });
  await fixture.time.advance(DAY_MS - 1_000);
  expect((await order()).state).toBe('ACTIVATING');
  await fixture.time.advance(600_000);
  expect(await order()).toMatchObject({ state: 'MANUAL', money: 'taken' });
  expect(await cases()).toEqual(['activation-stuck']);
  expect(fixture.time.pending()).toBe(ONLY_THE_BLACKLIST);
});

test.each([
  ['rejects', 'surplus-refused', bossProblem(404, 'subscriber.unknown'), 1],
  ['never answers for', 'credit-stuck', new Response('', { status: 500 }), 500],
] as const)('a surplus that BOSS %s becomes a case: %s', async (_what, kind, response, times) => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const first = await fixture.paying(box);
  await fixture.abandon(box, first.attemptId);
  const order = await fixture.order(box, first.orderId);
  const second = await fixture.payingAgain(box, order, OTHER_CARD);
  await fixture.report(box, second.attemptId, second.debited);
  const answer = () => response.clone();
  for (let i = 0; i < times; i++) fixture.boss.instead.push({ match: /PUT .*credit/, answer });
  await fixture.report(box, first.attemptId, first.debited);
  await fixture.time.advance(DAY_MS + 600_000);
  const cases = await fixture.room.transaction((tx) => listRows(tx, allCases));
  expect(cases.map(({ value }) => value)).toMatchObject([{ kind, attemptId: first.attemptId }]);
  expect(fixture.time.pending()).toBe(ONLY_THE_BLACKLIST);
});

test('the release of a hold is tried a few times, then given up', async () => {
  const fixture = tspFixture({ limits: { bestEffortTries: 3 } });
  await fixture.tsp.start();
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  for (let i = 0; i < 9; i++) fixture.boss.instead.push({ match: /DELETE/, answer: noWire });
  await box.post(`/orders/${orderId}/cancel`, {});
  await fixture.time.advance(3_600_000);
  expect(fixture.boss.asked.filter((line) => line.startsWith('DELETE'))).toHaveLength(3);
  expect(fixture.time.pending()).toBe(ONLY_THE_BLACKLIST);
});

test('an outbox that cannot write waits before it tries again', async () => {
  // It works again after a while: otherwise an outbox that retries without a pause would never let this test end.
  const disk = { isFull: false, failures: 0 };
  const wrap = (store: Store): Store => ({
    ...store,
    room: (name) => wrap(store.room(name)),
    transaction: (work) =>
      store.transaction((tx) =>
        work({
          ...tx,
          put(key, value) {
            if (disk.isFull && ++disk.failures < 300) throw new Error('disk full');
            tx.put(key, value);
          },
        }),
      ),
  });
  const { fixture, order } = await paid(
    ({ boss }) => {
      boss.activation = () => ({ state: 'PENDING' });
    },
    { wrap },
  );
  disk.isFull = true;
  await fixture.time.advance(5_000);
  expect(disk.failures).toBe(5);
  disk.isFull = false;
  fixture.boss.orders.clear();
  fixture.boss.activation = (_orderId, amountFen) => ({ state: 'ACTIVATED', amountFen });
  await fixture.time.advance(1_000);
  expect((await order()).state).toBe('COMPLETED');
});

test('a message that cannot be delivered because its rows are broken is an alarm after a day', async () => {
  const { fixture, orderId } = await paid(({ boss }) => {
    boss.activation = () => ({ state: 'PENDING' });
  });
  await fixture.room.transaction(async (tx) => {
    const { quote: _, ...broken } = (await getOrder(tx, orderId))!;
    putOrder(tx, broken as OrderRow);
  });
  const alarms = () => fixture.logs.filter((line) => line.includes('ALARM:'));
  await fixture.time.advance(DAY_MS - 600_000);
  expect(alarms()).toEqual([]);
  await fixture.time.advance(1_200_000);
  expect(alarms()[0]).toContain(`ALARM: message ACTIVATE/${orderId} to BOSS cannot be delivered`);
});
