/** `npm run bench:settle`: run.mjs has its options, docs/develop/bench-settle.md its results. */
import { mkdtempSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { progressBar, say } from '../../mocks/operator/settlement/disk/progressBar.ts';
import { type Measured, type Size, tableOf, writeDocument } from './benchReport.ts';
import type { ProgramOptions, ProgramResult } from './comparingProgram.ts';
import {
  cutSortAndJoin,
  finished,
  type Ground,
  type Run,
  runDuckDb,
  runShell,
  sortAndJoin,
  timed,
} from './contestants.ts';

const BYTES_PER_ROW = 700;
const MEGABYTE = 1e6;
const DUCKDB = 'e2e/settleBench/duckDb.mjs';
/** The share after which the run for the restart is killed. */
const CUT_AT = 0.6;

interface Bench {
  /** The arguments with which this program starts itself for a part of the work. */
  readonly part: readonly string[];
  readonly ground: Ground;
  readonly expected: string;
  readonly limitBytes: number;
  /** The program of DuckDB; absent: DuckDB does not take part. */
  readonly duckDb: string | undefined;
}

const command = ({ part }: Bench, name: string, options: unknown): string[] => [
  process.execPath,
  ...part,
  name,
  JSON.stringify(options),
];

async function generate(bench: Bench, rows: number): Promise<void> {
  const { ground, expected } = bench;
  await Promise.all([
    timed(command(bench, 'tsp', { path: ground.tsp, expected, rows })),
    timed(command(bench, 'boss', { path: ground.boss, rows })),
  ]);
}

const ourOptions = ({ ground, limitBytes }: Bench, rows: number): ProgramOptions => ({
  ...ground,
  rows,
  directory: join(ground.directory, 'work'),
  output: join(ground.directory, 'ours.out'),
  limitBytes,
});

/** Draws the progress bar; at `cutAt` it kills the process. */
function watching(title: string, cutAt = Number.POSITIVE_INFINITY) {
  const bar = progressBar(title);
  const heard = (line: string, kill: () => void): void => {
    const [phase, share] = line.split(' ');
    if (Number.isNaN(Number(share))) return;
    bar.at(Number(share), phase!);
    if (Number(share) >= cutAt) kill();
  };
  return { heard, end: bar.end };
}

async function runOurs(
  bench: Bench,
  rows: number,
  title: string,
): Promise<Run & { readonly result: ProgramResult }> {
  const options = ourOptions(bench, rows);
  const { heard, end } = watching(title);
  const run = await timed(command(bench, 'reconcile', options), heard).finally(end);
  const result = JSON.parse(run.text) as ProgramResult;
  const output = readFileSync(options.output, 'utf8');
  return { ...run, peakBytes: result.peakBytes, output, result };
}

/** Kills a run in the middle; answers whether it was killed before its end. */
async function cutOurs(bench: Bench, rows: number): Promise<boolean> {
  const [program, ...args] = command(bench, 'reconcile', ourOptions(bench, rows));
  const { heard, end } = watching('to be cut', CUT_AT);
  return finished(program!, args, heard)
    .then(
      () => false,
      () => true,
    )
    .finally(end);
}

/** Leaves out the side of a duplicate, which no join can tell. */
const asShell = (lines: string): string => lines.replace(/^(DUPLICATE\|[^|]+)\|.*$/gm, '$1');

async function measure(bench: Bench, rows: number, rounds: number): Promise<Size> {
  const { ground, expected, duckDb } = bench;
  say(`${rows} rows a side: writing the files`);
  await generate(bench, rows);
  const planted = readFileSync(expected, 'utf8');
  const contestants: readonly (readonly [string, () => Promise<Run>, string])[] = [
    ['this project', () => runOurs(bench, rows, 'comparing'), planted],
    ['sort, join, awk', () => runShell(sortAndJoin(ground), ground), asShell(planted)],
    ['cut, sort, join, awk', () => runShell(cutSortAndJoin(ground), ground), asShell(planted)],
    ...(duckDb === undefined
      ? []
      : [['DuckDB', () => runDuckDb(duckDb, ground), asShell(planted)] as const]),
  ];
  const measured = contestants.map(
    ([name]): Measured => ({
      name,
      seconds: [],
      processorSeconds: [],
      peakBytes: 0,
      isRight: true,
    }),
  );
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < contestants.length; turn++) {
      // Another contestant begins each round.
      const at = (turn + round) % contestants.length;
      const [name, run, wanted] = contestants[at]!;
      const { seconds, processorSeconds, peakBytes, output } = await run();
      const before = measured[at]!;
      measured[at] = {
        name,
        seconds: [...before.seconds, seconds],
        processorSeconds: [...before.processorSeconds, processorSeconds],
        peakBytes: Math.max(before.peakBytes, peakBytes),
        isRight: before.isRight && output === wanted,
      };
      say(
        `  round ${round + 1}: ${name} ${seconds.toFixed(1)} s, ${processorSeconds.toFixed(1)} s of processor`,
      );
    }

  rmSync(ourOptions(bench, rows).output);
  const cut = await cutOurs(bench, rows);
  const again = await runOurs(bench, rows, 'going on');
  return {
    rows,
    bytes: statSync(ground.tsp).size + statSync(ground.boss).size,
    differences: planted.split('\n').length - 1,
    contestants: measured,
    restart: {
      isRight: cut && again.output === planted && again.result.jobsKept > 0,
      seconds: again.seconds,
      jobs: again.result.jobs,
      jobsKept: again.result.jobsKept,
    },
  };
}

/** The checked options of run.mjs; `isWhole`: the tables of the document are written. */
interface BenchOptions {
  readonly rows: string;
  readonly rounds?: string;
  readonly memory: string;
  readonly threads: string;
  readonly dir: string;
  readonly check?: boolean;
  readonly 'no-duckdb'?: boolean;
  readonly isWhole: boolean;
}

function checkSpace(dir: string, rows: number): void {
  const { bavail, bsize } = statfsSync(dir);
  const needed = rows * BYTES_PER_ROW;
  if (bavail * bsize < needed)
    throw new Error(
      `${dir} has ${Math.floor((bavail * bsize) / 1e9)} GB free, ${Math.ceil(needed / 1e9)} GB are needed: make room, or name another place with --dir, or fewer --rows`,
    );
}

/** Runs the bench. Answers the exit code: 1 for a wrong result or too much memory, and with `--check` for a missed goal. */
export async function benchSettle(
  root: string,
  part: readonly string[],
  options: BenchOptions,
): Promise<number> {
  const { dir, check = false, isWhole } = options;
  const sizes = options.rows.split(',').map(Number);
  const [memory, threads] = [Number(options.memory), Number(options.threads)];
  checkSpace(dir, Math.max(...sizes));
  const load = loadavg()[0]!;
  const duckDb = options['no-duckdb'] ? undefined : join(root, DUCKDB);
  const results: Size[] = [];
  for (const rows of sizes) {
    const directory = mkdtempSync(join(dir, 'bench-settle-'));
    try {
      const ground: Ground = {
        tsp: join(directory, 'DZ.txt'),
        boss: join(directory, 'boss.txt'),
        directory,
        memoryMegabytes: Math.floor((memory * MEGABYTE) / 2 ** 20),
        threads,
      };
      const expected = join(directory, 'expected');
      const bench = { part, ground, expected, limitBytes: memory * MEGABYTE, duckDb };
      results.push(await measure(bench, rows, Number(options.rounds ?? (rows < 5e6 ? 3 : 2))));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
  const { text, isRight, isGoalMet } = tableOf(results, { memory, threads, load });
  say(`\n${text}`);
  if (isWhole) writeDocument(join(root, 'docs/develop/bench-settle.md'), text);
  return !isRight || (check && !isGoalMet) ? 1 : 0;
}
