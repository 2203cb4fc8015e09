import { expect, test } from 'vitest';
import { median, quantile, ratioInterval, sameNumbers, verdictOf } from './statistics.ts';

test.each([
  [[3], 0.95, 3],
  [[1, 2, 3, 4], 0.5, 2.5],
  [[4, 1, 3, 2], 0, 1],
  [[4, 1, 3, 2], 1, 4],
  [[10, 20, 30, 40, 50], 0.95, 48],
])('of %j the quantile %d is %d', (values, share, expected) => {
  expect(quantile(values, share)).toBeCloseTo(expected, 10);
});

test('a quantile between a number and infinity is infinity; between equal numbers it is that number', () => {
  expect(quantile([1, Number.POSITIVE_INFINITY], 0.5)).toBe(Number.POSITIVE_INFINITY);
  const never = Number.POSITIVE_INFINITY;
  expect(quantile([never, never], 0.5)).toBe(never);
});

test('an empty list has no quantile, and sorting leaves the measured list as it was', () => {
  expect(quantile([], 0.5)).toBeNaN();
  const values = [3, 1, 2];
  expect(median(values)).toBe(2);
  expect(values).toEqual([3, 1, 2]);
});

test('the same samples are drawn each time, and from the whole range', () => {
  const draw = (random: () => number) => Array.from({ length: 1000 }, random);
  const drawn = draw(sameNumbers());
  expect(drawn).toEqual(draw(sameNumbers()));
  expect(Math.min(...drawn)).toBeLessThan(0.01);
  expect(Math.max(...drawn)).toBeGreaterThan(0.99);
  expect(Math.max(...drawn)).toBeLessThan(1);
});

test('the interval of a ratio contains the ratio, and is wider where visits differ more', () => {
  const ours = [50, 51, 49, 50, 52];
  const steady = ratioInterval(ours, [100, 101, 99, 100, 98], median);
  const wild = ratioInterval(ours, [60, 180, 100, 70, 140], median);
  expect(steady.low).toBeLessThanOrEqual(0.5);
  expect(steady.high).toBeGreaterThanOrEqual(0.5);
  expect(steady.high - steady.low).toBeLessThan(0.06);
  expect(wild.high - wild.low).toBeGreaterThan(0.3);
});

test('two values of zero are equal', () => {
  expect(ratioInterval([0, 0], [0, 0], median)).toEqual({ low: 1, high: 1 });
  expect(ratioInterval([6, 6], [0, 0], median).low).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  [0.8, { low: 0.7, high: 0.9 }, 'best'],
  [1, { low: 0.9, high: 1.2 }, 'best'],
  [1.09, { low: 1.05, high: 1.2 }, 'equal'],
  [1.4, { low: 0.98, high: 1.9 }, 'equal'],
  [1.4, { low: 1.2, high: 1.9 }, 'worse'],
  [Number.POSITIVE_INFINITY, { low: Number.NaN, high: Number.NaN }, 'worse'],
] as const)('a ratio of %d between %j is %s', (ratio, interval, verdict) => {
  expect(verdictOf(ratio, interval)).toBe(verdict);
});
