/** A payment that was thought not debited turns out to be debited, when the same service is about to be paid again. */
import { expect, test } from 'vitest';
import type { Order } from '../../../../src/tsp/tspTypes.ts';
import { deskOf } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';

/** The box says falsely that nothing was debited, the order is cancelled, and one for the same service is confirmed. */
async function orderedAgain() {
  const payment = await payingFixture();
  const { fixture, box, attemptId, orderId } = payment;
  await fixture.abandon(box, attemptId);
  await box.post<Order>(`/orders/${orderId}/cancel`, {});
  const again = await fixture.ordered(box);
  return { ...payment, again: again.orderId };
}

const PAID = { code: 'order.already_paid', money: 'taken' };

test('a service that turns out to be paid is not paid again by an order that waits', async () => {
  const { fixture, box, report, debited, again } = await orderedAgain();
  await report(debited);
  expect(await fixture.order(box, again)).toMatchObject({ state: 'CANCELLED', payable: false });
  expect((await fixture.startAttempt(box, again, OTHER_CARD)).problem).toMatchObject(PAID);
  await fixture.time.drain();
  expect((await fixture.startAttempt(box, again, OTHER_CARD)).problem).toMatchObject(PAID);
});

test('a service that turns out to be paid gives no MAC1 to another attempt', async () => {
  const { fixture, box, report, debited, again } = await orderedAgain();
  const next = (await fixture.startAttempt(box, again, OTHER_CARD)).value;
  await report(debited);
  expect(fixture.pool.leased()).toBe(0);
  const refused = await fixture.authorise(box, next.attemptId, fixture.init(OTHER_CARD));
  expect(refused.problem).toMatchObject({ code: 'attempt.state', money: 'untouched' });
  expect((await fixture.startAttempt(box, again, OTHER_CARD)).problem).toMatchObject(PAID);
});

test('a payment that has its MAC1 takes its own course', async () => {
  const { fixture, box, report, debited, again } = await orderedAgain();
  const next = await fixture.payingAgain(box, await fixture.order(box, again), OTHER_CARD);
  await report(debited);
  expect(await fixture.order(box, again)).toMatchObject({ state: 'PAYING', money: 'unknown' });
  const paid = await fixture.report(box, next.attemptId, next.debited);
  expect(paid.value).toMatchObject({ money: 'taken' });
});

test('an attempt that has its MAC1 is the last one when it took nothing', async () => {
  const { fixture, box, report, debited, again } = await orderedAgain();
  const order = await fixture.order(box, again);
  const { attemptId } = await fixture.payingAgain(box, order, OTHER_CARD);
  await report(debited);
  expect((await fixture.startAttempt(box, again, OTHER_CARD)).problem).toMatchObject({
    code: 'card.unresolved',
    money: 'unknown',
  });
  await fixture.report(box, attemptId, { statusWord: '9401', answers: 'command' });
  expect(await fixture.order(box, again)).toMatchObject({ state: 'CANCELLED' });
  expect((await fixture.startAttempt(box, again, OTHER_CARD)).problem).toMatchObject(PAID);
});

test('an order for another service waits on', async () => {
  const { fixture, box, attemptId, report, debited } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const other = await fixture.ordered(box, 'sport');
  await report(debited);
  expect(await fixture.order(box, other.orderId)).toMatchObject({ state: 'CONFIRMED' });
});

test('people had called the other order paid by mistake, and took that back: this one is not paid, and may be tried again', async () => {
  const { fixture, box, attemptId, again, record } = await orderedAgain();
  const desk = deskOf(fixture);
  const rejected = () => ({ state: 'REJECTED', reason: 'account.closed', final: true }) as const;
  Object.assign(fixture.boss, { activation: rejected, credit: rejected });
  const order = await fixture.order(box, again);
  const next = await fixture.payingAgain(box, order, OTHER_CARD);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  const { caseNo } = await desk.caseOf('evidence-conflict');
  await desk.decide(caseNo, 'debited');
  await fixture.resolve(box, attemptId, { sequence: 5 });
  await desk.decide(caseNo, 'notDebited');
  await fixture.report(box, next.attemptId, { statusWord: '9401', answers: 'command' });
  expect(await fixture.order(box, again)).toMatchObject({ state: 'CONFIRMED', money: 'untouched' });
  expect((await fixture.startAttempt(box, again, OTHER_CARD)).status).toBe(201);
});

test('the paid order keeps its service from being ordered once more, also when the other one has ended', async () => {
  const { fixture, box, report, debited, again, orderId } = await orderedAgain();
  fixture.boss.activation = () => ({ state: 'PENDING' });
  const next = await fixture.payingAgain(box, await fixture.order(box, again), OTHER_CARD);
  await report(debited);
  await fixture.time.drain();
  await fixture.report(box, next.attemptId, { statusWord: '9401', answers: 'command' });
  expect(await fixture.order(box, again)).toMatchObject({ state: 'CANCELLED' });
  const asked = { items: [{ serviceId: 'basic', months: 1 }] };
  expect((await box.post('/quotes', asked)).problem).toMatchObject(PAID);
  fixture.boss.orders.set(orderId, { orderId, state: 'ACTIVATED' });
  await fixture.time.advance(60_000);
  expect((await fixture.confirm(box, await fixture.quote(box))).status).toBe(201);
});
