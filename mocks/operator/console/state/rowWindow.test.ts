import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNearEnd, rowAfterKey, rowsToDraw, topToShow } from './rowWindow.ts';

const view = (top: number, height = 360) => ({ top, height, rowHeight: 36 });

test.each([
  ['at the top', view(0), 1_000, { first: 0, end: 20 }],
  ['in the middle', view(3_600), 1_000, { first: 90, end: 120 }],
  ['between two rows', view(3_618), 1_000, { first: 90, end: 121 }],
  ['at the end', view(35_640), 1_000, { first: 980, end: 1_000 }],
  ['of a short list', view(0), 3, { first: 0, end: 3 }],
  ['of no list', view(0), 0, { first: 0, end: 0 }],
  ['pulled above the top', view(-50), 1_000, { first: 0, end: 19 }],
  ['of a list that has become shorter', view(36_000), 5, { first: 0, end: 5 }],
])('the rows drawn %s', (_, seen, count, rows) => {
  expect(rowsToDraw(seen, count)).toEqual(rows);
});

test('a few rows further the same rows are drawn, and further on others', () => {
  const drawn = rowsToDraw(view(3_600), 1_000);
  expect(rowsToDraw(view(3_600 + 36 * 5), 1_000, drawn)).toBe(drawn);
  expect(rowsToDraw(view(3_600 - 36 * 10), 1_000, drawn)).toBe(drawn);
  expect(rowsToDraw(view(3_600 - 36 * 11), 1_000, drawn)).not.toBe(drawn);
  expect(rowsToDraw(view(3_600 + 36 * 10), 1_000, drawn)).not.toBe(drawn);
});

test('whatever is done before, what is seen is drawn, and few rows more', () => {
  const place = fc.integer({ min: 0, max: 400_000 });
  fc.assert(
    fc.property(
      place,
      place,
      fc.nat(10_000),
      fc.nat(10_000),
      fc.nat(2_000),
      (from, to, before, count, height) => {
        const drawn = rowsToDraw(view(from, height), before);
        const { first, end } = rowsToDraw(view(to, height), count, drawn);
        expect(end).toBeLessThanOrEqual(count);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 36) + 31);
        for (let row = Math.floor(to / 36); row * 36 < to + height && row < count; row++) {
          expect(row >= first && row < end).toBe(true);
        }
      },
    ),
  );
});

test('rows that come below are drawn before they are seen', () => {
  const drawn = rowsToDraw(view(36_000 - 360), 1_000);
  expect(drawn.end).toBe(1_000);
  expect(rowsToDraw(view(36_000 - 360), 1_100, drawn).end).toBe(1_010);
});

test('the next page is wanted when its last twenty rows begin to be seen', () => {
  expect(isNearEnd(view(0), 50)).toBe(false);
  expect(isNearEnd(view(36 * 20), 50)).toBe(false);
  expect(isNearEnd(view(36 * 21), 50)).toBe(true);
  expect(isNearEnd(view(0), 5)).toBe(true);
});

test.each([
  [0, 100, 0],
  [50, 1_800, 1_800],
  [59, 1_800, 1_800],
  [60, 1_800, 1_836],
  [49, 1_800, 1_764],
])('row %d is shown from %d at %d', (row, top, shown) => {
  expect(topToShow(row, view(top))).toBe(shown);
});

test.each([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 4, 5],
  ['ArrowDown', 99, 99],
  ['ArrowUp', -1, 0],
  ['ArrowUp', 4, 3],
  ['ArrowUp', 0, 0],
  ['PageDown', -1, 9],
  ['PageDown', 4, 13],
  ['PageDown', 98, 99],
  ['PageUp', 20, 11],
  ['PageUp', 3, 0],
  ['Home', 50, 0],
  ['End', 3, 99],
  ['a', 3, null],
  ['Tab', 3, null],
])('%s from row %d of a hundred leads to %s', (key, at, row) => {
  expect(rowAfterKey(key, at, 100, 10)).toBe(row);
});

test('among no rows no key moves, and one row a page still moves on', () => {
  expect(rowAfterKey('End', -1, 0, 10)).toBe(null);
  expect(rowAfterKey('PageDown', 0, 3, 0)).toBe(1);
});
