import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, chinaDate, daysBetween, monthEnd, periodEnd } from './calendar.ts';

test.each([
  ['2026-12-01', 12, '2027-11-30'],
  ['2026-11-23', 1, '2026-12-22'],
  ['2027-01-31', 1, '2027-02-28'],
  ['2027-01-30', 1, '2027-02-28'],
  ['2027-01-29', 1, '2027-02-28'],
  ['2027-01-28', 1, '2027-02-27'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2028-01-30', 1, '2028-02-29'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2027-03-01', 1, '2027-03-31'],
  ['2026-12-31', 6, '2027-06-30'],
  ['2026-10-01', 3, '2026-12-31'],
])('a period from %s of %i months ends %s', (from, months, to) => {
  expect(periodEnd(from, months)).toBe(to);
});

test('the day is the day in China', () => {
  expect(chinaDate(Date.parse('2026-11-23T15:59:59Z'))).toBe('2026-11-23');
  expect(chinaDate(Date.parse('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
});

test.each([
  ['2026-11-30', 1, '2026-12-01'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-12-31', 1, '2027-01-01'],
])('%s %i days on is %s', (date, days, expected) => {
  expect(addDays(date, days)).toBe(expected);
  expect(daysBetween(date, expected)).toBe(days);
});

test.each([
  ['2026-11-23', -12, '2025-11-23'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-11-23', 2, '2027-01-23'],
])('%s %i months on is %s', (date, months, expected) => {
  expect(addMonths(date, months)).toBe(expected);
});

test('a month ends on its last day', () => {
  expect(['2028-02-01', '2026-12-31'].map(monthEnd)).toEqual(['2028-02-29', '2026-12-31']);
});

test('a longer period never ends sooner, and a month is never shorter than 28 days', () => {
  const day = fc.integer({ min: 0, max: 3650 }).map((n) => addDays('2026-01-01', n));
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 35 }), (from, months) => {
      const shorter = daysBetween(from, periodEnd(from, months));
      const longer = daysBetween(from, periodEnd(from, months + 1));
      expect(longer - shorter).toBeGreaterThanOrEqual(28);
      expect(longer - shorter).toBeLessThanOrEqual(31);
    }),
  );
});
