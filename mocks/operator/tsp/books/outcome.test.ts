/** What a paid order says of itself: done with its time, or due with its latest, and never both. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { defaultLimits } from '../base/limits.ts';
import { rejectedService, stuckActivation } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { outcomeOf } from './outcome.ts';
import type { OrderRow } from './rows.ts';

const AT = Date.parse('2026-11-23T20:41:00+08:00');
const row = (change: Partial<OrderRow>) => ({ paidAt: AT, ...change }) as OrderRow;
const said = (change: Partial<OrderRow>, now = AT) =>
  outcomeOf(row(change), now, defaultLimits).outcome;

test('while BOSS opens it, it is due within the day for which BOSS is asked', async () => {
  const paying = await payingFixture();
  paying.fixture.boss.activation = () => ({ state: 'PENDING' });
  await paying.report(paying.debited);
  expect((await paying.order()).outcome).toEqual({ dueBy: '2026-11-24T20:36:00+08:00' });
});

test('an open service says since when, and nothing that is due', async () => {
  const paying = await payingFixture();
  await paying.report(paying.debited);
  await paying.fixture.time.drain();
  expect((await paying.order()).outcome).toEqual({ at: '2026-11-23T20:36:00+08:00' });
});

test('credited: when, where, why and under which number; the receipt says the same', async () => {
  const { order, box, orderId } = await rejectedService('CREDITED');
  const outcome = {
    ...{ at: '2026-11-23T20:36:00+08:00', place: 'account' },
    ...{ cause: 'account.closed', number: 'K1' },
  };
  expect(await order()).toMatchObject({ state: 'CREDITED', outcome });
  expect((await box.get<{ outcome: unknown }>(`/orders/${orderId}/receipt`)).value).toMatchObject({
    outcome,
  });
});

test('a refund is due by the promised day, and done only with the transfer that two people decided', async () => {
  const { order, desk } = await rejectedService();
  const due = await order();
  expect(due).toMatchObject({ state: 'REFUND_DUE' });
  expect(due.outcome).toEqual({
    ...{ dueBy: '2026-12-08T20:36:00+08:00', place: 'bank', cause: 'account.closed' },
  });
  const { caseNo } = await desk.caseOf('credit-refused');
  await desk.decide(caseNo, 'refund');
  const done = await order();
  expect(done).toMatchObject({ state: 'REFUNDED', outcome: { place: 'bank', number: 'TR-1' } });
  expect(done.outcome).toHaveProperty('at');
  expect(done.outcome).not.toHaveProperty('dueBy');
});

test('where two people decided that it goes back, they are the cause', async () => {
  const { fixture, desk, caseNo, orderId } = await stuckActivation();
  fixture.boss.orders.delete(orderId);
  await desk.decide(caseNo, 'credit');
  expect(await desk.order(orderId)).toMatchObject({ state: 'CREDITED', cause: 'people' });
});

test('a promise whose time has passed is not repeated', () => {
  const due = { state: 'CREDIT_DUE', stateSince: AT } as const;
  expect(said(due, AT + DAY_MS - 1)).toHaveProperty('dueBy');
  expect(said(due, AT + DAY_MS)).toEqual({ place: 'account' });
});

test('a row of an older version says no time that it does not have', () => {
  expect(said({ state: 'REFUNDED' })).toEqual({ place: 'bank' });
  expect(said({ state: 'CREDITED' })).toEqual({ place: 'account' });
  expect(said({ state: 'COMPLETED' })).toEqual({});
});

test('an order that is not paid, or that people look into, has no outcome', () => {
  for (const state of ['CONFIRMED', 'PAYING', 'IN_DOUBT', 'MANUAL', 'CANCELLED'] as const) {
    expect(said({ state })).toBeUndefined();
  }
});

test('a reason of BOSS that is no code does not travel', async () => {
  const paying = await payingFixture();
  const reason = 'Kunde gesperrt' as never;
  paying.fixture.boss.activation = () => ({ state: 'REJECTED', reason, final: true });
  await paying.report(paying.debited);
  await paying.fixture.time.drain();
  const order = await paying.order();
  expect(order).toMatchObject({ state: 'CREDITED' });
  expect(order.outcome).not.toHaveProperty('cause');
});
