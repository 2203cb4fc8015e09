import { expect, test } from 'vitest';
import type { Order } from '../../../../src/tsp/tspTypes.ts';
import type { AttemptRow } from '../books/rows.ts';
import { putAttempt } from '../books/store/attemptStore.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';

test('a true report after a false statement pays for the order that still waits', async () => {
  const { fixture, box, attemptId, orderId, report, debited } = await payingFixture();
  await fixture.abandon(box, attemptId);
  expect((await report(debited)).value).toMatchObject({ state: 'PAID', money: 'taken' });
  await fixture.time.drain();
  expect(fixture.boss.asked).not.toContain(`DELETE /holds/${orderId}`);
});

test.each(['cancelled', 'expired'])(
  'a true report after a false statement pays also when the order is %s by now',
  async (how) => {
    const { fixture, box, attemptId, orderId, report, debited, books } = await payingFixture();
    await fixture.abandon(box, attemptId);
    if (how === 'cancelled') await box.post<Order>(`/orders/${orderId}/cancel`, {});
    else {
      await fixture.time.advance(600_000);
      (await box.open()).value;
    }
    expect((await fixture.order(box, orderId)).state).toBe(how.toUpperCase());
    expect((await report(debited)).value).toMatchObject({ state: 'PAID', money: 'taken' });
    expect(await books()).toMatchObject({ unionpay_receivable: 2600, order_liability: -2600 });
  },
);

test('a true report stops a further attempt that has no MAC1 yet', async () => {
  const { fixture, box, attemptId, orderId, report, debited } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const next = (await fixture.startAttempt(box, orderId, OTHER_CARD)).value;
  await report(debited);
  expect(fixture.pool.leased()).toBe(0);
  const refused = await fixture.authorise(box, next.attemptId, fixture.init(OTHER_CARD));
  expect(refused.problem).toMatchObject({ code: 'attempt.state', money: 'taken' });
});

test('a second debit for one order is surplus: credited, the order untouched', async () => {
  const { fixture, box, attemptId, orderId, report, debited, books, row } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await fixture.report(box, second.attemptId, second.debited);
  await fixture.time.drain();
  expect((await report(debited)).value).toMatchObject({ state: 'COMPLETED', cardTail: '5678' });
  await fixture.time.drain();
  expect((await row()).surplus).toBe('credited');
  expect(await books()).toEqual({
    suspense_receivable: 0,
    suspense_order: 0,
    unionpay_receivable: 5200,
    order_liability: 0,
    operator_revenue: -2600,
    subscriber_credit: -2600,
    refund_payable: 0,
    write_off: 0,
  });
  expect(fixture.boss.orders.get(attemptId)).toMatchObject({ state: 'CREDITED' });
  expect(fixture.boss.orders.get(orderId)).toMatchObject({ state: 'ACTIVATED' });
});

test('a doubted attempt of an order that was paid otherwise ends without touching it', async () => {
  const { fixture, box, attemptId, orderId, report, debited } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await report(debited);
  await fixture.time.advance(30_000);
  expect((await fixture.order(box, orderId)).state).toBe('COMPLETED');
  const end = await fixture.report(box, second.attemptId, {
    statusWord: '9302',
    answers: 'command',
  });
  expect(end.value).toMatchObject({ state: 'COMPLETED', money: 'taken' });
});

test('the end of an old attempt does not end the current one', async () => {
  const { fixture, box, attemptId, orderId } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  expect((await fixture.resolve(box, attemptId, { sequence: 5 })).value).toMatchObject({
    verdict: 'not-debited',
    order: { state: 'PAYING', attempt: { attemptId: second.attemptId } },
  });
});

test('a surplus that people refund while its credit is under way is not credited as well', async () => {
  const { fixture, box, attemptId, orderId, report, debited, books, row } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await fixture.report(box, second.attemptId, second.debited);
  await fixture.time.drain();
  fixture.boss.instead.push({
    match: /PUT .*credit/,
    async answer(done) {
      const refunded: AttemptRow = { ...(await row()), surplus: 'refunded' };
      await fixture.room.transaction(async (tx) => putAttempt(tx, refunded));
      return done();
    },
  });
  await report(debited);
  await fixture.time.drain();
  expect((await row()).surplus).toBe('refunded');
  expect(await books()).toMatchObject({ subscriber_credit: 0, order_liability: -2600 });
});

test('a further attempt that took nothing ends no order that another one has paid', async () => {
  const { fixture, box, attemptId, orderId, report, debited } = await payingFixture();
  fixture.boss.activation = () => ({ state: 'PENDING' });
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await report(debited);
  await fixture.time.advance(25 * 3_600_000);
  (await box.open()).value;
  const stuck = { state: 'MANUAL', money: 'taken', payable: false };
  expect(await fixture.order(box, orderId)).toMatchObject(stuck);
  const { sequence } = OTHER_CARD;
  const said = await fixture.resolve(box, second.attemptId, { sequence }, OTHER_CARD);
  expect(said.value.verdict).toBe('not-debited');
  expect(await fixture.order(box, orderId)).toMatchObject(stuck);
});
