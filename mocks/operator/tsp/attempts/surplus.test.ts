import { expect, test } from 'vitest';
import type { Order } from '../../../../src/tsp/tspTypes.ts';
import { payingBench } from '../payingBench.ts';
import { OTHER_CARD } from '../subscriberBench.ts';

test('a true report after a false statement pays for the order that still waits', async () => {
  const { bench, box, attemptId, report, debited } = await payingBench();
  await bench.abandon(box, attemptId);
  expect((await report(debited)).value).toMatchObject({ state: 'PAID', money: 'taken' });
});

test.each(['cancelled', 'expired'])('also when it is %s by now', async (how) => {
  const { bench, box, attemptId, orderId, report, debited, books } = await payingBench();
  await bench.abandon(box, attemptId);
  if (how === 'cancelled') await box.post<Order>(`/orders/${orderId}/cancel`, {});
  else {
    await bench.time.advance(600_000);
    (await box.open()).value;
  }
  expect((await bench.order(box, orderId)).state).toBe(how.toUpperCase());
  expect((await report(debited)).value).toMatchObject({ state: 'PAID', money: 'taken' });
  expect(await books()).toMatchObject({ unionpay_receivable: 2600, order_liability: -2600 });
});

test('it stops a further attempt that has no MAC1 yet', async () => {
  const { bench, box, attemptId, orderId, report, debited } = await payingBench();
  await bench.abandon(box, attemptId);
  const next = (await bench.startAttempt(box, orderId, OTHER_CARD)).value;
  await report(debited);
  expect(bench.pool.leased()).toBe(0);
  const refused = await bench.authorise(box, next.attemptId, bench.init(OTHER_CARD));
  expect(refused.problem).toMatchObject({ code: 'attempt.state', money: 'taken' });
});

test('a second debit for one order is surplus: credited, the order untouched', async () => {
  const { bench, box, attemptId, orderId, report, debited, books, row } = await payingBench();
  await bench.abandon(box, attemptId);
  const second = await bench.payingAgain(box, await bench.order(box, orderId), OTHER_CARD);
  await bench.report(box, second.attemptId, second.debited);
  await bench.time.settle();
  expect((await report(debited)).value).toMatchObject({ state: 'COMPLETED', cardTail: '5678' });
  await bench.time.settle();
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
  expect(bench.boss.orders.get(attemptId)).toMatchObject({ state: 'CREDITED' });
  expect(bench.boss.orders.get(orderId)).toMatchObject({ state: 'ACTIVATED' });
});

test('a doubted attempt of an order that was paid otherwise ends without touching it', async () => {
  const { bench, box, attemptId, orderId, report, debited } = await payingBench();
  await bench.abandon(box, attemptId);
  const second = await bench.payingAgain(box, await bench.order(box, orderId), OTHER_CARD);
  await report(debited);
  await bench.time.advance(30_000);
  expect((await bench.order(box, orderId)).state).toBe('COMPLETED');
  const end = await bench.report(box, second.attemptId, { statusWord: '9302' });
  expect(end.value).toMatchObject({ state: 'COMPLETED', money: 'taken' });
});

test('the end of an old attempt does not end the one that runs', async () => {
  const { bench, box, attemptId, orderId } = await payingBench();
  await bench.abandon(box, attemptId);
  const second = await bench.payingAgain(box, await bench.order(box, orderId), OTHER_CARD);
  expect((await bench.resolve(box, attemptId, { sequence: 5 })).value).toMatchObject({
    verdict: 'not-debited',
    order: { state: 'PAYING', attempt: { attemptId: second.attemptId } },
  });
});
