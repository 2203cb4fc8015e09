import { expect, test } from 'vitest';
import { createMeasures, percentile } from './measures.ts';

test.each([
  [0.5, 50],
  [0.95, 95],
  [0.99, 99],
  [1, 100],
  [0, 1],
])('percentile %s of 1 to 100', (share, expected) => {
  expect(
    percentile(
      Float64Array.from({ length: 100 }, (_, i) => i + 1),
      share,
    ),
  ).toBe(expected);
});

test('without a value all numbers are 0; with one value they are that value', () => {
  expect(percentile([], 0.5)).toBe(0);
  expect(percentile([7], 0.01)).toBe(7);
});

test('measures are in the order of their first use, and counted', () => {
  const measures = createMeasures();
  for (const tookMs of [30, 4, 200]) measures.add('quote', tookMs);
  measures.add('report', 1);
  measures.count('busy');
  measures.count('busy');
  expect(measures.spreads()).toEqual([
    ['quote', { count: 3, mean: 78, p50: 30, p95: 200, p99: 200, max: 200 }],
    ['report', { count: 1, mean: 1, p50: 1, p95: 1, p99: 1, max: 1 }],
  ]);
  expect(measures.counts()).toEqual({ busy: 2 });
});
