import { expect, test } from 'vitest';
import { abortSource, neverAborted } from './abort.ts';
import { apduHeader } from './log.ts';
import { formatYuan, formatYuanShort, isFen } from './money.ts';
import { ulid, uuid } from './random.ts';
import { wordsIn } from './text.ts';
import { chinaInstant, chinaTime, dayAfter, pause, rfc3339, type Timers } from './time.ts';

const counting = { bytes: (length: number) => new Uint8Array(length).map((_, at) => at * 17) };

test.each([
  [0, '0.00', '0'],
  [5, '0.05', '0.05'],
  [100, '1.00', '1'],
  [28_600, '286.00', '286'],
  [2_650, '26.50', '26.50'],
  [-2_600, '-26.00', '-26'],
  [9_999_999, '99999.99', '99999.99'],
])('%i fen is %s yuan', (fen, long, short) => {
  expect(formatYuan(fen)).toBe(long);
  expect(formatYuanShort(fen)).toBe(short);
});

test('a fraction of a fen is a bug', () => {
  expect(() => formatYuan(0.5)).toThrow(RangeError);
  expect([0, 1, -1, 1.5, Number.NaN, '1', 2 ** 53].map(isFen)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('China is eight hours ahead, on every machine', () => {
  const at = Date.UTC(2026, 10, 23, 16, 0, 5);
  expect(chinaTime(at)).toEqual({ date: '20261124', time: '000005' });
  expect(rfc3339(at)).toBe('2026-11-24T00:00:05+08:00');
  expect(Date.parse(rfc3339(at))).toBe(at);
  expect(chinaInstant('20261124', '000005')).toBe(at);
  expect(chinaInstant('20261124')).toBe(at - 5_000);
});

test.each(['20261131', '20270229', '20261301', '2026'])('%s is no date', (date) => {
  expect(chinaInstant(date)).toBeNaN();
});

test.each([
  ['20261130', 1, '20261201'],
  ['20280228', 1, '20280229'],
  ['20270101', -1, '20261231'],
  ['20261123', 40, '20270102'],
])('%s and %i days is %s', (date, days, expected) => {
  expect(dayAfter(date, days)).toBe(expected);
});

test('an abort is reported once, and at once to a late listener', () => {
  const source = abortSource();
  const heard: string[] = [];
  source.signal.onAbort(() => heard.push('early'));
  source.signal.onAbort(() => heard.push('gone'))();
  source.abort();
  source.abort();
  source.signal.onAbort(() => heard.push('late'));
  expect(heard).toEqual(['early', 'late']);
  expect(neverAborted.aborted).toBe(false);
});

test('a pause ends by time or by abort, and leaves no timer behind', async () => {
  const running = new Map<number, () => void>();
  let last = 0;
  const timers: Timers = {
    after(_, callback) {
      const id = ++last;
      running.set(id, callback);
      return () => running.delete(id);
    },
  };
  const timed = pause(timers, 100, neverAborted);
  running.get(1)!();
  await timed;
  const source = abortSource();
  const aborted = pause(timers, 100, source.signal);
  source.abort();
  await aborted;
  expect(running.has(2)).toBe(false);
  await pause(timers, 100, source.signal);
});

test('ids have their standard forms', () => {
  expect(uuid(counting)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  expect(ulid(0, counting)).toMatch(/^0{10}[0-9A-HJKMNP-TV-Z]{16}$/);
  expect(ulid(1_000, counting) < ulid(2_000, counting)).toBe(true);
  expect(ulid(1_000.7, counting)).toBe(ulid(1_000, counting));
});

test('a missing language falls back to Chinese', () => {
  expect(wordsIn({ 'zh-CN': '电视' }, 'en')).toBe('电视');
  expect(wordsIn({ 'zh-CN': '电视', en: 'TV' }, 'en')).toBe('TV');
  expect(wordsIn({ 'zh-CN': '电视', en: '' }, 'en')).toBe('电视');
});

test('a logged APDU shows its header and length only', () => {
  expect(apduHeader([0x80, 0x54, 0x01, 0x00, 0x0f, 0xaa, 0xbb])).toBe('80540100 (7 bytes)');
});
