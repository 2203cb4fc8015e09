import { expect, test } from 'vitest';
import type { Order } from '../../../../src/tsp/tspTypes.ts';
import type { Box } from '../boxBench.ts';
import { TERMINALS } from '../headendFakeBench.ts';
import { CARD, OTHER_CARD } from '../subscriberBench.ts';
import { type Bench, tspBench } from '../tspBench.ts';

async function confirmed(options?: Parameters<typeof tspBench>[0]) {
  const bench = tspBench(options);
  await bench.tsp.start();
  const box = await bench.opened();
  return { bench, box, order: await bench.ordered(box) };
}

/** The request with one thing changed in what the card says. */
async function withCard(bench: Bench, box: Box, order: Order, change: object, balanceFen = 10_000) {
  return box.post(`/orders/${order.orderId}/attempts`, {
    card: { ...(await bench.cardData(box, CARD)), ...change },
    balanceFen,
    readerId: 'slot',
  });
}

test('an accepted card gets a terminal number and half a minute', async () => {
  const { bench, box, order } = await confirmed();
  expect((await bench.startAttempt(box, order.orderId)).value).toMatchObject({
    terminalNo: TERMINALS[0],
    keyIndex: 1,
    leaseUntil: '2026-11-23T20:36:30+08:00',
  });
  expect((await bench.order(box, order.orderId)).state).toBe('PAYING');
});

test.each([
  ['of another issuer', { issuer: '9999999999999999' }, 'psam.none_for_card'],
  ['expired yesterday', { validTo: '20261122' }, 'card.expired'],
  ['valid from tomorrow', { validFrom: '20261124' }, 'card.expired'],
])('a card %s is refused and the order stays', async (_what, change, code) => {
  const { bench, box, order } = await confirmed();
  const refused = await withCard(bench, box, order, change);
  expect(refused.problem).toMatchObject({ status: 422, code, money: 'untouched' });
  expect(await bench.order(box, order.orderId)).toMatchObject({
    state: 'CONFIRMED',
    payable: true,
  });
});

test('a card is valid on its first and on its last day', async () => {
  const { bench, box, order } = await confirmed();
  const change = { validFrom: '20261123', validTo: '20261123' };
  expect((await withCard(bench, box, order, change)).status).toBe(201);
});

test('too small a balance is told with both amounts', async () => {
  const { bench, box, order } = await confirmed();
  expect((await withCard(bench, box, order, {}, 2599)).problem).toMatchObject({
    status: 422,
    code: 'card.insufficient',
    balanceFen: 2599,
    amountFen: 2600,
  });
  expect((await withCard(bench, box, order, {}, 2600)).status).toBe(201);
});

test('a serial sealed for another session, or touched, names the field', async () => {
  const { bench, box, order } = await confirmed();
  const other = await bench.opened('STB-2');
  const { serialToken } = await bench.cardData(other, CARD);
  for (const token of [serialToken, 'A'.repeat(52)]) {
    expect((await withCard(bench, box, order, { serialToken: token })).problem).toMatchObject({
      code: 'request.invalid',
      field: 'card.serialToken',
    });
  }
});

test('a card on the list of the PPP is blocked; the list outlives the PPP', async () => {
  const { bench, box, order } = await confirmed();
  bench.ppp.blacklist = { cards: [CARD.serial], terminals: [TERMINALS[0]!] };
  await bench.restart();
  bench.ppp.down = true;
  await bench.restart();
  expect((await bench.startAttempt(box, order.orderId)).problem).toMatchObject({
    status: 422,
    code: 'card.blocked',
  });
  const other = await bench.startAttempt(box, order.orderId, OTHER_CARD);
  expect(other.value.terminalNo).toBe(TERMINALS[1]);
});

test('waiting for a PSAM keeps the place under the same key', async () => {
  const { bench, box, order } = await confirmed();
  bench.pool.busy = true;
  const ask = () => bench.startAttempt(box, order.orderId, CARD, { key: 'pay-now-1' });
  expect((await ask()).problem).toMatchObject({
    status: 503,
    code: 'psam.busy',
    money: 'untouched',
    retry: 'same-key',
    position: 3,
    retryAfterMs: 1000,
  });
  await bench.time.advance(9_000);
  await ask();
  await bench.time.advance(9_000);
  bench.pool.busy = false;
  expect((await ask()).status).toBe(201);
  expect(new Set(bench.pool.asked.map(({ attemptId }) => attemptId)).size).toBe(1);
});

test('who stops asking loses the place, not the order', async () => {
  const { bench, box, order } = await confirmed();
  bench.pool.busy = true;
  await bench.startAttempt(box, order.orderId, CARD, { key: 'pay-now-1' });
  await bench.time.advance(10_000);
  expect(await bench.order(box, order.orderId)).toMatchObject({
    state: 'CONFIRMED',
    payable: true,
    attempt: { state: 'VOID' },
  });
});

test('another card while waiting is another attempt', async () => {
  const { bench, box, order } = await confirmed();
  bench.pool.busy = true;
  await bench.startAttempt(box, order.orderId, CARD, { key: 'pay-now-1' });
  await bench.startAttempt(box, order.orderId, OTHER_CARD, { key: 'pay-now-1' });
  expect(new Set(bench.pool.asked.map(({ attemptId }) => attemptId)).size).toBe(2);
  expect((await bench.order(box, order.orderId)).attempt?.cardTail).toBe('5678');
});

test('a PSAM that is not used in time is given back', async () => {
  const { bench, box, order } = await confirmed();
  const { attemptId } = (await bench.startAttempt(box, order.orderId)).value;
  await bench.time.advance(30_000);
  expect((await bench.order(box, order.orderId)).state).toBe('CONFIRMED');
  expect(bench.pool.leased()).toBe(0);
  expect((await bench.authorise(box, attemptId)).problem).toMatchObject({
    status: 409,
    code: 'attempt.state',
    money: 'untouched',
  });
});

test('starting over voids what had no MAC1', async () => {
  const { bench, box, order } = await confirmed();
  const first = (await bench.startAttempt(box, order.orderId)).value;
  const second = (await bench.startAttempt(box, order.orderId)).value;
  expect(second.attemptId).not.toBe(first.attemptId);
  expect(bench.pool.leased()).toBe(1);
  expect((await bench.authorise(box, first.attemptId)).problem.code).toBe('attempt.state');
  expect((await bench.authorise(box, second.attemptId)).status).toBe(200);
});

test('after three attempts an order is over', async () => {
  const { bench, box, order } = await confirmed();
  for (let tries = 1; tries <= 3; tries++) {
    const { attemptId } = (await bench.startAttempt(box, order.orderId)).value;
    const after = (await bench.abandon(box, attemptId)).value;
    expect(after).toMatchObject({
      state: tries < 3 ? 'CONFIRMED' : 'CANCELLED',
      payable: tries < 3,
      money: 'untouched',
    });
  }
  expect((await bench.startAttempt(box, order.orderId)).problem.code).toBe('order.state');
});

test('an open payment of this card comes first, at whatever box', async () => {
  const { bench, box } = await confirmed();
  const payment = await bench.paying(box, CARD, 'film');
  const stranger = await bench.opened('STB-9');
  const order = await bench.ordered(stranger);
  const details = {
    attemptId: payment.attemptId,
    orderId: payment.orderId,
    amountFen: 2600,
    cardTail: '1234',
    cardSequence: 5,
  };
  for (const wait of [0, 30_000]) {
    await bench.time.advance(wait);
    expect((await bench.startAttempt(stranger, order.orderId)).problem).toMatchObject({
      status: 409,
      code: 'card.unresolved',
      money: 'unknown',
      retry: 'no',
      attempt: details,
    });
  }
  expect((await bench.startAttempt(box, payment.orderId)).problem.code).toBe('card.unresolved');
});

test('another card cannot take over a payment that is open', async () => {
  const { bench, box } = await confirmed();
  const { orderId, attemptId } = await bench.paying(box, CARD, 'film');
  const ask = async () => (await bench.startAttempt(box, orderId, OTHER_CARD)).problem;
  expect(await ask()).toMatchObject({
    code: 'attempt.open',
    money: 'unknown',
    attempt: { attemptId },
  });
  await bench.time.advance(30_000);
  expect(await ask()).toMatchObject({
    code: 'card.mismatch',
    money: 'unknown',
    attempt: { attemptId },
  });
  expect((await bench.order(box, orderId)).state).toBe('IN_DOUBT');
});

test('a card that began elsewhere and has no MAC1 is free', async () => {
  const { bench, box, order } = await confirmed();
  const stranger = await bench.opened('STB-9');
  const there = await bench.ordered(stranger);
  const left = (await bench.startAttempt(stranger, there.orderId)).value;
  expect((await bench.startAttempt(box, order.orderId)).status).toBe(201);
  expect((await bench.authorise(stranger, left.attemptId)).problem.code).toBe('attempt.state');
});

test('only a confirmed order can be paid', async () => {
  const { bench, box } = await confirmed();
  const quote = await bench.quote(box, 'film');
  expect((await bench.startAttempt(box, quote.quoteId)).problem).toMatchObject({
    status: 409,
    code: 'order.state',
  });
  const paid = await bench.paid(box, OTHER_CARD, 'sport');
  expect((await bench.startAttempt(box, paid.orderId)).problem).toMatchObject({
    code: 'order.already_paid',
    money: 'taken',
  });
});

test('an order whose quote has run out cannot be paid', async () => {
  const { bench, box, order } = await confirmed({ limits: { quoteMs: 60_000 } });
  await bench.time.advance(60_000);
  expect((await bench.startAttempt(box, order.orderId)).problem).toMatchObject({
    status: 409,
    code: 'quote.expired',
  });
});

test('when every PSAM failed for this order the card is not accepted, and the order stays', async () => {
  const { bench, box, order } = await confirmed();
  for (const terminalNo of TERMINALS) {
    const attempt = (await bench.startAttempt(box, order.orderId)).value;
    expect(attempt.terminalNo).toBe(terminalNo);
    bench.pool.fault = { kind: 'out-of-service', reason: 'dead' };
    await bench.authorise(box, attempt.attemptId);
  }
  expect((await bench.startAttempt(box, order.orderId)).problem.code).toBe('psam.none_for_card');
  expect((await bench.order(box, order.orderId)).state).toBe('CONFIRMED');
});

test('a lease that comes too late is given back', async () => {
  const { bench, box, order } = await confirmed();
  const lease = bench.pool.lease;
  bench.pool.lease = (request) => {
    const leased = lease(request);
    void box.post(`/orders/${order.orderId}/cancel`, {});
    return leased;
  };
  // The cancel and the keeping of the lease are two commits: either order of them is fine, both taking effect is not.
  const started = await bench.startAttempt(box, order.orderId);
  await bench.time.settle();
  expect([201, 409]).toContain(started.status);
  expect((await bench.order(box, order.orderId)).state).toBe('CANCELLED');
  expect(bench.pool.leased()).toBe(0);
});
