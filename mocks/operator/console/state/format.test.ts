import { afterEach, expect, test } from 'vitest';
import { NOW } from './console.fixture.ts';
import {
  age,
  businessDate,
  count,
  counted,
  days,
  milliseconds,
  moment,
  percent,
  shortMoment,
  shortNote,
  signedCount,
  signedYuan,
  yuan,
} from './format.ts';
import { language, nameIn } from './language.ts';

afterEach(() => {
  language.value = 'zh-CN';
});

test.each([
  [0, '¥0.00', '¥0.00'],
  [5, '¥0.05', '+¥0.05'],
  [99_999, '¥999.99', '+¥999.99'],
  [123_456, '¥1,234.56', '+¥1,234.56'],
  [-2_600, '−¥26.00', '−¥26.00'],
  [123_456_789_012, '¥1,234,567,890.12', '+¥1,234,567,890.12'],
])('%i fen', (fen, plain, signed) => {
  expect([yuan(fen), signedYuan(fen)]).toEqual([plain, signed]);
});

test('English has one payment and two payments', () => {
  expect([0, 1, 2, 1_012].map((value) => counted(value, 'payment'))).toEqual([
    '0 payments',
    '1 payment',
    '2 payments',
    '1,012 payments',
  ]);
});

test('counts are grouped and have their sign', () => {
  expect([count(0), count(1_012), count(-1_000_000)]).toEqual(['0', '1,012', '−1,000,000']);
  expect([signedCount(3), signedCount(0), signedCount(-3)]).toEqual(['+3', '0', '−3']);
});

test('a share below 100 % is never shown as 100 %', () => {
  expect([percent(1), percent(0.9999), percent(0.935), percent(0)]).toEqual([
    '100%',
    '99.9%',
    '93.5%',
    '0%',
  ]);
});

test('moments are in China time in any notation, and as short as possible', () => {
  expect(moment('2026-11-23T12:36:00.250Z')).toBe('2026-11-23 20:36:00');
  expect(moment('2026-11-23T20:36:00+08:00')).toBe('2026-11-23 20:36:00');
  expect(moment('soon')).toBe('soon');
  expect(shortMoment('2026-11-23T00:00:01+08:00', NOW)).toBe('00:00:01');
  expect(shortMoment('2026-11-22T23:59:59+08:00', NOW)).toBe('11-22 23:59:59');
  expect(shortMoment('2025-12-31T10:00:00+08:00', NOW)).toBe('2025-12-31 10:00:00');
});

test.each([
  [30_000, '不到 1 分钟', 'under a minute'],
  [59 * 60_000, '59 分钟', '59 min'],
  [3 * 3_600_000, '3 小时 0 分', '3 h 0 min'],
  [75 * 3_600_000, '3 天 3 小时', '3 d 3 h'],
  [-5_000, '不到 1 分钟', 'under a minute'],
])('%i ms ago', (ms, chinese, english) => {
  const at = new Date(NOW - ms).toISOString();
  expect(age(at, NOW)).toBe(chinese);
  language.value = 'en';
  expect(age(at, NOW)).toBe(english);
});

test('a digest in a note is cut, a terminal number is not', () => {
  expect(shortNote(`2600 fen, ${'AB12'.repeat(16)}; 010020000001`)).toBe(
    '2600 fen, AB12AB12…; 010020000001',
  );
});

test('days, durations and names', () => {
  expect([days(0), days(4), businessDate('20261123'), businessDate('x')]).toEqual([
    '今天',
    '4 天',
    '2026-11-23',
    'x',
  ]);
  expect([milliseconds(7), milliseconds(2_310), milliseconds(12_345)]).toEqual([
    '7 ms',
    '2.31 s',
    '12.3 s',
  ]);
  expect(nameIn({ a: ['甲', 'A'] }, 'a')).toBe('甲');
  expect(nameIn({ a: ['甲', 'A'] }, 'toString')).toBe('toString');
});
