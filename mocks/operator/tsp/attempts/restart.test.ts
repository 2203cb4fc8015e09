import { expect, test } from 'vitest';
import { listRows } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import { readAudit } from '../books/journals/audit.ts';
import { firstBrokenLink } from '../books/journals/hashChain.ts';
import { ledgerFault, readLedger } from '../books/journals/ledger.ts';
import type { OrderRow } from '../books/rows.ts';
import { allCases } from '../books/store/caseStore.ts';
import { getOrder, putOrder } from '../books/store/orderStore.ts';
import { putDeadline } from '../books/store/queueStore.ts';
import { noWire } from '../bossFake.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

const THREE_DAYS_MS = 3 * 86_400_000;

test('a restart voids what had no MAC1: the PSAM leases are gone', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
  await fixture.restart();
  expect(await fixture.order(box, orderId)).toMatchObject({
    state: 'CONFIRMED',
    payable: true,
    attempt: { attemptId, state: 'VOID' },
  });
});

test('after a restart before MAC1 the box is told to begin a new attempt, and nothing was taken', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
  await fixture.restart();
  const lost = { code: 'psam.busy', money: 'untouched', retry: 'new' };
  expect((await fixture.authorise(box, attemptId)).problem).toMatchObject(lost);
  const next = (await fixture.startAttempt(box, orderId)).value;
  expect((await fixture.authorise(box, next.attemptId)).status).toBe(200);
  // Of an attempt that another one has replaced nothing begins anew.
  const older = (await fixture.authorise(box, attemptId)).problem;
  expect(older).toMatchObject({ code: 'attempt.state' });
});

test('a restart keeps a MAC1 that was given out: the report counts, checked by the HSM', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { attemptId, debited } = await fixture.paying(box);
  await fixture.restart();
  expect((await fixture.report(box, attemptId, debited)).value.state).toBe('PAID');
});

test.each([0, 10_000, 40_000])(
  'the half minute goes on over a restart after %i ms',
  async (wait) => {
    const fixture = tspFixture();
    await fixture.tsp.start();
    const box = await fixture.opened();
    const { orderId } = await fixture.paying(box);
    fixture.tsp.stop();
    await fixture.time.advance(wait);
    await fixture.restart();
    expect((await fixture.order(box, orderId)).state).toBe(wait < 30_000 ? 'PAYING' : 'IN_DOUBT');
    await fixture.time.advance(Math.max(0, 30_000 - wait));
    expect((await fixture.order(box, orderId)).state).toBe('IN_DOUBT');
  },
);

test('a start handles what fell due while the TSP was down, and what falls due later', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const quote = await fixture.quote(box, 'film');
  const { orderId } = await fixture.paying(box);
  fixture.tsp.stop();
  await fixture.time.advance(40_000);
  await fixture.restart();
  const state = (id: string) =>
    fixture.room.transaction(async (tx) => (await getOrder(tx, id))?.state);
  expect(await state(orderId)).toBe('IN_DOUBT');
  await fixture.time.advance(560_000);
  expect(await state(quote.quoteId)).toBe('EXPIRED');
});

test('a restart between payment and activation activates, once', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  fixture.tsp.stop();
  const { orderId, reported } = await fixture.paid(box);
  expect(reported.state).toBe('PAID');
  await fixture.time.drain();
  expect(fixture.boss.orders.size).toBe(0);
  await fixture.restart();
  expect((await fixture.order(box, orderId)).state).toBe('COMPLETED');
  expect(fixture.boss.asked.filter((line) => line.includes('activation'))).toHaveLength(1);
});

test('after a restart during an activation BOSS is asked first', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  fixture.boss.instead.push({
    match: /PUT .*activation/,
    answer: async (done) => {
      await done();
      return noWire();
    },
  });
  const { orderId } = await fixture.paid(box);
  await fixture.restart();
  await fixture.time.advance(1_000);
  expect((await fixture.order(box, orderId)).state).toBe('COMPLETED');
  expect(fixture.boss.asked.filter((line) => line.includes('activation'))).toHaveLength(1);
});

test('the session goes on over a restart', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  await fixture.restart();
  expect((await box.get('/orders')).status).toBe(200);
});

test('a stopped TSP leaves no timer behind', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  fixture.boss.activation = () => ({ state: 'PENDING' });
  await fixture.paid(box);
  await fixture.paying(box, { ...CARD, sequence: 6 }, 'film');
  await fixture.time.drain();
  expect(fixture.time.pending()).toBeGreaterThan(0);
  fixture.tsp.stop();
  expect(fixture.time.pending()).toBe(0);
});

test('deadlines expire quotes, free PSAMs and put silent payments in doubt without any request', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const quote = await fixture.quote(box, 'film');
  const payment = await fixture.paying(box);
  await fixture.time.advance(30_000);
  const state = (orderId: string) =>
    fixture.room.transaction(async (tx) => (await getOrder(tx, orderId))?.state);
  expect(await state(payment.orderId)).toBe('IN_DOUBT');
  await fixture.time.advance(570_000);
  expect(await state(quote.quoteId)).toBe('EXPIRED');
});

test('a doubt of three days becomes a case, and the money is still unknown', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const { orderId, attemptId, debited } = await fixture.paying(box);
  await fixture.time.advance(30_000 + THREE_DAYS_MS - 1);
  (await box.open()).value;
  expect((await fixture.order(box, orderId)).state).toBe('IN_DOUBT');
  await fixture.time.advance(1);
  const caseOpen = await fixture.order(box, orderId);
  expect(caseOpen).toMatchObject({ state: 'MANUAL', money: 'unknown' });
  expect(caseOpen.caseNo).toMatch(/^C20261126-\d{4}$/);
  expect((await fixture.report(box, attemptId, debited)).value.state).toBe('PAID');
});

test('a doubt of an attempt whose order was paid otherwise becomes a case too, once', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const first = await fixture.paying(box);
  await fixture.abandon(box, first.attemptId);
  const confirmed = await fixture.order(box, first.orderId);
  const { attemptId } = await fixture.payingAgain(box, confirmed, OTHER_CARD);
  await fixture.report(box, first.attemptId, first.debited);
  const cases = () => fixture.room.transaction((tx) => listRows(tx, allCases));
  await fixture.time.advance(30_000 + THREE_DAYS_MS - 1);
  expect(await cases()).toEqual([]);
  await fixture.time.advance(1);
  expect((await cases()).map(({ value }) => value)).toMatchObject([
    { kind: 'doubt-aged', attemptId, amountFen: 2600 },
  ]);
  await fixture.restart();
  await fixture.time.advance(THREE_DAYS_MS);
  expect((await cases()).length).toBe(1);
  (await box.open()).value;
  expect(await fixture.order(box, first.orderId)).toMatchObject({ state: 'COMPLETED' });
});

test('one broken row does not stop the deadlines of the others', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const { orderId } = await fixture.paying(box);
  await fixture.room.transaction(async (tx) => {
    putDeadline(tx, 'order/0', 1);
    putOrder(tx, { orderId: '0', state: 'QUOTED', expiresAt: 1 } as OrderRow);
  });
  await fixture.restart();
  await fixture.time.advance(30_000);
  expect((await fixture.order(box, orderId)).state).toBe('IN_DOUBT');
  const failed = () => fixture.tsp.counters()['deadline.failed'] ?? 0;
  const before = failed();
  expect(before).toBeGreaterThan(0);
  // The broken row is not retried in an endless loop.
  await fixture.time.advance(fixture.limits.deadlineRetryMs);
  expect(failed() - before).toBe(1);
});

test('a deadline that could not be written is tried again after a pause', async () => {
  const disk = { isFull: false };
  const wrap = (store: Store): Store => ({
    ...store,
    room: (name) => wrap(store.room(name)),
    transaction: (work) =>
      disk.isFull ? Promise.reject(new Error('disk full')) : store.transaction(work),
  });
  const fixture = tspFixture({ wrap });
  await fixture.tsp.start();
  const box = await fixture.opened();
  const { orderId } = await fixture.paying(box);
  const state = () => fixture.room.transaction(async (tx) => (await getOrder(tx, orderId))?.state);
  disk.isFull = true;
  await fixture.time.advance(30_000);
  disk.isFull = false;
  expect(await state()).toBe('PAYING');
  await fixture.time.advance(fixture.limits.deadlineRetryMs);
  expect(await state()).toBe('IN_DOUBT');
});

test('after all of it the chains are unbroken and no card number is in the audit', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const first = await fixture.paying(box);
  await fixture.report(box, first.attemptId, { statusWord: '9302', answers: 'command' });
  await fixture.restart();
  const second = await fixture.payingAgain(box, await fixture.order(box, first.orderId));
  await fixture.time.advance(40_000);
  await fixture.report(box, second.attemptId, second.debited);
  await fixture.time.drain();
  const { crypto } = fixture.environment;
  const books = await readLedger({ store: fixture.room });
  const audit = await readAudit({ store: fixture.room });
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
    // The same number of the card: what the box said first is settled by the signature.
    'attempt.debitDisproven',
    'order.activationStarted',
    'order.activated',
  ]);
  expect(JSON.stringify(audit)).not.toContain('1998081700001234');
});
