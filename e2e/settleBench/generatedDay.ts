/**
 * Generates the two files of a day of any size with known differences: TSP's rows are sorted by order number, BOSS's are
 * not sorted. The same number of rows gives the same bytes.
 */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { writeWhole } from '../../mocks/operator/settlement/disk/diskFiles.ts';
import { layouts } from '../../mocks/operator/settlement/layouts.ts';
import { cellsOf } from '../../mocks/operator/settlement/reconcile/ownRows.ts';

/** The cells that are compared in both files: those that the host compares in a DZ, except the state. */
export const CELLS = cellsOf(layouts.DZ, { key: ['orderId'], amount: 'amountFen', note: [] });
export const FORM = { keyBytes: 40, noteBytes: 0 };

/** Each of the five differences below is planted in one row of this many. */
const EVERY = 2_003;
const MISSING_AT_BOSS = 1;
const MISSING_AT_TSP = 2;
const AMOUNT_DIFF = 3;
const TWICE_AT_BOSS = 4;
const TWICE_AT_TSP = 5;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const pairs = Array.from({ length: 1024 }, (_, i) => CROCKFORD[i >> 5]! + CROCKFORD[i & 31]!);
const quads = Array.from({ length: 65_536 }, (_, i) =>
  i.toString(16).toUpperCase().padStart(4, '0'),
);

/** A 32-bit hash of two numbers. */
export function mix(value: number, salt: number): number {
  let h = Math.imul(value ^ salt, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The first order is at 20:00 in China on 2026-11-23; the others follow every 7 ms. */
const FIRST_MS = 1_795_435_200_000;

const orderId = (i: number): string => idAt(FIRST_MS + i * 7, i);

/** An identifier that begins with its time, like those of the platform. */
export function idAt(ms: number, i: number): string {
  let time = ms;
  let text = '';
  for (let pair = 0; pair < 5; pair++) {
    text = pairs[time % 1024]! + text;
    time = Math.floor(time / 1024);
  }
  const [a, b, c] = [mix(i, 11), mix(i, 12), mix(i, 13)];
  for (const part of [a, b, c]) text += pairs[part & 1023]! + pairs[(part >>> 10) & 1023]!;
  return text + pairs[(a ^ b) >>> 22]! + pairs[(b ^ c) >>> 22]!;
}

const PRICES = [2_600, 1_500, 3_800, 9_800, 28_600, 31_200];
const PRODUCTS = ['基本包年', '体育包月', '影视包月', '少儿季包', '高清付费频道'];
const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
export const hex8 = (value: number): string => quads[value >>> 16]! + quads[value & 0xffff]!;

export const amountAt = (i: number): number => PRICES[mix(i, 1) % PRICES.length]!;

/** The cells of row `i` after the order number and BOSS's number. */
function rest(i: number, amountFen: number): string {
  const a = mix(i, 2);
  const b = mix(i, 3);
  const second = Math.floor(i / 143) % 86_400;
  const clock =
    two(Math.floor(second / 3600)) + two(Math.floor(second / 60) % 60) + two(second % 60);
  const box = hex8(a);
  return `|S${(100_000_000 + (a % 10_000_000)).toString()}|STB-${box}|${PRODUCTS[b % PRODUCTS.length]}|2026-11-23|2026-12-22|${amountFen}|20261123${clock}|**** ${1000 + (b % 9000)}|0000${hex8(b % 270)}|${hex8(i)}|${quads[b & 0xffff]}|${hex8(mix(i, 4))}|S`;
}

const row = (i: number, amountFen: number): string =>
  `${orderId(i)}|B${1_000_000_000 + mix(i, 5)}${rest(i, amountFen)}`;

/** A permutation of 0 to `rows` - 1: a Feistel network over the next power of four. */
function shuffled(rows: number): (index: number) => number {
  const half = Math.max(1, Math.ceil(Math.log2(Math.max(2, rows)) / 2));
  const mask = 2 ** half - 1;
  return (index) => {
    let value = index;
    do {
      let left = Math.floor(value / (mask + 1));
      let right = value & mask;
      for (let round = 0; round < 4; round++)
        [left, right] = [right, left ^ (mix(right, 100 + round) & mask)];
      value = left * (mask + 1) + right;
    } while (value >= rows);
    return value;
  };
}

class DayFile {
  private readonly file: number;
  private readonly hash: Hash = createHash('sha256');
  private text = '';
  private rows = 0;
  private totalFen = 0;

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  head(rows: number): void {
    this.text += `H|1.0|0105|20261123|20261124000512|${rows}|0|01\n`;
  }

  add(cells: string, amountFen: number): void {
    this.rows += 1;
    this.totalFen += amountFen;
    this.text += `D|${this.rows}|${cells}\n`;
    if (this.text.length > 262_144) this.flush();
  }

  end(): void {
    this.flush();
    this.text = `T|${this.rows}|${this.totalFen}|${this.hash.digest('hex').toUpperCase()}\n`;
    writeWhole(this.file, Buffer.from(this.text));
    closeSync(this.file);
  }

  private flush(): void {
    const bytes = Buffer.from(this.text);
    this.hash.update(bytes);
    writeWhole(this.file, bytes);
    this.text = '';
  }
}

/** Writes TSP's file, sorted by order; `expected` gets the planted differences in the form of `reconcile`. */
export function writeTspSide(path: string, expected: string, rows: number): void {
  const file = new DayFile(path);
  file.head(rows);
  const differences = openSync(expected, 'w');
  const differ = (line: string) => writeWhole(differences, Buffer.from(`${line}\n`));
  for (let i = 0; i < rows; i++) {
    const [amountFen, sort] = [amountAt(i), i % EVERY];
    if (sort === MISSING_AT_TSP) {
      differ(`MISSING_AT_TSP|${orderId(i)}||${amountFen}`);
      continue;
    }
    const cells = row(i, amountFen);
    file.add(cells, amountFen);
    if (sort === TWICE_AT_TSP) file.add(cells, amountFen);
    if (sort === TWICE_AT_TSP) differ(`DUPLICATE|${orderId(i)}|${amountFen}|`);
    if (sort === TWICE_AT_BOSS) differ(`DUPLICATE|${orderId(i)}||${amountFen}`);
    if (sort === MISSING_AT_BOSS) differ(`MISSING_AT_BOSS|${orderId(i)}|${amountFen}|`);
    if (sort === AMOUNT_DIFF) differ(`AMOUNT_DIFF|${orderId(i)}|${amountFen}|${amountFen + 100}`);
  }
  file.end();
  closeSync(differences);
}

/** Writes BOSS's file in a shuffled order; the second row of a duplicate is at the end. */
export function writeBossSide(path: string, rows: number): void {
  const file = new DayFile(path);
  file.head(rows);
  const place = shuffled(rows);
  for (let index = 0; index < rows; index++) {
    const i = place(index);
    const sort = i % EVERY;
    if (sort === MISSING_AT_BOSS) continue;
    const amountFen = amountAt(i) + (sort === AMOUNT_DIFF ? 100 : 0);
    file.add(row(i, amountFen), amountFen);
  }
  for (let i = TWICE_AT_BOSS; i < rows; i += EVERY) file.add(row(i, amountAt(i)), amountAt(i));
  file.end();
}
