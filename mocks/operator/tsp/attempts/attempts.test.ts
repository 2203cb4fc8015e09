import { expect, test } from 'vitest';
import type { Order } from '../../../../src/tsp/tspTypes.ts';
import type { Box } from '../box.fixture.ts';
import { TERMINALS } from '../psamAndHsm.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';

async function confirmed(options?: Parameters<typeof tspFixture>[0]) {
  const fixture = tspFixture(options);
  await fixture.tsp.start();
  const box = await fixture.opened();
  return { fixture, box, order: await fixture.ordered(box) };
}

/** Starts an attempt with a change in the card's data. */
async function withCard(
  fixture: Fixture,
  box: Box,
  order: Order,
  change: object,
  balanceFen = 10_000,
) {
  return box.post(`/orders/${order.orderId}/attempts`, {
    card: { ...(await fixture.cardData(box, CARD)), ...change },
    balanceFen,
    readerId: 'slot',
  });
}

test('an accepted card gets a terminal number and half a minute', async () => {
  const { fixture, box, order } = await confirmed();
  expect((await fixture.startAttempt(box, order.orderId)).value).toMatchObject({
    terminalNo: TERMINALS[0],
    keyIndex: 1,
    leaseUntil: '2026-11-23T20:36:30+08:00',
  });
  expect((await fixture.order(box, order.orderId)).state).toBe('PAYING');
});

test.each([
  ['of another issuer', { issuer: '9999999999999999' }, 'psam.none_for_card'],
  ['expired yesterday', { validTo: '20261122' }, 'card.expired'],
  ['valid from tomorrow', { validFrom: '20261124' }, 'card.expired'],
])('a card %s is refused and the order stays', async (_what, change, code) => {
  const { fixture, box, order } = await confirmed();
  const refused = await withCard(fixture, box, order, change);
  expect(refused.problem).toMatchObject({ status: 422, code, money: 'untouched' });
  expect(await fixture.order(box, order.orderId)).toMatchObject({
    state: 'CONFIRMED',
    payable: true,
  });
});

test('a card is valid on its first and on its last day', async () => {
  const { fixture, box, order } = await confirmed();
  const change = { validFrom: '20261123', validTo: '20261123' };
  expect((await withCard(fixture, box, order, change)).status).toBe(201);
});

test('the refusal of too small a balance has both amounts', async () => {
  const { fixture, box, order } = await confirmed();
  expect((await withCard(fixture, box, order, {}, 2599)).problem).toMatchObject({
    status: 422,
    code: 'card.insufficient',
    balanceFen: 2599,
    amountFen: 2600,
  });
  expect((await withCard(fixture, box, order, {}, 2600)).status).toBe(201);
});

test('a serial that is sealed for another session, or changed, is refused with the name of its field', async () => {
  const { fixture, box, order } = await confirmed();
  const other = await fixture.opened('STB-2');
  const { serialToken } = await fixture.cardData(other, CARD);
  for (const token of [serialToken, 'A'.repeat(52)]) {
    expect((await withCard(fixture, box, order, { serialToken: token })).problem).toMatchObject({
      code: 'request.invalid',
      field: 'card.serialToken',
    });
  }
});

test('a card on the blacklist of the PPP is blocked, also while the PPP is down', async () => {
  const { fixture, box, order } = await confirmed();
  fixture.ppp.blacklist = { cards: [CARD.serial], terminals: [TERMINALS[0]!] };
  await fixture.restart();
  fixture.ppp.down = true;
  await fixture.restart();
  expect((await fixture.startAttempt(box, order.orderId)).problem).toMatchObject({
    status: 422,
    code: 'card.blocked',
  });
  const other = await fixture.startAttempt(box, order.orderId, OTHER_CARD);
  expect(other.value.terminalNo).toBe(TERMINALS[1]);
});

test('asking again with the same key keeps the place in the line for a PSAM', async () => {
  const { fixture, box, order } = await confirmed();
  fixture.pool.busy = true;
  const ask = () => fixture.startAttempt(box, order.orderId, CARD, { key: 'pay-now-1' });
  expect((await ask()).problem).toMatchObject({
    status: 503,
    code: 'psam.busy',
    money: 'untouched',
    retry: 'same-key',
    position: 3,
    retryAfterMs: 1000,
  });
  await fixture.time.advance(9_000);
  await ask();
  await fixture.time.advance(9_000);
  fixture.pool.busy = false;
  expect((await ask()).status).toBe(201);
  expect(new Set(fixture.pool.asked.map(({ attemptId }) => attemptId)).size).toBe(1);
});

test('a box that stops asking loses the place in the line, not the order', async () => {
  const { fixture, box, order } = await confirmed();
  fixture.pool.busy = true;
  await fixture.startAttempt(box, order.orderId, CARD, { key: 'pay-now-1' });
  await fixture.time.advance(10_000);
  expect(await fixture.order(box, order.orderId)).toMatchObject({
    state: 'CONFIRMED',
    payable: true,
    attempt: { state: 'VOID' },
  });
});

test('another card while waiting is another attempt', async () => {
  const { fixture, box, order } = await confirmed();
  fixture.pool.busy = true;
  await fixture.startAttempt(box, order.orderId, CARD, { key: 'pay-now-1' });
  await fixture.startAttempt(box, order.orderId, OTHER_CARD, { key: 'pay-now-1' });
  expect(new Set(fixture.pool.asked.map(({ attemptId }) => attemptId)).size).toBe(2);
  expect((await fixture.order(box, order.orderId)).attempt?.cardTail).toBe('5678');
});

test('a PSAM that is not used in time is given back', async () => {
  const { fixture, box, order } = await confirmed();
  const { attemptId } = (await fixture.startAttempt(box, order.orderId)).value;
  await fixture.time.advance(30_000);
  expect((await fixture.order(box, order.orderId)).state).toBe('CONFIRMED');
  expect(fixture.pool.leased()).toBe(0);
  expect((await fixture.authorise(box, attemptId)).problem).toMatchObject({
    status: 503,
    code: 'psam.busy',
    money: 'untouched',
    retry: 'new',
    retryAfterMs: 0,
  });
  const next = (await fixture.startAttempt(box, order.orderId)).value;
  expect((await fixture.authorise(box, next.attemptId)).status).toBe(200);
});

test('an order whose last PSAM was not used in time is over; nothing was taken', async () => {
  const { fixture, box, order } = await confirmed();
  let last = '';
  for (let tries = 0; tries < fixture.limits.triesPerOrder; tries++) {
    last = (await fixture.startAttempt(box, order.orderId)).value.attemptId;
    await fixture.time.advance(30_000);
  }
  expect((await fixture.authorise(box, last)).problem).toMatchObject({
    code: 'order.state',
    money: 'untouched',
  });
});

test('starting over voids what had no MAC1', async () => {
  const { fixture, box, order } = await confirmed();
  const first = (await fixture.startAttempt(box, order.orderId)).value;
  const second = (await fixture.startAttempt(box, order.orderId)).value;
  expect(second.attemptId).not.toBe(first.attemptId);
  expect(fixture.pool.leased()).toBe(1);
  expect((await fixture.authorise(box, first.attemptId)).problem.code).toBe('attempt.state');
  expect((await fixture.authorise(box, second.attemptId)).status).toBe(200);
});

test('after three attempts an order is over', async () => {
  const { fixture, box, order } = await confirmed();
  for (let tries = 1; tries <= 3; tries++) {
    const { attemptId } = (await fixture.startAttempt(box, order.orderId)).value;
    const after = (await fixture.abandon(box, attemptId)).value;
    expect(after).toMatchObject({
      state: tries < 3 ? 'CONFIRMED' : 'CANCELLED',
      payable: tries < 3,
      money: 'untouched',
    });
  }
  expect((await fixture.startAttempt(box, order.orderId)).problem.code).toBe('order.state');
});

test('an open payment of this card keeps it from its own order only', async () => {
  const { fixture, box } = await confirmed();
  const payment = await fixture.paying(box, CARD, 'film');
  const stranger = await fixture.opened('STB-9');
  const order = await fixture.ordered(stranger);
  const { attemptId, orderId } = payment;
  for (const wait of [0, 30_000]) {
    await fixture.time.advance(wait);
    expect((await fixture.startAttempt(box, orderId)).problem).toMatchObject({
      status: 409,
      code: 'card.unresolved',
      money: 'unknown',
      retry: 'no',
      attempt: { attemptId, orderId, amountFen: 2600, cardTail: '1234', cardSequence: 5 },
    });
  }
  expect((await fixture.startAttempt(stranger, order.orderId)).status).toBe(201);
});

test('another box of the household does not start over what a box has begun', async () => {
  const { fixture, box, order } = await confirmed();
  const first = (await fixture.startAttempt(box, order.orderId)).value;
  const second = await fixture.opened('STB-2');
  const refused = await fixture.startAttempt(second, order.orderId);
  expect(refused.problem.code).toBe('order.already_paying');
  expect((await fixture.authorise(box, first.attemptId)).status).toBe(200);
});

test('another box of the household is told no details of the attempt that its order waits for', async () => {
  const { fixture, box } = await confirmed();
  const { orderId, attemptId } = await fixture.paying(box, CARD, 'film');
  const second = await fixture.opened('STB-2');
  const answer = await fixture.startAttempt(second, orderId);
  expect(answer.problem).toMatchObject({ code: 'card.unresolved', money: 'unknown' });
  const cancelled = await second.post(`/orders/${orderId}/cancel`, {});
  expect(cancelled.problem).toMatchObject({ code: 'attempt.open', money: 'unknown' });
  for (const { text } of [answer, cancelled]) expect(text).not.toContain(attemptId);
});

test('another card cannot take over a payment that is open', async () => {
  const { fixture, box } = await confirmed();
  const { orderId, attemptId } = await fixture.paying(box, CARD, 'film');
  const ask = async () => (await fixture.startAttempt(box, orderId, OTHER_CARD)).problem;
  expect(await ask()).toMatchObject({
    code: 'attempt.open',
    money: 'unknown',
    attempt: { attemptId },
  });
  await fixture.time.advance(30_000);
  expect(await ask()).toMatchObject({
    code: 'card.mismatch',
    money: 'unknown',
    attempt: { attemptId },
  });
  expect((await fixture.order(box, orderId)).state).toBe('IN_DOUBT');
});

test('what another box does with a card of this name ends nothing here', async () => {
  const { fixture, box, order } = await confirmed();
  const stranger = await fixture.opened('STB-9');
  const there = await fixture.ordered(stranger);
  const left = (await fixture.startAttempt(stranger, there.orderId)).value;
  expect((await fixture.startAttempt(box, order.orderId)).status).toBe(201);
  expect((await fixture.authorise(stranger, left.attemptId)).status).toBe(200);
});

test('only a confirmed order can be paid', async () => {
  const { fixture, box } = await confirmed();
  const quote = await fixture.quote(box, 'film');
  expect((await fixture.startAttempt(box, quote.quoteId)).problem).toMatchObject({
    status: 409,
    code: 'order.state',
  });
  const paid = await fixture.paid(box, OTHER_CARD, 'sport');
  expect((await fixture.startAttempt(box, paid.orderId)).problem).toMatchObject({
    code: 'order.already_paid',
    money: 'taken',
  });
});

test('an order whose quote has run out cannot be paid', async () => {
  const { fixture, box, order } = await confirmed({ limits: { quoteMs: 60_000 } });
  await fixture.time.advance(60_000);
  expect((await fixture.startAttempt(box, order.orderId)).problem).toMatchObject({
    status: 409,
    code: 'quote.expired',
  });
});

test('when every PSAM failed for this order the card is not accepted, and the order stays', async () => {
  const { fixture, box, order } = await confirmed();
  for (const terminalNo of TERMINALS) {
    const attempt = (await fixture.startAttempt(box, order.orderId)).value;
    expect(attempt.terminalNo).toBe(terminalNo);
    fixture.pool.fault = { kind: 'out-of-service', reason: 'dead' };
    await fixture.authorise(box, attempt.attemptId);
  }
  expect((await fixture.startAttempt(box, order.orderId)).problem.code).toBe('psam.none_for_card');
  expect((await fixture.order(box, order.orderId)).state).toBe('CONFIRMED');
});

test('a lease that comes too late is given back', async () => {
  const { fixture, box, order } = await confirmed();
  const lease = fixture.pool.lease;
  fixture.pool.lease = (request) => {
    const leased = lease(request);
    void box.post(`/orders/${order.orderId}/cancel`, {});
    return leased;
  };
  // The cancel and the keeping of the lease are two commits. Either may come first; both may not take effect.
  const started = await fixture.startAttempt(box, order.orderId);
  await fixture.time.drain();
  expect([201, 409]).toContain(started.status);
  expect((await fixture.order(box, order.orderId)).state).toBe('CANCELLED');
  expect(fixture.pool.leased()).toBe(0);
});
