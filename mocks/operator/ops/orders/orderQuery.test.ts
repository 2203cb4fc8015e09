import { expect, test } from 'vitest';
import { allOrders, amountId } from '../../tsp/books/store/orderStore.ts';
import { idOf } from '../rows.fixture.ts';
import { type OrderQuery, walkByAmount, walkByTime } from './orderQuery.ts';

const DAY: OrderQuery = { from: '20261123', to: '20261123' };
const before = idOf(1, Date.parse('2026-11-22T23:59:59.999+08:00'));
const first = idOf(1, Date.parse('2026-11-23T00:00:00+08:00'));
const last = idOf(1, Date.parse('2026-11-23T23:59:59.999+08:00'));
const after = idOf(1, Date.parse('2026-11-24T00:00:00+08:00'));

test.each([
  ['desc', ['end', 'read', 'read', 'skip']],
  ['asc', ['skip', 'read', 'read', 'end']],
] as const)('a walk through the orders of a day ends after it: %s', (direction, glances) => {
  const { glance } = walkByTime(allOrders, { ...DAY, direction });
  expect([before, first, last, after].map(glance)).toEqual(glances);
});

test.each([
  ['desc', ['end', 'read', 'read', 'skip']],
  ['asc', ['skip', 'read', 'read', 'end']],
] as const)('a walk by amount ends after the amounts: %s', (direction, glances) => {
  const { glance } = walkByAmount({ ...DAY, amountFrom: 100, amountTo: 200, direction });
  const ids = [99, 100, 200, 201].map((fen) => amountId(fen, first));
  expect(ids.map(glance)).toEqual(glances);
  expect([before, after].map((id) => glance(amountId(150, id)))).toEqual(['skip', 'skip']);
});

test('a walk begins at its first order that can be wanted, or after the last page', () => {
  expect(walkByTime(allOrders, DAY).range).toEqual({ after: after.slice(0, 10), reverse: true });
  const oldest = walkByTime(allOrders, { ...DAY, direction: 'asc' });
  expect(oldest.range).toEqual({ after: first.slice(0, 10), reverse: false });
  expect(walkByAmount({ amountTo: 200 }).range.after).toBe(amountId(201));
  expect(walkByTime(allOrders, { ...DAY, cursor: last }).range.after).toBe(last);
});
