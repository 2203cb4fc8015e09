import { expect, test } from 'vitest';
import { choice, order, quote } from '../../app/gallery/sampleOrders.ts';
import { ok } from '../../shared/result.ts';
import { confirmWork, orderWork, quoteWork } from './buy.ts';
import { problem, unreachable, workBench } from './workBench.ts';

const ordering = { kind: 'ordering', choice, quote } as const;

test('one choice is one key, however often the quote is asked for', async () => {
  const bench = workBench();
  let asks = 0;
  bench.answers.quote = () => (++asks < 3 ? unreachable : ok(quote));
  await bench.run(quoteWork(bench.parts), { kind: 'quoting', choice });
  expect(new Set(bench.told.map(({ parameters }) => parameters[0])).size).toBe(1);
  expect(bench.events).toEqual([{ kind: 'quoted', quote }]);
  await bench.run(quoteWork(bench.parts), { kind: 'quoting', choice });
  expect(bench.told[3]?.parameters[0]).not.toBe(bench.told[0]?.parameters[0]);
});

test('a quote BOSS refuses carries its reason', async () => {
  const bench = workBench();
  bench.answers.quote = () => problem('boss.rejected', { reason: 'account.arrears' });
  await bench.run(quoteWork(bench.parts), { kind: 'quoting', choice });
  expect(bench.events).toMatchObject([
    { kind: 'refused', failure: { kind: 'order-rejected', reason: 'account.arrears' } },
  ]);
  expect(bench.told.length).toBe(1);
});

test('a quote on the screen expires by the box’s clock', async () => {
  const bench = workBench();
  const expiresAt = new Date(bench.time.now() + 5_000).toISOString();
  await bench.run(confirmWork(bench.parts), {
    kind: 'confirm',
    choice,
    quote: { ...quote, expiresAt },
  });
  await bench.time.runUntil(() => false, 4_999);
  expect(bench.events).toEqual([]);
  await bench.time.runUntil(() => false, 1);
  expect(bench.events).toEqual([{ kind: 'quoteExpired' }]);
});

test('the order confirms the quote that was shown, under a key of the quote', async () => {
  const bench = workBench();
  bench.answers.confirm = () => ok(order('CONFIRMED'));
  await bench.run(orderWork(bench.parts), ordering);
  expect(bench.told[0]?.parameters.slice(0, 2)).toEqual([`${quote.quoteId}:confirm`, quote]);
  expect(bench.events).toMatchObject([{ kind: 'ordered' }]);
});

test.each([
  ['another amount', order('CONFIRMED', { amountFen: 28_601 }), 'untouched'],
  ['money that is taken already', order('CONFIRMED', { money: 'taken' }), 'taken'],
  ['money nobody knows of', order('CONFIRMED', { money: 'unknown' }), 'unknown'],
] as const)('an order with %s goes no further, and says so', async (_, answered, money) => {
  const bench = workBench();
  bench.answers.confirm = () => ok(answered);
  await bench.run(orderWork(bench.parts), ordering);
  expect(bench.events).toEqual([{ kind: 'refused', failure: { kind: 'quote-changed', money } }]);
});
