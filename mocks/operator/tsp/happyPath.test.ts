import { expect, test } from 'vitest';
import { balances, ledgerFault, readLedger } from './books/journals/ledger.ts';
import { ONLY_THE_BLACKLIST, TODAY, tspFixture } from './tsp.fixture.ts';

test('a payment from session to receipt, with every message inside the contract', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  expect(quote).toMatchObject({ amountFen: 2600, subscriber: '王** 8538 **** 2107' });
  const order = (await fixture.confirm(box, quote)).value;
  expect(order).toMatchObject({ state: 'CONFIRMED', money: 'untouched', payable: true });

  const payment = await fixture.payingAgain(box, order);
  expect(payment.authorisation).toMatchObject({ date: '20261123', time: '203600' });
  expect(await fixture.order(box, order.orderId)).toMatchObject({
    state: 'PAYING',
    money: 'unknown',
    attempt: { state: 'MAC1_ISSUED', cardTail: '1234', cardSequence: 5 },
  });
  expect(fixture.pool.leased()).toBe(0);

  const reported = (await fixture.report(box, payment.attemptId, payment.debited)).value;
  expect(reported).toMatchObject({ state: 'PAID', money: 'taken', receiptNo: '20261123 00000001' });

  await fixture.time.drain();
  expect(await fixture.order(box, order.orderId)).toMatchObject({
    state: 'COMPLETED',
    money: 'taken',
    payable: false,
  });
  expect((await box.get(`/orders/${order.orderId}/receipt`)).value).toMatchObject({
    receiptNo: '20261123 00000001',
    balanceBeforeFen: 10_000,
    balanceAfterFen: 7_400,
    cardTail: '1234',
    serviceState: 'open',
    terminalSequence: '00000001',
  });

  const upload = await fixture.tsp.uploadDay(TODAY);
  expect(upload).toMatchObject({ ok: true, value: [{ batchId: 'TG1-20261123-01', accepted: 1 }] });

  const books = await readLedger({ store: fixture.room });
  expect(await ledgerFault(fixture.environment.crypto, books)).toBeNull();
  expect(balances(books)).toEqual({
    suspense_receivable: 0,
    suspense_order: 0,
    unionpay_receivable: 2600,
    order_liability: 0,
    operator_revenue: -2600,
    subscriber_credit: 0,
    refund_payable: 0,
    write_off: 0,
  });
  expect(fixture.violations).toEqual([]);
});

test('nothing is left running when a payment is over', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  await fixture.paid(box);
  await fixture.time.advance(3_600_000);
  expect(fixture.time.pending()).toBe(ONLY_THE_BLACKLIST);
});

test('no log line and no answer has a card number', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const payment = await fixture.paid(box);
  const order = await box.get(`/orders/${payment.orderId}`);
  const text = [...fixture.logs, order.text, JSON.stringify(payment)].join('\n');
  expect(text).not.toContain('00061998081700001234');
  expect(text).not.toContain('1998081700001234');
});
