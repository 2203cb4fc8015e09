import { expect, test } from 'vitest';
import { balances, ledgerFault, readLedger } from './books/ledger.ts';
import { ONLY_THE_BLACKLIST, TODAY, tspBench } from './tspBench.ts';

test('a payment from session to receipt, with every message inside the contract', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  const quote = await bench.quote(box);
  expect(quote).toMatchObject({ amountFen: 2600, subscriber: '王** 8538 **** 2107' });
  const order = (await bench.confirm(box, quote)).value;
  expect(order).toMatchObject({ state: 'CONFIRMED', money: 'untouched', payable: true });

  const payment = await bench.payingAgain(box, order);
  expect(payment.authorisation).toMatchObject({ date: '20261123', time: '203600' });
  expect(await bench.order(box, order.orderId)).toMatchObject({
    state: 'PAYING',
    money: 'unknown',
    attempt: { state: 'MAC1_ISSUED', cardTail: '1234', cardSequence: 5 },
  });
  expect(bench.pool.leased()).toBe(0);

  const reported = (await bench.report(box, payment.attemptId, payment.debited)).value;
  expect(reported).toMatchObject({ state: 'PAID', money: 'taken', receiptNo: '20261123 00000001' });

  await bench.time.settle();
  expect(await bench.order(box, order.orderId)).toMatchObject({
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

  const upload = await bench.tsp.uploadDay(TODAY);
  expect(upload).toMatchObject({ ok: true, value: [{ batchId: 'TG1-20261123-01', accepted: 1 }] });

  const books = await readLedger({ store: bench.room });
  expect(await ledgerFault(bench.environment.crypto, books)).toBeNull();
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
  expect(bench.violations).toEqual([]);
});

test('nothing is left running when a payment is over', async () => {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  await bench.paid(box);
  await bench.time.advance(3_600_000);
  expect(bench.time.pending()).toBe(ONLY_THE_BLACKLIST);
});

test('no log line and no answer carries a card number', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  const payment = await bench.paid(box);
  const order = await box.get(`/orders/${payment.orderId}`);
  const text = [...bench.logs, order.text, JSON.stringify(payment)].join('\n');
  expect(text).not.toContain('00061998081700001234');
  expect(text).not.toContain('1998081700001234');
});
