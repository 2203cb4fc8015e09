/**
 * QR codes, ISO/IEC 18004:2015: byte mode, UTF-8, level L (screens do not get dirty), versions 1 to 6. The mask is always
 * number 0: the standard lets the writer look for the best of eight, and readers read any.
 */
import { utf8 } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';

/** Tables 7 and 9 by version: data codewords, correction codewords per block, number of equal blocks. */
const VERSIONS = [
  [19, 7, 1],
  [34, 10, 1],
  [55, 15, 1],
  [80, 20, 1],
  [108, 26, 1],
  [136, 18, 2],
] as const;

/** Annex C: the format for level L and mask 0, with its correction and mask applied. */
const FORMAT = 0x77c4;

/** Bytes of UTF-8 that fit into the largest version. */
export const QR_BYTES = 134;

/** Surrogate pairs, and single surrogates, which have no UTF-8 and are left out. */
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;

/** Rows of modules; `1` is dark. No quiet zone. */
export type QrCode = readonly (readonly number[])[];

interface TooLong {
  readonly kind: 'too-long';
  /** The length of the text in UTF-8; at most `QR_BYTES` fit. */
  readonly bytes: number;
}

/** Multiplies in the field of 256 elements of section 7.5. */
function product(a: number, b: number): number {
  let sum = 0;
  for (; b > 0; b >>= 1) {
    if (b & 1) sum ^= a;
    a = (a << 1) ^ ((a >> 7) * 0x11d);
  }
  return sum;
}

/** Annex A: the remainder of the block divided by (x - 1)(x - 2)(x - 4)... */
function corrections(block: readonly number[], count: number): number[] {
  const divisor = [1];
  for (let i = 0, root = 1; i < count; i++, root = product(root, 2)) {
    divisor.push(0);
    for (let at = i + 1; at > 0; at--) divisor[at]! ^= product(divisor[at - 1]!, root);
  }
  const rest = block.slice();
  for (let i = 0; i < count; i++) rest.push(0);
  block.forEach((_, at) => {
    const factor = rest[at]!;
    divisor.forEach((part, i) => {
      rest[at + i]! ^= product(part, factor);
    });
  });
  return rest.slice(block.length);
}

/** Mode, length, bytes, end, padding; then the blocks with their corrections, interleaved. */
function codewords(bytes: ArrayLike<number>, [data, count, blocks]: (typeof VERSIONS)[number]) {
  const words = [0x40 | (bytes.length >> 4)];
  for (let i = 0, carry = bytes.length; i <= bytes.length; i++) {
    const next = i < bytes.length ? bytes[i]! : 0;
    words.push(((carry << 4) | (next >> 4)) & 0xff);
    carry = next;
  }
  for (let pad = 0xec; words.length < data; pad ^= 0xfd) words.push(pad);
  const each = data / blocks;
  const parts: number[][] = [];
  for (let at = 0; at < data; at += each) parts.push(words.slice(at, at + each));
  const woven: number[] = [];
  for (const rows of [parts, parts.map((part) => corrections(part, count))]) {
    rows[0]!.forEach((_, at) => {
      for (const row of rows) woven.push(row[at]!);
    });
  }
  return woven;
}

/** Finders, alignment, timing and format; `undefined` is free for data. */
function patterns(size: number): (number | undefined)[][] {
  const grid: (number | undefined)[][] = [];
  for (let y = 0; y < size; y++) grid.push(new Array(size));
  const square = (x: number, y: number, radius: number, light: readonly number[]) => {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const row = grid[y + dy];
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        if (row && x + dx >= 0 && x + dx < size) row[x + dx] = light.indexOf(ring) < 0 ? 1 : 0;
      }
    }
  };
  for (let i = 8; i < size - 8; i++) grid[6]![i] = grid[i]![6] = 1 - (i & 1);
  square(3, 3, 4, [2, 4]);
  square(size - 4, 3, 4, [2, 4]);
  square(3, size - 4, 4, [2, 4]);
  if (size > 21) square(size - 7, size - 7, 2, [1]);
  for (let i = 0; i < 15; i++) {
    const bit = (FORMAT >> i) & 1;
    // Bits 6 and 7 step over the timing pattern.
    const at = i < 6 ? i : i < 8 ? i + 1 : 14 - i + (i < 9 ? 1 : 0);
    if (i < 8) grid[at]![8] = grid[8]![size - 1 - i] = bit;
    else grid[8]![at] = grid[size - 15 + i]![8] = bit;
  }
  grid[size - 8]![8] = 1;
  return grid;
}

/** Makes a QR code; the error is the length of a text that is too long. */
export function qrCode(text: string): Result<QrCode, TooLong> {
  const bytes = utf8(text.replace(PAIRS, (found) => (found.length > 1 ? found : '')));
  const version = VERSIONS.findIndex(([data]) => bytes.length <= data - 2);
  const row = VERSIONS[version];
  if (row === undefined) return fail({ kind: 'too-long', bytes: bytes.length });
  const size = 21 + 4 * version;
  const grid = patterns(size);
  const words = codewords(bytes, row);
  let bit = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const y = (right + 1) & 2 ? step : size - 1 - step;
      for (let x = right; x > right - 2; x--) {
        if (grid[y]![x] !== undefined) continue;
        const word = words[bit >> 3] ?? 0;
        grid[y]![x] = ((word >> (7 - (bit++ & 7))) & 1) ^ (1 - ((x + y) & 1));
      }
    }
  }
  return ok(grid as number[][]);
}

/** The dark modules as the `d` of a path, one unit each. */
export function qrPath(code: QrCode): string {
  let path = '';
  code.forEach((row, y) => {
    for (let x = 0, end = 0; x < row.length; x = end + 1) {
      end = row.indexOf(0, x);
      if (end < 0) end = row.length;
      if (end > x) path += `M${x} ${y}h${end - x}v1H${x}z`;
    }
  });
  return path;
}
