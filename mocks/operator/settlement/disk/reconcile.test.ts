import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  SHAPE,
  shuffled,
  writeBossSide,
  writeTspSide,
} from '../../../../e2e/settleBench/generatedDay.ts';
import { inThisThread, type JobPool } from './jobPool.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';
import type { RowShape } from './rowScanner.ts';

const around = mkdtempSync(join(tmpdir(), 'reconcile-test-'));
const [tsp, boss, expected, output] = ['tsp', 'boss', 'expected', 'output'].map((name) =>
  join(around, name),
) as [string, string, string, string];
const directory = join(around, 'work');
const ROWS = 100_000;

beforeAll(() => {
  writeTspSide(tsp, expected, ROWS);
  writeBossSide(boss, ROWS);
});
afterAll(() => rmSync(around, { recursive: true }));

const options: ReconcileOptions = {
  tsp,
  boss,
  shape: SHAPE,
  directory,
  output,
  pool: inThisThread,
  rowsPerRun: 9_000,
  stretches: 7,
};

test('a hundred thousand rows a side: exactly what was planted is found', async () => {
  const found = await reconcile(options);
  expect(readFileSync(output, 'utf8')).toBe(readFileSync(expected, 'utf8'));
  const trailer = (path: string) =>
    /T\|(\d+)\|(\d+)\|/.exec(readFileSync(path, 'utf8').slice(-120))!;
  const sum = (path: string) => {
    const [, rows, totalFen] = trailer(path);
    return { rows: Number(rows), totalFen: Number(totalFen) };
  };
  expect(found).toMatchObject({ tsp: sum(tsp), boss: sum(boss), jobsKept: 0 });
  expect(found.counts).toEqual({
    MISSING_AT_BOSS: 50,
    MISSING_AT_TSP: 50,
    AMOUNT_DIFF: 50,
    DUPLICATE: 100,
  });
  expect(existsSync(directory)).toBe(false);
});

/** Ends the process, as far as the work can tell, after so many jobs. */
function dying(jobs: number): { pool: JobPool; signal: AbortSignal } {
  const stop = new AbortController();
  let left = jobs;
  const pool: JobPool = {
    ...inThisThread,
    async run(job, progress) {
      if (left === 0) stop.abort(new Error('cut'));
      left -= 1;
      return left < 0 ? new Promise(() => undefined) : inThisThread.run(job, progress);
    },
  };
  return { pool, signal: stop.signal };
}

test.each([1, 8, 13, 17])(
  'cut after %i jobs, the next start does only the others',
  async (jobs) => {
    rmSync(output, { force: true });
    await expect(reconcile({ ...options, ...dying(jobs) })).rejects.toThrow('cut');
    expect(existsSync(output)).toBe(false);
    const found = await reconcile(options);
    expect(found.jobsKept).toBe(jobs);
    expect(found.jobs).toBeGreaterThan(jobs);
    expect(readFileSync(output, 'utf8')).toBe(readFileSync(expected, 'utf8'));
  },
);

test('another file under the same name starts anew', async () => {
  const copy = join(around, 'copy');
  writeFileSync(copy, readFileSync(boss));
  await expect(reconcile({ ...options, boss: copy, ...dying(3) })).rejects.toThrow('cut');
  writeFileSync(copy, `${readFileSync(boss)}D|x|ZZ|||||||7|\n`);
  const found = await reconcile({ ...options, boss: copy });
  expect(found.jobsKept).toBe(0);
  expect(readFileSync(output, 'utf8')).toContain('MISSING_AT_TSP|ZZ||7\n');
});

const shape: RowShape = { keyCell: 1, amountCell: 2, keyBytes: 10 };
const small = (rows: readonly [string, number][]) =>
  rows.map(([key, fen]) => `D|${key}|${fen}|rest\n`).join('');

type Rows = [string, number][];
/** The slow way. */
function naive(left: Rows, right: Rows): string[] {
  const keys = [...new Set([...left, ...right].map(([key]) => key))].sort();
  return keys.flatMap((key) => {
    const [a, b] = [left.filter((row) => row[0] === key), right.filter((row) => row[0] === key)];
    return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
      const [here, there] = [a[i]?.[1], b[i]?.[1]];
      if (here === there) return [];
      const kind =
        here !== undefined && there !== undefined
          ? 'AMOUNT_DIFF'
          : i > 0
            ? 'DUPLICATE'
            : here === undefined
              ? 'MISSING_AT_TSP'
              : 'MISSING_AT_BOSS';
      return [`${kind}|${key}|${here ?? ''}|${there ?? ''}\n`];
    }).flat();
  });
}

test('any rows, keys of any length, any cutting up: as by hand', async () => {
  const key = fc.stringMatching(/^[A-C_a9-]{1,10}$/);
  // Some part early, some only after the words that are looked at first.
  const name = fc
    .tuple(
      fc.constantFrom('', '', 'X-twelve-and-more'),
      fc.oneof(fc.constantFrom('A', 'AB', 'B'), key),
    )
    .map((parts) => parts.join(''));
  const rows = fc.array(fc.tuple(name, fc.nat(3)), {
    maxLength: 40,
  });
  const big = fc.constantFrom(1, 5_000_000_000);
  await fc.assert(
    fc.asyncProperty(
      rows,
      rows,
      big,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      async (a, b, times, rowsPerRun, stretches) => {
        const scaled = (all: Rows): Rows => all.map(([name, fen]) => [name, fen * times]);
        const left = scaled(a).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0));
        const right = scaled(b);
        const [l, r] = [join(around, 'l'), join(around, 'r')];
        writeFileSync(l, `H|head\n${small(left)}T|end\n`);
        writeFileSync(r, small(right));
        await reconcile({
          ...options,
          tsp: l,
          boss: r,
          shape: { ...shape, keyBytes: 27 },
          rowsPerRun,
          stretches,
        });
        expect(readFileSync(output, 'utf8')).toBe(naive(left, right).join(''));
      },
    ),
    { numRuns: 80 },
  );
});

test.each([
  [
    'an unsorted TSP side',
    'D|B|1|\nD|A|1|\n',
    'D|A|1|\n',
    /byte 7: this row|byte 7: A comes after B/,
  ],
  [
    'an amount that is none',
    'D|A|1.5|\n',
    'D|A|1|\n',
    'byte 0: this row its amount is not whole fen',
  ],
  ['no amount', 'D|A|1|\n', 'D|A||\n', 'has no amount'],
  ['a missing cell', 'D|A|1|\n', 'D|A\n', 'ends with its key'],
  ['no key', 'D|A|1|\n', 'D||1|\n', 'a key of 0 bytes'],
  ['a key too long', 'D|A|1|\n', 'D|ABCDEFGHIJKLM|1|\n', 'a key of more than 12 bytes'],
  ['a last line without end', 'D|A|1|\n', 'D|A|1|\nD|B|1|', 'no end to this line'],
])('%s is an error that says where', async (_, left, right, message) => {
  const [l, r] = [join(around, 'l'), join(around, 'r')];
  writeFileSync(l, left);
  writeFileSync(r, right);
  const work = join(around, 'wrong');
  await expect(
    reconcile({ ...options, directory: work, tsp: l, boss: r, shape, stretches: 1 }),
  ).rejects.toThrow(message);
});

test('the generator shuffles without losing or doubling a row', () => {
  for (const rows of [1, 2, 3, 17, 1_000]) {
    const place = shuffled(rows);
    const seen = Array.from({ length: rows }, (_, index) => place(index)).sort((a, b) => a - b);
    expect(seen).toEqual(Array.from({ length: rows }, (_, i) => i));
  }
});
