import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf } from '../settlement.fixture.ts';
import {
  byHand,
  byKey,
  CELLS,
  chunksOf,
  comparisonOf,
  linesOf,
  someRows,
  type TestRow,
} from './reconcile.fixture.ts';
import { reconcile } from './reconcile.ts';
import { RowFault } from './rowScanner.ts';

const rows = (...given: [key: string, amountFen: number, note?: string][]): TestRow[] =>
  given.map(([key, amountFen, note = 'S']) => ({ key: `${key}/1`, amountFen, note }));

const compared = async (file: readonly TestRow[], books: readonly TestRow[], blockBytes = 50) => {
  const found = await reconcile(comparisonOf(linesOf(file), linesOf(books), { blockBytes }));
  return { ...found, pairs: await allOf(found.pairs()) };
};

test('any rows, keys of any length, blocks of any size: the same answer as the simple comparison', async () => {
  const blockBytes = fc.constantFrom(1, 30, 100, 300, 1_000_000);
  await fc.assert(
    fc.asyncProperty(someRows, someRows, blockBytes, async (unsorted, books, bytes) => {
      const file = [...unsorted].sort(byKey);
      const found = await compared(file, books, bytes);
      const total = (all: readonly TestRow[]) =>
        all.reduce((sum, { amountFen }) => sum + amountFen, 0);
      expect(found.pairs).toEqual(byHand(file, books));
      expect(found.different).toBe(found.pairs.length);
      expect(found.file).toEqual({ rows: file.length, totalFen: total(file) });
      expect(found.books).toEqual({ rows: books.length, totalFen: total(books) });
    }),
    { numRuns: 300 },
  );
});

test('rows of a key are paired in their order, and surplus rows stay alone', async () => {
  const file = rows(['A', 5], ['A', 5], ['B', 1], ['B', 1]);
  const { pairs, same } = await compared(file, rows(['C', 7], ['A', 6], ['C', 7]));
  expect(same).toBe(0);
  expect(pairs).toEqual([
    {
      key: 'A/1',
      file: { amountFen: 5, note: 'S' },
      books: { amountFen: 6, note: 'S' },
      place: 0,
      hasMet: false,
    },
    { key: 'A/1', file: { amountFen: 5, note: 'S' }, place: 1, hasMet: true },
    { key: 'B/1', file: { amountFen: 1, note: 'S' }, place: 0, hasMet: false },
    { key: 'B/1', file: { amountFen: 1, note: 'S' }, place: 1, hasMet: false },
    { key: 'C/1', books: { amountFen: 7, note: 'S' }, place: 0, hasMet: false },
    { key: 'C/1', books: { amountFen: 7, note: 'S' }, place: 1, hasMet: false },
  ]);
});

test('more rows than fit in a run are compared right, sorted or not', async () => {
  const many = Array.from({ length: 70_000 }, (_, at) => ({
    key: `${String(at).padStart(9, '0')}/1`,
    amountFen: at,
    note: '',
  }));
  const shuffled = many.map((_, at) => many[(at * 37_123) % many.length]!);
  const [changed, missing] = [12_345, 60_001];
  const file = many
    .filter((_, at) => at !== missing)
    .map((row, at) => (at === changed ? { ...row, note: 'C' } : row));
  const { pairs, same } = await compared(file, shuffled, 1_000_000);
  expect(pairs.map(({ key, file: a, books: b }) => [key, a?.note, b?.note])).toEqual([
    [many[changed]!.key, 'C', ''],
    [many[missing]!.key, undefined, ''],
  ]);
  expect(same).toBe(many.length - 2);
});

test('amounts that are the same in their low 32 bits differ', async () => {
  const { pairs, same } = await compared(rows(['A', 1]), rows(['A', 1 + 2 ** 32]));
  expect(same).toBe(0);
  expect(pairs).toMatchObject([{ file: { amountFen: 1 }, books: { amountFen: 4_294_967_297 } }]);
});

const order = (id: string) => `D|S|1|5|${id}|rest\n`;

test.each([
  ['a file that is not sorted', `${order('B')}${order('A')}`, 2, 'orderId/terminal', 'sorted'],
  [
    'an amount that is not a whole number',
    `H|\n${order('A')}D|S|1|1.5|B|\n`,
    3,
    'amountFen',
    'not whole fen',
  ],
  ['an amount too long', 'D|S|1|1234567890123|B|\n', 1, 'amountFen', 'not whole fen'],
  ['no amount', 'D|S|1||B|\n', 1, 'amountFen', 'nothing is there'],
  ['a missing cell', `${order('A')}D|S|1|5\n`, 2, 'orderId', 'the line ends before it'],
  ['a line with only a letter', `${order('A')}D|\n`, 2, 'terminal', 'the line ends before it'],
  ['a key too long', `D|S|1|5|${'A'.repeat(31)}|\n`, 1, 'orderId', 'more than 32 bytes'],
  ['a note too long', 'D|123456789|1|5|A|\n', 1, 'state', 'more than 8 bytes'],
  [
    'a last line without end',
    `${order('A')}${order('B')}D|S`,
    3,
    'line',
    'the last one has no end',
  ],
])('%s is an error with line and field', async (_, file, line, field, why) => {
  for (const blockBytes of [1, 40, 10_000]) {
    const found = await reconcile(comparisonOf(file, '', { blockBytes })).catch((error) => error);
    expect(found).toBeInstanceOf(RowFault);
    expect(found).toMatchObject({ line, field, side: 'file', why: expect.stringContaining(why) });
  }
});

test('nothing of a file that was refused is in the next one', async () => {
  const wrong = reconcile(comparisonOf(`${order('A')}${order('B')}D|S|1|x|C|\n`, ''));
  await expect(wrong).rejects.toBeInstanceOf(RowFault);
  const { file, pairs } = await compared(rows(['A', 5]), rows(['A', 5]), 10_000);
  expect(file).toEqual({ rows: 1, totalFen: 5 });
  expect(pairs).toEqual([]);
});

test('a fault of the own books is distinguished from a fault of the file', async () => {
  const wrong = reconcile(comparisonOf(order('A'), 'D|S|1|-5|A|\n'));
  await expect(wrong).rejects.toMatchObject({ side: 'books', line: 1, field: 'amountFen' });
});

test('a line without end does not fill the memory', async () => {
  let read = 0;
  async function* endless() {
    for (;;) {
      read += 1_000;
      yield new Uint8Array(1_000).fill(65);
    }
  }
  const wrong = reconcile({
    ...comparisonOf('', ''),
    file: { bytes: endless(), cells: CELLS },
    blockBytes: 10_000,
  });
  await expect(wrong).rejects.toThrow('has no end');
  expect(read).toBeLessThan(50_000);
});

test('the comparison rejects with the error of its source', async () => {
  async function* broken() {
    yield* chunksOf(order('A'));
    throw new Error('the books are gone');
  }
  const cut = reconcile({ ...comparisonOf('', ''), books: { bytes: broken(), cells: CELLS } });
  await expect(cut).rejects.toThrow('the books are gone');
});

test('progress counts the rows of each phase to its end', async () => {
  const seen: Record<string, number[]> = {};
  const file = Array.from({ length: 20 }, (_, at) => ({
    key: `${at + 10}/1`,
    amountFen: 1,
    note: '',
  }));
  await reconcile(
    comparisonOf(linesOf(file), linesOf(file.slice(5)), {
      blockBytes: 60,
      progress: (phase, done) => {
        seen[phase] = [...(seen[phase] ?? []), done];
      },
    }),
  );
  expect(Object.entries(seen).map(([phase, done]) => [phase, done.at(-1)])).toEqual([
    ['file', 20],
    ['books', 15],
    ['merge', 20],
  ]);
  expect(seen.file!.length).toBeGreaterThan(3);
});
