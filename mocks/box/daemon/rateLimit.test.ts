import { expect, test } from 'vitest';
import { rateLimit } from './rateLimit.ts';

test('a burst passes, then a fixed number a second, and unused ones do not add up', () => {
  let now = 0;
  const mayTake = rateLimit({ now: () => now }, 10, 3);
  const taken = () => [0, 0, 0, 0].map(() => mayTake());
  expect(taken()).toEqual([true, true, true, false]);
  now += 99;
  expect(mayTake()).toBe(false);
  now += 1;
  expect([mayTake(), mayTake()]).toEqual([true, false]);
  now += 3_600_000;
  expect(taken()).toEqual([true, true, true, false]);
});
