import { expect, test } from 'vitest';
import { choice, order, quote } from '../../app/gallery/onePayment.fixture.ts';
import { ok } from '../../shared/result.ts';
import { confirmWork, orderWork, quoteWork } from './buy.ts';
import { problem, unreachable, workFixture } from './work.fixture.ts';

const ordering = { kind: 'ordering', choice, quote } as const;

test('one choice has one key, however often the quote is asked for', async () => {
  const fixture = workFixture();
  let asks = 0;
  fixture.answers.quote = () => (++asks < 3 ? unreachable : ok(quote));
  await fixture.run(quoteWork(fixture.parts), { kind: 'quoting', choice });
  expect(new Set(fixture.told.map(({ parameters }) => parameters[0])).size).toBe(1);
  expect(fixture.events).toEqual([{ kind: 'quoted', quote }]);
  await fixture.run(quoteWork(fixture.parts), { kind: 'quoting', choice });
  expect(fixture.told[3]?.parameters[0]).not.toBe(fixture.told[0]?.parameters[0]);
});

test('a quote that BOSS rejects carries its reason', async () => {
  const fixture = workFixture();
  fixture.answers.quote = () => problem('boss.rejected', { reason: 'account.arrears' });
  await fixture.run(quoteWork(fixture.parts), { kind: 'quoting', choice });
  expect(fixture.events).toMatchObject([
    { kind: 'refused', failure: { kind: 'order-rejected', reason: 'account.arrears' } },
  ]);
  expect(fixture.told.length).toBe(1);
});

test('a quote on the screen expires by the box’s clock', async () => {
  const fixture = workFixture();
  const expiresAt = new Date(fixture.time.now() + 5_000).toISOString();
  await fixture.run(confirmWork(fixture.parts), {
    kind: 'confirm',
    choice,
    quote: { ...quote, expiresAt },
  });
  await fixture.time.runUntil(() => false, 4_999);
  expect(fixture.events).toEqual([]);
  await fixture.time.runUntil(() => false, 1);
  expect(fixture.events).toEqual([{ kind: 'quoteExpired' }]);
});

test.each([
  ['that was over before it was shown', -86_400_000, 0],
  ['of a platform whose clock is years ahead', 10 * 365 * 86_400_000, 3_600_000],
])('a quote %s leaves the screen all the same', async (_, validMs, leavesMs) => {
  const fixture = workFixture();
  const asked: number[] = [];
  const timers = {
    after(delayMs: number) {
      asked.push(delayMs);
      return () => {};
    },
  };
  const expiresAt = new Date(fixture.time.now() + validMs).toISOString();
  const work = confirmWork({ ...fixture.parts, timers });
  await fixture.run(work, { kind: 'confirm', choice, quote: { ...quote, expiresAt } });
  expect(asked).toEqual([leavesMs]);
});

test('the order confirms the quote that was shown, under a key of the quote', async () => {
  const fixture = workFixture();
  fixture.answers.confirm = () => ok(order('CONFIRMED'));
  await fixture.run(orderWork(fixture.parts), ordering);
  expect(fixture.told[0]?.parameters.slice(0, 2)).toEqual([`${quote.quoteId}:confirm`, quote]);
  expect(fixture.events).toMatchObject([{ kind: 'ordered' }]);
});
