/** For the tests of comparisons: rows as lines, and the expected answer by a simple comparison. */
import fc from 'fast-check';
import type { Pair } from './pairLines.ts';
import type { Comparison } from './reconcile.ts';
import { memoryArea } from './workArea.ts';

export interface TestRow {
  readonly key: string;
  readonly amountFen: number;
  readonly note: string;
}

/** The note comes before the key, and the parts of the key are not next to each other. */
export const CELLS: Comparison['file']['cells'] = {
  key: [
    { name: 'orderId', at: 4 },
    { name: 'terminal', at: 2 },
  ],
  amount: { name: 'amountFen', at: 3 },
  note: [{ name: 'state', at: 1 }],
};

const FORM = { keyBytes: 30, noteBytes: 5 };

const lineOf = ({ key, amountFen, note }: TestRow): string => {
  const [order, terminal] = key.split('/');
  return `D|${note}|${terminal}|${amountFen}|${order}|rest\n`;
};

export const linesOf = (rows: readonly TestRow[]): string =>
  `H|1.0|D|head\n${rows.map(lineOf).join('')}T|0\n`;

/** The bytes in chunks of this length. */
export async function* chunksOf(text: string, length = 7): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length);
}

export const comparisonOf = (
  file: string,
  books: string,
  change: Partial<Comparison> = {},
): Comparison => ({
  name: 'test',
  file: { bytes: chunksOf(file), cells: CELLS },
  books: { bytes: chunksOf(books), cells: CELLS },
  form: FORM,
  area: memoryArea,
  ...change,
});

export const byKey = (a: TestRow, b: TestRow): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : 0;

/** The simple, slow comparison: for every key, the rows of each side in their order, side by side. */
export function byHand(file: readonly TestRow[], books: readonly TestRow[]): Pair[] {
  const grouped = (rows: readonly TestRow[]) => {
    const groups = new Map<string, TestRow[]>();
    for (const row of rows) groups.set(row.key, [...(groups.get(row.key) ?? []), row]);
    return groups;
  };
  const [ofFile, ofBooks] = [grouped(file), grouped(books)];
  return [...new Set([...ofFile.keys(), ...ofBooks.keys()])].sort().flatMap((key) => {
    const [left, right] = [ofFile.get(key) ?? [], ofBooks.get(key) ?? []];
    const both = Math.min(left.length, right.length);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, place): Pair => {
      const row = (rows: readonly TestRow[]) => {
        const { amountFen, note } = rows[place] ?? {};
        return amountFen === undefined ? undefined : { amountFen, note: note! };
      };
      const [a, b] = [row(left), row(right)];
      const hasMet = Math.min(place, both) > 0;
      return { key, ...(a ? { file: a } : {}), ...(b ? { books: b } : {}), place, hasMet };
    }).filter(({ file: a, books: b }) => a?.amountFen !== b?.amountFen || a?.note !== b?.note);
  });
}

const letters = fc.stringMatching(/^[A-C_a9-]{1,10}$/);
/** Few different keys, so that many are equal. Some differ early, some only after the words that are compared first. */
const key = fc
  .tuple(
    fc.constantFrom('', '', 'X-twelve-and-more'),
    fc.oneof(fc.constantFrom('A', 'AB', 'B'), letters),
    fc.constantFrom('/1', '/1', '/2'),
  )
  .map((parts) => parts.join(''));

export const someRows: fc.Arbitrary<TestRow[]> = fc.array(
  fc.record({
    key,
    amountFen: fc.constantFrom(0, 1, 2, 5_000_000_000, 999_999_999_999),
    note: fc.constantFrom('S', 'S', 'C', '', '机'),
  }),
  { maxLength: 40 },
);
