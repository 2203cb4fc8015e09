import { expect, test } from 'vitest';
import { order } from '../../app/gallery/onePayment.fixture.ts';
import { ok } from '../../shared/result.ts';
import { watchWork } from './background.ts';
import { entry, workFixture } from './work.fixture.ts';

test('while an open order cannot be read, home asks again; its banner goes when the order is over', async () => {
  const fixture = workFixture();
  let asks = 0;
  fixture.answers.openOrders = () =>
    ok({ items: [], months: [], ...(++asks < 4 ? { unread: [{ ref: 'ABC-1234' }] } : {}) });
  await fixture.run(watchWork(fixture.parts), { kind: 'home', unfinished: null });
  expect(fixture.events).toEqual([
    { kind: 'recovered', unfinished: { kind: 'unclear', ref: 'ABC-1234' } },
    { kind: 'recovered', unfinished: null },
  ]);
  expect(asks).toBe(4);
});

test('an open order that stays unread for days is asked for ever less often, once a minute at last', async () => {
  const fixture = workFixture();
  const asked: number[] = [];
  fixture.answers.openOrders = () => {
    asked.push(fixture.time.now());
    return ok({ items: [], months: [], unread: [{ ref: 'ABC-1234' }] });
  };
  const unfinished = { kind: 'unclear', ref: 'ABC-1234' } as const;
  await fixture.run(watchWork(fixture.parts), { kind: 'home', unfinished }, 3_600_000);
  const pauses = asked.slice(1).map((at, index) => Math.round((at - asked[index]!) / 1_000));
  expect(pauses.slice(0, 5)).toEqual([10, 20, 40, 60, 60]);
  expect(pauses[pauses.length - 1]).toBe(60);
});

test('while a payment is under way somewhere, home asks again: it may become a doubt', async () => {
  const fixture = workFixture();
  let asks = 0;
  const paying = order('PAYING', { money: 'untouched' });
  fixture.answers.openOrders = () => ok({ items: ++asks < 4 ? [paying] : [], months: [] });
  await fixture.run(watchWork(fixture.parts), { kind: 'home', unfinished: null });
  expect([asks, fixture.events]).toEqual([4, []]);
});

test.each(['debit-sent', 'mac1', 'reported'] as const)(
  'an entry "%s" has nothing to post: home does not ask on for it',
  async (phase) => {
    const fixture = workFixture();
    fixture.entries.set('A1', { ...entry, phase });
    let asks = 0;
    fixture.answers.openOrders = () => ok({ items: [], months: [], asks: ++asks });
    await fixture.run(watchWork(fixture.parts), { kind: 'home', unfinished: null });
    expect([asks, fixture.entries.size]).toEqual([1, 1]);
  },
);

test('a payment that began while home still asked is not taken for one of an earlier page', async () => {
  const fixture = workFixture();
  const attempt = { attemptId: 'A1', state: 'INIT_DONE', cardTail: '0018' } as const;
  const paying = order('PAYING', { orderId: entry.orderId, money: 'untouched', attempt });
  fixture.answers.openOrders = () => {
    fixture.leaves();
    fixture.entries.set('A1', entry);
    return ok({ items: [paying], months: [] });
  };
  await fixture.run(watchWork(fixture.parts), { kind: 'home', unfinished: null });
  expect(fixture.trail).toEqual(['tsp openOrders']);
  expect(fixture.entries.size).toBe(1);
});
