import { expect, test } from 'vitest';
import type { Store } from '../../../store/store.ts';
import { readAudit } from '../books/audit.ts';
import type { CaseRow } from '../books/cases.ts';
import { firstBrokenLink } from '../books/hashChain.ts';
import { ledgerFault, readLedger } from '../books/ledger.ts';
import type { OrderRow } from '../books/rows.ts';
import { noWire } from '../bossFakeBench.ts';
import { CARD, OTHER_CARD } from '../subscriberBench.ts';
import { tspBench } from '../tspBench.ts';

const THREE_DAYS_MS = 3 * 86_400_000;

test('a restart voids what had no MAC1: the PSAM leases are gone', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  const { orderId } = await bench.ordered(box);
  const { attemptId } = (await bench.startAttempt(box, orderId)).value;
  await bench.restart();
  expect(await bench.order(box, orderId)).toMatchObject({
    state: 'CONFIRMED',
    payable: true,
    attempt: { attemptId, state: 'VOID' },
  });
});

test('a restart keeps a MAC1 that is out: the report counts, checked by the HSM', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  const { attemptId, debited } = await bench.paying(box);
  await bench.restart();
  expect((await bench.report(box, attemptId, debited)).value.state).toBe('PAID');
});

test.each([0, 10_000, 40_000])(
  'the half minute goes on over a restart after %i ms',
  async (wait) => {
    const bench = tspBench();
    await bench.tsp.start();
    const box = await bench.opened();
    const { orderId } = await bench.paying(box);
    bench.tsp.stop();
    await bench.time.advance(wait);
    await bench.restart();
    expect((await bench.order(box, orderId)).state).toBe(wait < 30_000 ? 'PAYING' : 'IN_DOUBT');
    await bench.time.advance(Math.max(0, 30_000 - wait));
    expect((await bench.order(box, orderId)).state).toBe('IN_DOUBT');
  },
);

test('a start takes up what fell due while nobody ran, and what will', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  const quote = await bench.quote(box, 'film');
  const { orderId } = await bench.paying(box);
  bench.tsp.stop();
  await bench.time.advance(40_000);
  await bench.restart();
  const state = (id: string) =>
    bench.room.transaction(async (tx) => (await tx.get<{ state: string }>(`order/${id}`))?.state);
  expect(await state(orderId)).toBe('IN_DOUBT');
  await bench.time.advance(560_000);
  expect(await state(quote.quoteId)).toBe('EXPIRED');
});

test('a restart between payment and activation activates, once', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  bench.tsp.stop();
  const { orderId, reported } = await bench.paid(box);
  expect(reported.state).toBe('PAID');
  await bench.time.settle();
  expect(bench.boss.orders.size).toBe(0);
  await bench.restart();
  expect((await bench.order(box, orderId)).state).toBe('COMPLETED');
  expect(bench.boss.asked.filter((line) => line.includes('activation'))).toHaveLength(1);
});

test('a restart while BOSS is being told asks first', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  bench.boss.instead.push({
    match: /PUT .*activation/,
    answer: async (done) => {
      await done();
      return noWire();
    },
  });
  const { orderId } = await bench.paid(box);
  await bench.restart();
  await bench.time.advance(1_000);
  expect((await bench.order(box, orderId)).state).toBe('COMPLETED');
  expect(bench.boss.asked.filter((line) => line.includes('activation'))).toHaveLength(1);
});

test('the session goes on over a restart', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  await bench.restart();
  expect((await box.get('/orders')).status).toBe(200);
});

test('a stopped TSP leaves no timer behind', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  bench.boss.activation = () => ({ state: 'PENDING' });
  await bench.paid(box);
  await bench.paying(box, { ...CARD, sequence: 6 }, 'film');
  await bench.time.settle();
  expect(bench.time.pending()).toBeGreaterThan(0);
  bench.tsp.stop();
  expect(bench.time.pending()).toBe(0);
});

test('time alone ends quotes, frees PSAMs and doubts silence, without anybody asking', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  const quote = await bench.quote(box, 'film');
  const payment = await bench.paying(box);
  await bench.time.advance(30_000);
  const state = (orderId: string) =>
    bench.room.transaction(
      async (tx) => (await tx.get<{ state: string }>(`order/${orderId}`))?.state,
    );
  expect(await state(payment.orderId)).toBe('IN_DOUBT');
  await bench.time.advance(570_000);
  expect(await state(quote.quoteId)).toBe('EXPIRED');
});

test('a doubt of three days is a case, and the money is still unknown', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  const { orderId, attemptId, debited } = await bench.paying(box);
  await bench.time.advance(30_000 + THREE_DAYS_MS - 1);
  (await box.open()).value;
  expect((await bench.order(box, orderId)).state).toBe('IN_DOUBT');
  await bench.time.advance(1);
  const caseOpen = await bench.order(box, orderId);
  expect(caseOpen).toMatchObject({ state: 'MANUAL', money: 'unknown' });
  expect(caseOpen.caseNo).toMatch(/^C20261126-\d{4}$/);
  expect((await bench.report(box, attemptId, debited)).value.state).toBe('PAID');
});

test('a doubt of an attempt whose order was paid otherwise is a case too, once', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  const first = await bench.paying(box);
  await bench.abandon(box, first.attemptId);
  const confirmed = await bench.order(box, first.orderId);
  const { attemptId } = await bench.payingAgain(box, confirmed, OTHER_CARD);
  await bench.report(box, first.attemptId, first.debited);
  const cases = () => bench.room.transaction((tx) => tx.list<CaseRow>('case/'));
  await bench.time.advance(30_000 + THREE_DAYS_MS - 1);
  expect(await cases()).toEqual([]);
  await bench.time.advance(1);
  expect((await cases()).map(({ value }) => value)).toMatchObject([
    { kind: 'doubt-aged', attemptId, amountFen: 2600 },
  ]);
  await bench.restart();
  await bench.time.advance(THREE_DAYS_MS);
  expect((await cases()).length).toBe(1);
  (await box.open()).value;
  expect(await bench.order(box, first.orderId)).toMatchObject({ state: 'COMPLETED' });
});

test('one broken row does not keep the others from being looked at', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  const { orderId } = await bench.paying(box);
  await bench.room.transaction(async (tx) => {
    tx.put('due/order/0', 1);
    tx.put('order/0', { orderId: '0', state: 'QUOTED', expiresAt: 1 });
  });
  await bench.restart();
  await bench.time.advance(30_000);
  expect((await bench.order(box, orderId)).state).toBe('IN_DOUBT');
  const failed = () => bench.tsp.counters()['deadline.failed'] ?? 0;
  const before = failed();
  expect(before).toBeGreaterThan(0);
  // Nor is it tried without end.
  await bench.time.advance(bench.limits.deadlineRetryMs);
  expect(failed() - before).toBe(1);
});

test('a deadline that could not be written is looked at again after a pause', async () => {
  const disk = { isFull: false };
  const wrap = (store: Store): Store => ({
    ...store,
    room: (name) => wrap(store.room(name)),
    transaction: (work) =>
      disk.isFull ? Promise.reject(new Error('disk full')) : store.transaction(work),
  });
  const bench = tspBench({ wrap });
  await bench.tsp.start();
  const box = await bench.opened();
  const { orderId } = await bench.paying(box);
  const state = () =>
    bench.room.transaction(async (tx) => (await tx.get<OrderRow>(`order/${orderId}`))?.state);
  disk.isFull = true;
  await bench.time.advance(30_000);
  disk.isFull = false;
  expect(await state()).toBe('PAYING');
  await bench.time.advance(bench.limits.deadlineRetryMs);
  expect(await state()).toBe('IN_DOUBT');
});

test('whatever happened, the chains hold and no card number is in the audit', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  const first = await bench.paying(box);
  await bench.report(box, first.attemptId, { statusWord: '9302' });
  await bench.restart();
  const second = await bench.payingAgain(box, await bench.order(box, first.orderId));
  await bench.time.advance(40_000);
  await bench.report(box, second.attemptId, second.debited);
  await bench.time.settle();
  const { crypto } = bench.environment;
  const books = await readLedger({ store: bench.room });
  const audit = await readAudit({ store: bench.room });
  expect(await ledgerFault(crypto, books)).toBeNull();
  expect(await firstBrokenLink(crypto, audit)).toBeNull();
  expect(audit.map(({ entry }) => entry.what)).toEqual([
    'order.quoted',
    'order.confirmed',
    'attempt.cardBound',
    'order.attemptStarted',
    'attempt.psamLeased',
    'attempt.initAnswered',
    'attempt.mac1Issued',
    'attempt.debitDenied',
    'order.attemptEnded',
    'attempt.cardBound',
    'order.attemptStarted',
    'attempt.psamLeased',
    'attempt.initAnswered',
    'attempt.mac1Issued',
    'attempt.doubted',
    'order.doubted',
    'attempt.debitProven',
    'order.debited',
    'order.activationStarted',
    'order.activated',
  ]);
  expect(JSON.stringify(audit)).not.toContain('1998081700001234');
});
