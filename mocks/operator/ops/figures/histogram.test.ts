import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countIn, merged, percentile, rangeOf } from './histogram.ts';

const histogramOf = (times: readonly number[]) => merged(times.map((ms) => ({ [rangeOf(ms)]: 1 })));

test('a percentile is a time that this share did not exceed, within a tenth', () => {
  const times = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(times, fc.constantFrom(0.5, 0.95, 0.99), (all, share) => {
      const sorted = [...all].sort((a, b) => a - b);
      const exact = sorted[Math.ceil(sorted.length * share) - 1]!;
      const told = percentile(histogramOf(all), share)!;
      expect(told).toBeGreaterThanOrEqual(exact - 1);
      expect(told).toBeLessThanOrEqual(exact * 1.1 + 1);
    }),
  );
});

test('nothing has no percentile; below a millisecond is none', () => {
  expect(percentile({}, 0.5)).toBeUndefined();
  expect(percentile(histogramOf([0, 0.4, 0.9]), 0.99)).toBe(0);
});

test('histograms add up', () => {
  const sum = merged([histogramOf([1, 5]), histogramOf([5, 900])]);
  expect(countIn(sum)).toBe(4);
  expect(sum[rangeOf(5)]).toBe(2);
});

test('a wait of hours is counted in the last range', () => {
  expect(rangeOf(1e9)).toBe(rangeOf(1e12));
});
