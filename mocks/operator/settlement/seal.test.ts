import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSeal, sealText } from './seal.ts';

const SEAL = { size: 409, sha256: 'AB'.repeat(32), count: 2, totalFen: 8600 };

test('a seal is one line, read as it was written', () => {
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

test('a seal that was cut anywhere is none: it might be half of a larger number', () => {
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
])('%s is no seal', (_, text) => {
  expect(parseSeal(text)).toBeNull();
});

test('the line end of another system is one too', () => {
  expect(parseSeal(sealText(SEAL).replace('\n', '\r\n'))).toEqual(SEAL);
});
