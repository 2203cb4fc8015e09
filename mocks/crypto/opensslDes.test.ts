import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { cryptoJsDes, type DesCipher, tdesEncrypt, useDesCipher } from './des.ts';
import { opensslDes } from './opensslDes.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const blocks = fc.integer({ min: 1, max: 5 }).chain((count) => bytes(count * 8));

afterEach(() => useDesCipher(cryptoJsDes));

test.each<[keyof DesCipher, (cipher: DesCipher, key: Uint8Array, data: Uint8Array) => Uint8Array]>([
  ['tdesEncrypt', (cipher, key, data) => cipher.tdesEncrypt(key, data)],
  [
    'desCbcLastBlock',
    (cipher, key, data) => cipher.desCbcLastBlock(key.subarray(0, 8), key.subarray(4, 12), data),
  ],
])('%s: OpenSSL and crypto-js give the same bytes', (_name, run) => {
  fc.assert(
    fc.property(bytes(16), blocks, (key, data) => {
      expect([...run(opensslDes, key, data)]).toEqual([...run(cryptoJsDes, key, data)]);
    }),
    { numRuns: 200 },
  );
});

test('the chosen implementation is called, and never with a wrong length', () => {
  const asked: string[] = [];
  useDesCipher({
    ...opensslDes,
    tdesEncrypt(key, data) {
      asked.push(`${key.length} ${data.length}`);
      return opensslDes.tdesEncrypt(key, data);
    },
  });
  tdesEncrypt(new Uint8Array(16), new Uint8Array(8));
  expect(() => tdesEncrypt(new Uint8Array(8), new Uint8Array(8))).toThrow(RangeError);
  expect(() => tdesEncrypt(new Uint8Array(16), new Uint8Array(7))).toThrow(RangeError);
  expect(asked).toEqual(['16 8']);
});
