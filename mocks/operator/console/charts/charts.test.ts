import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTicks, hourBars } from './hourBars.ts';
import { tilesOf } from './PsamStrip.tsx';

test.each([
  [0, [0, 2, 4, 6]],
  [4, [0, 2, 4, 6]],
  [7, [0, 2, 4, 6, 8]],
  [109, [0, 50, 100, 150]],
  [1_000, [0, 500, 1_000]],
])('an axis up to %i', (highest, ticks) => {
  expect(axisTicks(highest)).toEqual(ticks);
});

test('for any hours, every bar is inside the chart and on its axis', () => {
  const hour = fc.record({
    hour: fc.integer({ min: 0, max: 23 }),
    paid: fc.integer({ min: 0, max: 100_000 }),
    failed: fc.integer({ min: 0, max: 100_000 }),
  });
  fc.assert(
    fc.property(fc.array(hour, { maxLength: 25 }), (hours) => {
      const { bars, ticks } = hourBars(hours, 700, 180);
      expect(bars).toHaveLength(hours.length);
      for (const { x, width, paidY, paidHeight, failedY, failedHeight } of bars) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(700);
        expect(paidY + paidHeight).toBeCloseTo(180);
        expect(failedY + failedHeight).toBeCloseTo(paidY);
        expect(failedY).toBeGreaterThanOrEqual(-1e-6);
      }
      expect(ticks[0]).toEqual({ y: 180, value: 0 });
      expect(ticks.at(-1)!.y).toBeCloseTo(0);
    }),
  );
});

test('the hours to come have names too, from the first hour of the day on', () => {
  const { slots } = hourBars([{ hour: 23, paid: 1, failed: 0 }], 240, 100);
  expect(slots.map(({ hour }) => hour).slice(0, 3)).toEqual([23, 0, 1]);
  expect(slots).toHaveLength(24);
});

const pool = (total: number, leased: number, out: number) => ({
  total,
  leased,
  out,
  free: total - leased - out,
  waiting: 0,
});
const counted = (tiles: readonly string[]) =>
  ['leased', 'free', 'out'].map((state) => tiles.filter((tile) => tile === state).length);

test('one tile for each PSAM; of very many, shares, with at least one tile for each state that occurs', () => {
  expect(counted(tilesOf(pool(24, 4, 3)))).toEqual([4, 17, 3]);
  expect(counted(tilesOf(pool(0, 0, 0)))).toEqual([0, 0, 0]);
  expect(counted(tilesOf(pool(2_400, 1_200, 1), 120))).toEqual([60, 59, 1]);
  expect(counted(tilesOf(pool(2, 0, 2)))).toEqual([0, 0, 2]);
});
