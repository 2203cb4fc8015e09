import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  byHand,
  CELLS,
  chunksOf,
  comparisonOf,
  linesOf,
  type TestRow,
} from '../reconcile/reconcile.fixture.ts';
import { type Comparison, reconcile } from '../reconcile/reconcile.ts';
import type { WorkArea } from '../reconcile/workArea.ts';
import { allOf } from '../settlement.fixture.ts';
import { diskArea } from './diskArea.ts';
import { workerText } from './workerText.fixture.ts';

const directory = mkdtempSync(join(tmpdir(), 'area-test-'));
afterAll(() => rmSync(directory, { recursive: true }));

const ROWS = 30_000;
const row = (at: number): TestRow => ({
  key: `ORDER-${String(at).padStart(9, '0')}/1`,
  amountFen: at,
  note: 'S',
});
const file: TestRow[] = [];
const books: TestRow[] = [];
const threads = { worker: '', worthAThread: 1 };

beforeAll(async () => {
  for (let at = 0; at < ROWS; at++) {
    if (at % 1_009 !== 1) file.push(row(at));
    if (at % 1_009 === 2) file.push(row(at));
    const other = (at * 12_007) % ROWS;
    if (other % 1_009 === 3) continue;
    books.push(other % 1_009 === 4 ? { ...row(other), amountFen: other + 1 } : row(other));
  }
  threads.worker = await workerText();
});

const BLOCK = 75_000;
const given = (change: Partial<Comparison> = {}): Comparison => ({
  ...comparisonOf('', ''),
  file: { bytes: chunksOf(linesOf(file), 30_000), cells: CELLS },
  books: { bytes: chunksOf(linesOf(books), 30_000), cells: CELLS },
  blockBytes: BLOCK,
  area: diskArea({ directory }),
  ...change,
});

async function found(comparison: Comparison) {
  const { pairs, ...sums } = await reconcile(comparison);
  return { ...sums, pairs: await allOf(pairs()) };
}

test.each([
  ['in this thread', BLOCK, false],
  ['in threads', 500_000, true],
])(
  '%s: the same answer as the simple comparison, and no file is left',
  async (_, blockBytes, isThreaded) => {
    const area = diskArea({ directory, ...(isThreaded ? threads : {}) });
    const answer = await found(given({ area, blockBytes }));
    const expected = byHand(file, books);
    expect(expected.length).toBeGreaterThan(100);
    expect(answer.pairs).toEqual(expected);
    expect(answer.jobsKept).toBe(0);
    expect(readdirSync(directory)).toEqual([]);
  },
);

test('a fault found by a thread gives line and field, and leaves no file', async () => {
  const rows = [...file];
  [rows[25_001], rows[25_000]] = [rows[25_000]!, rows[25_001]!];
  const wrong = given({
    area: diskArea({ directory, ...threads }),
    blockBytes: 500_000,
    file: { bytes: chunksOf(linesOf(rows), 30_000), cells: CELLS },
  });
  // The head is a line too.
  await expect(reconcile(wrong)).rejects.toMatchObject({ line: 25_003, field: 'orderId/terminal' });
  expect(readdirSync(directory)).toEqual([]);
});

/** An area that fails after this number of jobs, as if the process had ended. */
function failingAfter(jobs: number): WorkArea {
  const area = diskArea({ directory });
  let left = jobs;
  return {
    begin(name) {
      const place = area.begin(name);
      return {
        ...place,
        async run(job) {
          left -= 1;
          if (left < 0) throw new Error('cut');
          return place.run(job);
        },
      };
    },
  };
}

const expected = () => byHand(file, books);

test.each([1, 10, 20, 31])(
  'when a run is cut after %i jobs, the next start does only the other jobs',
  async (jobs) => {
    await expect(reconcile(given({ area: failingAfter(jobs) }))).rejects.toThrow('cut');
    const again = await found(given());
    expect(again.jobsKept).toBe(jobs);
    expect(again.jobs).toBeGreaterThan(jobs);
    expect(again.pairs).toEqual(expected());
    expect(existsSync(join(directory, 'test'))).toBe(false);
  },
);

test('when a run is cut while its answer is read, no job is done twice', async () => {
  const { pairs } = await reconcile(given());
  for await (const { key } of pairs()) if (key !== '') break;
  const again = await found(given());
  expect(again.jobsKept).toBe(again.jobs);
  expect(again.pairs).toEqual(expected());
});

test('books that changed meanwhile are read again, and unchanged parts are not', async () => {
  await expect(reconcile(given({ area: failingAfter(30) }))).rejects.toThrow('cut');
  const moved = [...books.slice(0, -1), { ...books.at(-1)!, amountFen: 7 }];
  const change = { books: { bytes: chunksOf(linesOf(moved), 30_000), cells: CELLS } };
  const again = await found(given(change));
  expect(again.pairs).toEqual(byHand(file, moved));
  expect(again.jobsKept).toBeGreaterThan(10);
  expect(again.jobsKept).toBeLessThan(30);
});

test('the same bytes read by other cells are made into runs again', async () => {
  await expect(reconcile(given({ area: failingAfter(30) }))).rejects.toThrow('cut');
  const cells = { ...CELLS, note: [{ name: 'rest', at: 5 }] };
  const again = await found({
    ...given(),
    file: { bytes: chunksOf(linesOf(file), 30_000), cells },
    books: { bytes: chunksOf(linesOf(books), 30_000), cells },
  });
  expect(again.jobsKept).toBe(0);
  const renamed = (rows: readonly TestRow[]) => rows.map((row) => ({ ...row, note: 'rest' }));
  expect(again.pairs).toEqual(byHand(renamed(file), renamed(books)));
});

test('a part that is being overwritten counts as not done', async () => {
  const parts = { file: { bytes: chunksOf(linesOf(file.slice(1)), 30_000), cells: CELLS } };
  await expect(reconcile(given({ area: failingAfter(30) }))).rejects.toThrow('cut');
  // A comparison of another file begins and is killed in its first job. Then the first file comes again.
  await expect(reconcile(given({ ...parts, area: failingAfter(0) }))).rejects.toThrow('cut');
  writeFileSync(join(directory, 'test/file0.0'), 'half a run');
  const again = await found(given());
  expect(again.jobsKept).toBe(29);
  expect(again.pairs).toEqual(expected());
});

test('an incomplete line of the checkpoint does not count, and neither does a checkpoint from before a power cut', async () => {
  const path = join(directory, 'test/checkpoint');
  const left = async (change: (text: string) => string) => {
    await expect(reconcile(given({ area: failingAfter(9) }))).rejects.toThrow('cut');
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    const again = await found(given());
    expect(again.pairs).toEqual(expected());
    return again.jobsKept;
  };
  expect(await left((text) => text)).toBe(9);
  expect(await left((text) => text.slice(0, -9))).toBe(8);
  expect(await left((text) => text.replace(/^.*/, 'another-boot'))).toBe(0);
  expect(await left(() => 'anything')).toBe(0);
});
