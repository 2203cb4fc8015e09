/** The bench itself with few rows: threads, the limit of memory, the kill in the middle, and both pipelines. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { barOf } from '../../mocks/operator/settlement/disk/progressBar.ts';
import { type Measured, median, type Size, tableOf } from './benchReport.ts';

const script = fileURLToPath(new URL('./run.mjs', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'bench-test-'));
afterAll(() => rmSync(directory, { recursive: true }));

const bench = (...args: string[]) =>
  promisify(execFile)(process.execPath, [
    script,
    '--dir',
    directory,
    '--rounds',
    '1',
    '--no-duckdb',
    ...args,
  ]).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error) => ({ code: error.code as number, said: `${error.stdout}${error.stderr}` }),
  );

test('a hundred thousand rows a side: all contestants find what was planted, a killed run goes on', async () => {
  const { code, said } = await bench('--rows', '100000', '--threads', '2');
  expect(said).not.toContain('WRONG');
  expect(said.match(/all, no other/g)).toHaveLength(3);
  expect(said).toMatch(/killed after three fifths, started again: [1-9]\d* of \d+ jobs kept/);
  expect(code).toBe(0);
  expect(readdirSync(directory)).toEqual([]);
});

test('above its memory limit it ends with a message', async () => {
  const { code, said } = await bench('--rows', '20000', '--memory', '40');
  expect(code).toBe(1);
  expect(said).toMatch(/holds \d+ bytes, may hold 40000000/);
  expect(readdirSync(directory)).toEqual([]);
});

test('without enough room on the disk it does not begin', async () => {
  const { code, said } = await bench('--rows', '900000000');
  expect(code).toBe(1);
  expect(said).toMatch(/GB are needed: make room/);
});

test('an unknown option or a wrong value is refused before anything is built', async () => {
  const unknown = await bench('--row', '20000');
  expect(unknown).toEqual({
    code: 2,
    said: expect.stringContaining('--row: there is no such option; did you mean --rows?'),
  });
  const wrong = await bench('--rows', '1000,x');
  expect(wrong.code).toBe(2);
  expect(wrong.said).toContain('--rows: "1000,x" is not whole numbers from 1');
});

const measured = (name: string, seconds: number[], more: Partial<Measured> = {}): Measured => ({
  name,
  seconds,
  processorSeconds: seconds,
  peakBytes: 1e8,
  isRight: true,
  ...more,
});
const size = (...contestants: Measured[]): Size => ({
  rows: 1e6,
  bytes: 1e8,
  differences: 5,
  contestants,
  restart: { isRight: true, seconds: 1, jobs: 9, jobsKept: 4 },
});
const conditions = { memory: 300, threads: 2, load: 0 };

test.each([
  ['as fast as the fastest', [1, 9, 2], [2], true],
  ['slower than one of them', [1, 9, 3], [2], false],
])('%s by the median', (_, ours, theirs, isMet) => {
  const sizes = [size(measured('ours', ours), measured('a', theirs), measured('b', [7]))];
  expect(tableOf(sizes, conditions).isGoalMet).toBe(isMet);
});

test.each<[string, Partial<Measured>]>([
  ['a wrong difference', { isRight: false }],
  ['too much memory', { peakBytes: 301e6 }],
])('%s makes the result invalid', (_, wrong) => {
  const sizes = [size(measured('ours', [1], wrong), measured('a', [2]))];
  expect(tableOf(sizes, conditions).isRight).toBe(false);
});

test('the median of an even number of values is between the middle two', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
});

test('the bar is as long when empty as when full', () => {
  expect([barOf(0).length, barOf(0.5).length]).toEqual([barOf(1).length, barOf(1).length]);
  expect(barOf(0.5)).toContain(' 50 %');
});
