import { afterEach, expect, test } from 'vitest';
import { en } from './en.ts';
import * as format from './format.ts';
import { speak } from './words.ts';
import { zhCN } from './zhCN.ts';

afterEach(() => {
  speak('zh-CN', zhCN);
});

const NOW = Date.parse('2026-11-23T20:39:12+08:00');

test('amounts follow the order of the language', () => {
  const written = () =>
    [28600, -2600, 5].map(format.amount).concat(format.shortAmount(2600), format.shortAmount(2650));
  expect(written()).toEqual(['286.00 元', '-26.00 元', '0.05 元', '26 元', '26.50 元']);
  speak('en', en);
  expect(written()).toEqual(['¥286.00', '-¥26.00', '¥0.05', '¥26', '¥26.50']);
});

test('a day of this year is short, another one has its year', () => {
  expect(format.day('2026-11-30', NOW)).toBe('11 月 30 日');
  expect(format.day('2027-03-31', NOW)).toBe('2027-03-31 ');
  speak('en', en);
  expect(format.day('2026-11-30', NOW)).toBe('30 Nov');
});

test("this year is China's: New Year comes eight hours before UTC", () => {
  expect(format.day('2027-01-05', Date.parse('2026-12-31T17:00:00Z'))).toBe('1 月 5 日');
});

test("times are China's local times", () => {
  expect(format.clockTime(NOW)).toBe('20:39');
  expect(format.dateAndTime('2026-11-23T12:39:12Z')).toBe('2026-11-23 20:39:12');
  expect(format.dateOnly('2025-11-30T17:00:00Z')).toBe('2025-12-01');
});

test('a countdown rounds up and stops at zero', () => {
  expect(
    [10_001, 10_000, 9_999, 0, -5].map((left) => format.secondsUntil(NOW + left, NOW)),
  ).toEqual([11, 10, 10, 0, 0]);
  expect([272, 59, 0, 600].map(format.minutesAndSeconds)).toEqual([
    '04:32',
    '00:59',
    '00:00',
    '10:00',
  ]);
});

test('numbers to read aloud are in groups of four', () => {
  expect(format.inFours('2026112300004711')).toBe('2026 1123 0000 4711');
  expect(format.inFours('20261123 00000001')).toBe('2026 1123 0000 0001');
  expect(format.maskedCard('0018')).toBe('**** **** **** 0018');
});
