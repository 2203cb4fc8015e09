import fc from 'fast-check';
import readBitmap from 'jsqr';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { utf8 } from '../shared/bytes.ts';
import { QR_BYTES, type QrCode, qrCode, qrPath } from './qrCode.ts';

const written = (text: string): QrCode => {
  const code = qrCode(text);
  if (!code.ok) throw new Error(`${code.error.bytes} bytes`);
  return code.value;
};

/** The modules that a path fills, as numbers. */
function drawn(path: string, size: number): number[][] {
  const grid = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const [, x, y, length, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g)) {
    expect(back).toBe(x);
    grid[Number(y)]!.fill(1, Number(x), Number(x) + Number(length));
  }
  return grid;
}

const QUIET = 4;
const SCALE = 4;

/** Decodes a code as a camera sees it: the path painted, four pixels per module, light all round. */
function read(text: string): string | undefined {
  const modules = drawn(qrPath(written(text)), written(text).length);
  const size = (modules.length + 2 * QUIET) * SCALE;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = (pixel: number) => Math.floor(pixel / SCALE) - QUIET;
      if (modules[at(y)]?.[at(x)]) pixels.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  }
  return readBitmap(pixels, size, size, { inversionAttempts: 'dontInvert' })?.data;
}

/** The code by another library, with all choices fixed. */
const theirs = (text: string) =>
  encode([...utf8(text)], { ecc: 'L', boostEcc: false, maskPattern: 0, border: 0 }).data.map(
    (row) => row.map(Number),
  );

const CHINESE = '缴费凭据 数字电视基本收视费（城东片区）二〇二六年十一月';
const texts = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 134 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 134 }),
    fc.string({ unit: fc.constantFrom(...CHINESE), maxLength: 44 }),
  )
  .filter((text) => utf8(text).length <= QR_BYTES);

test('every module is the same as in another library', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(written(text)).toEqual(theirs(text));
    }),
    { numRuns: 150 },
  );
});

test('a decoder reads the text from the drawing', () => {
  const visible = texts.filter((text) => text !== '');
  fc.assert(
    fc.property(visible, (text) => {
      expect(read(text)).toBe(text);
    }),
    { numRuns: 60 },
  );
});

/** The longest text of each version. */
const LONGEST = [17, 32, 53, 78, 106, 134];

test.each(LONGEST.map((bytes, at) => [bytes, 21 + 4 * at]))(
  '%i bytes fit into %i modules, one more does not',
  (bytes, size) => {
    expect(written('7'.repeat(bytes)).length).toBe(size);
    expect(read('7'.repeat(bytes))).toBe('7'.repeat(bytes));
    const more = qrCode('7'.repeat(bytes + 1));
    if (bytes < QR_BYTES) expect(more.ok && more.value.length).toBe(size + 4);
    else expect(more).toEqual({ ok: false, error: { kind: 'too-long', bytes: 135 } });
  },
);

test('a Chinese character counts three bytes', () => {
  expect(read('电'.repeat(44))).toBe('电'.repeat(44));
  expect(qrCode('电'.repeat(45))).toEqual({ ok: false, error: { kind: 'too-long', bytes: 135 } });
});

test('half a surrogate pair is left out and throws nothing', () => {
  expect(read('a\ud83db\ude00\ude00c')).toBe('abc');
});

test('an empty text has a code, too', () => {
  expect(written('')).toEqual(theirs(''));
});
