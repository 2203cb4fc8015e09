import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  concat,
  equalBytes,
  fromBase64,
  fromHex,
  toBase64,
  toHex,
  uintBytes,
  uintFrom,
  utf8,
} from './bytes.ts';

test('hex there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(new Uint8Array(bytes));
    }),
  );
  expect(toHex(fromHex('00 0a FF'))).toBe('000AFF');
});

test.each(['0', '0G', 'xyz', '12345'])('"%s" is not hex', (text) => {
  expect(() => fromHex(text)).toThrow(/not hex/);
});

test('numbers are big-endian and must fit', () => {
  expect(toHex(uintBytes(28_600, 4))).toBe('00006FB8');
  expect(uintFrom(fromHex('00006FB8'))).toBe(28_600);
  expect(uintFrom(uintBytes(0xffffffff, 4))).toBe(0xffffffff);
  for (const wrong of [-1, 1.5, 256, Number.NaN]) {
    expect(() => uintBytes(wrong, 1)).toThrow(RangeError);
  }
});

test('bytes are equal when all of them are', () => {
  expect(equalBytes([1, 2], [1, 2])).toBe(true);
  expect(equalBytes([1, 2], [1, 3])).toBe(false);
  expect(equalBytes([1, 2], [1, 2, 0])).toBe(false);
  expect(toHex(concat([1], new Uint8Array([2, 3]), []))).toBe('010203');
});

test('UTF-8 and base64 as Node makes them', () => {
  for (const text of ['', 'abc', '缴费 ¥26.00', '🂡']) {
    expect(Buffer.from(utf8(text)).toString('utf8')).toBe(text);
    expect(toBase64(utf8(text))).toBe(Buffer.from(text).toString('base64'));
    expect(fromBase64(toBase64(utf8(text)))).toEqual(utf8(text));
  }
});
