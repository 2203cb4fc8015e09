import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSeal, sealText } from './seal.ts';

const SEAL = { size: 409, sha256: 'AB'.repeat(32), count: 2, totalFen: 8600 };

test('a seal is one line, and is read as it was written', () => {
  expect(sealText(SEAL)).toBe(`409|${'AB'.repeat(32)}|2|8600\n`);
  const whole = fc.record({
    size: fc.maxSafeNat(),
    sha256: fc.stringMatching(/^[0-9A-F]{64}$/),
    count: fc.nat({ max: 999_999_999 }),
    totalFen: fc.maxSafeNat(),
  });
  fc.assert(
    fc.property(whole, (seal) => {
      expect(parseSeal(sealText(seal))).toEqual(seal);
    }),
  );
});

test('a seal that is cut at any point is not valid: its last number might have been longer', () => {
  const text = sealText(SEAL);
  for (let length = 0; length < text.length; length++)
    expect(parseSeal(text.slice(0, length))).toBeNull();
});

test.each([
  ['lower case', `409|${'ab'.repeat(32)}|2|8600\n`],
  ['a cell too many', `${sealText(SEAL).trim()}|\n`],
  ['a negative size', sealText({ ...SEAL, size: -1 })],
  ['a fraction of a fen', sealText({ ...SEAL, totalFen: 0.5 })],
  ['more fen than can be counted', `409|${'AB'.repeat(32)}|2|9007199254740993\n`],
  ['two lines', `${sealText(SEAL)}${sealText(SEAL)}`],
])('a seal with %s is not valid', (_, text) => {
  expect(parseSeal(text)).toBeNull();
});

test('a line end of CR and LF is valid too', () => {
  expect(parseSeal(sealText(SEAL).replace('\n', '\r\n'))).toEqual(SEAL);
});
