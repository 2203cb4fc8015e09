import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test.each([
  ['', '811c9dc5'],
  ['a', 'e40c292c'],
  ['foobar', 'bf9cf968'],
])('%j has the published fingerprint', (text, published) => {
  expect(fingerprint(text)).toBe(published);
});

test('a fingerprint has eight digits, and is different when a character is lost or changed', () => {
  const text = JSON.stringify({ wait: '请稍候', retry: '重试' });
  const all = Array.from(text, (_, at) => fingerprint(text.slice(0, at) + text.slice(at + 1)));
  all.push(fingerprint(text), fingerprint(text.replace('请', '請')));
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((digits) => !/^[0-9a-f]{8}$/.test(digits))).toEqual([]);
});
