/** `npm run bench:settle`: see benchSettle.mjs for its options, docs/develop/bench-settle.md for what it found. */
import { mkdtempSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
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
const DEFAULT_ROWS = '1000000,10000000';
/** Where the run that shows the restart is cut. */
const CUT_AT = 0.6;

interface Bench {
  /** How this program starts itself for one part of the work. */
  readonly part: readonly string[];
  readonly ground: Ground;
  readonly expected: string;
  readonly limitBytes: number;
  /** Its program; absent: it takes no part. */
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

/** Draws the bar; `cutAt`: kills the process there. */
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

/** Whether it was killed in the middle of its work. */
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

/** Neither join can tell on which side a row is twice. */
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
      // Nobody always comes first.
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

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: DEFAULT_ROWS },
      rounds: { type: 'string' },
      memory: { type: 'string', default: '300' },
      threads: { type: 'string', default: String(Math.min(4, availableParallelism())) },
      dir: { type: 'string', default: tmpdir() },
      check: { type: 'boolean', default: false },
      'no-duckdb': { type: 'boolean', default: false },
    },
  });
  const whole = (name: string, text: string): number => {
    if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} ${text}: give a whole number`);
    return Number(text);
  };
  return {
    sizes: values.rows.split(',').map((text) => whole('rows', text)),
    rounds: values.rounds === undefined ? undefined : whole('rounds', values.rounds),
    memory: whole('memory', values.memory),
    threads: whole('threads', values.threads),
    dir: values.dir,
    check: values.check,
    hasDuckDb: !values['no-duckdb'],
    isWhole: values.rows === DEFAULT_ROWS,
  };
}

function checkSpace(dir: string, rows: number): void {
  const { bavail, bsize } = statfsSync(dir);
  const needed = rows * BYTES_PER_ROW;
  if (bavail * bsize < needed)
    throw new Error(
      `${dir} has ${Math.floor((bavail * bsize) / 1e9)} GB free, ${Math.ceil(needed / 1e9)} GB are needed: make room, or name another place with --dir, or fewer --rows`,
    );
}

/** The exit code: 1 for a wrong result or too much memory, and with `--check` for a missed goal. */
export async function benchSettle(
  root: string,
  part: readonly string[],
  args: readonly string[],
): Promise<number> {
  const { sizes, rounds, memory, threads, dir, check, isWhole, hasDuckDb } = readOptions(args);
  checkSpace(dir, Math.max(...sizes));
  const load = loadavg()[0]!;
  const duckDb = hasDuckDb ? join(root, DUCKDB) : undefined;
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
      results.push(await measure(bench, rows, rounds ?? (rows < 5e6 ? 3 : 2)));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
  const { text, isRight, isGoalMet } = tableOf(results, { memory, threads, load });
  say(`\n${text}`);
  if (isWhole) writeDocument(join(root, 'docs/develop/bench-settle.md'), text);
  return !isRight || (check && !isGoalMet) ? 1 : 0;
}
