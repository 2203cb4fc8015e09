/** The program behind `npm run worlds`: which seeds, what is played already, and what is told meanwhile. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { useDesCipher } from '../../mocks/crypto/des.ts';
import { opensslDes } from '../../mocks/crypto/opensslDes.ts';
import { reportOf } from '../enumerate/failureReport.ts';
import { usePlainHttp } from '../enumerate/plainHttp.ts';
import { failedSeeds } from './failedSeeds.ts';
import { gainText } from './gainText.ts';
import { isKnownFault, knownTexts } from './knownFaults.ts';
import { actLine, planOf } from './plan.ts';
import { playWorld } from './playWorld.ts';
import { shrink } from './shrink.ts';
import type { WorldRow } from './worldsWorker.ts';

interface WorldsOptions {
  /** How many payments, in all runs of this code together. */
  readonly payments: string;
  /** The first seed. */
  readonly from: string;
  /** Only this one: its story is told, and a failing one is made shorter. */
  readonly seed?: string;
  readonly threads: string;
  readonly fresh?: boolean;
}

const SHRINKS = 60;
/** A world takes about a second of a processor: on a busy machine a thread that is silent for so long hangs. */
const SILENT_MS = 900_000;
const BAR = 24;
const say = (text: string) => void process.stdout.write(`${text}\n`);

const kindsOf = (faults: readonly string[]): string =>
  faults.map((fault) => fault.split(' ')[0]).join(' ');

/** Tells the story of a world; of a failing one the shortest plan that fails alike. Returns the exit code. */
async function tellWorld(seed: number): Promise<number> {
  const plan = planOf(seed);
  const { faults, story, gain, payments, sentAway } = await playWorld(plan);
  if (faults.length === 0) {
    say(`${story.join('\n')}\nno fault\n${gainText([{ ...plan, gain, payments, sentAway }])}`);
    return 0;
  }
  const first = faults[0]!.split(' ')[0]!;
  const isAlike = async (shorter: typeof plan) =>
    kindsOf((await playWorld(shorter)).faults).includes(first);
  const shortest = await shrink(plan, isAlike, SHRINKS);
  const told = await playWorld(shortest);
  say(
    `${told.story.join('\n')}\n\n${shortest.acts.length} of ${plan.acts.length} acts are needed:`,
  );
  say(shortest.acts.map(actLine).join('\n'));
  say(`FAULTS of the whole plan\n  ${faults.join('\n  ')}`);
  say(`FAULTS of these acts\n  ${told.faults.join('\n  ')}`);
  return 1;
}

/** Plays one seed after the other in a thread; one that hangs is replaced. */
async function plays(
  script: string,
  next: () => number | null,
  onRow: (row: WorldRow) => void,
): Promise<void> {
  let worker = new Worker(script);
  const play = (seed: number) =>
    new Promise<WorldRow | string>((resolve) => {
      const timer = setTimeout(() => resolve('HANG'), SILENT_MS);
      worker.removeAllListeners();
      worker.on('error', (error) => resolve(`CRASH ${error.message}`));
      worker.on('message', (row: WorldRow) => {
        clearTimeout(timer);
        resolve(row);
      });
      worker.postMessage(seed);
    });
  for (let seed = next(); seed !== null; seed = next()) {
    const row = await play(seed);
    if (typeof row !== 'string') {
      onRow(row);
      continue;
    }
    const { liars, limits } = planOf(seed);
    const gain = { moneyFen: 0, graceFen: 0, unpaidFen: 0 };
    onRow({ ...{ seed, payments: 0, debits: 0, sentAway: 0, liars, limits, gain }, faults: [row] });
    await worker.terminate();
    worker = new Worker(script);
  }
  await worker.terminate();
}

/** What an earlier run of the same code has played. The last line may be torn: then its seed is played once more. */
const readRows = (file: string): WorldRow[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as WorldRow)
    : [];

const readSeeds = (file: string): number[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number) : [];

const isFailed = ({ faults }: WorldRow) => faults.some((fault) => !isKnownFault(fault));
const sum = (rows: readonly WorldRow[]) => rows.reduce((all, { payments }) => all + payments, 0);

/**
 * Plays worlds until there were enough payments. `script`: the built thread. `files.state` belongs to this code alone;
 * `files.failed` keeps every seed that has failed here. Returns the exit code: 1 when a world failed.
 */
export async function worlds(
  options: WorldsOptions,
  script: string,
  files: { readonly state: string; readonly failed: string },
): Promise<number> {
  if (options.seed !== undefined) {
    usePlainHttp();
    useDesCipher(opensslDes);
    process.on('unhandledRejection', () => {});
    return tellWorld(Number(options.seed));
  }
  mkdirSync(dirname(files.state), { recursive: true });
  if (options.fresh) rmSync(files.state, { force: true });
  const rows = readRows(files.state);
  const wanted = Number(options.payments);
  const done = new Set(rows.map(({ seed }) => seed));
  const first = [...failedSeeds.map(({ seed }) => seed), ...readSeeds(files.failed)];
  let last = Number(options.from) - 1;
  const before = sum(rows);
  let payments = before;
  if (before > 0) say(`${before} payments are played already; --fresh begins again`);
  const next = (): number | null => {
    for (let seed = first.shift(); seed !== undefined; seed = first.shift()) {
      if (!done.has(seed)) return seed;
    }
    if (payments >= wanted) return null;
    do last += 1;
    while (done.has(last));
    return last;
  };
  const begun = performance.now();
  const tell = (end: string) => {
    const seconds = Math.max(1, (performance.now() - begun) / 1_000);
    const share = Math.min(1, payments / Math.max(1, wanted));
    const bar = '█'.repeat(Math.round(BAR * share)).padEnd(BAR, '░');
    const rate = (payments - before) / seconds;
    const leftMin = rate === 0 ? '?' : String(Math.ceil((wanted - payments) / rate / 60));
    const failed = rows.filter(isFailed).length;
    const text = `${bar} ${payments}/${wanted} payments  ${rows.length} worlds  ${failed} failed  ${rate.toFixed(0)}/s  ${leftMin} min left`;
    process.stderr.write(text + end);
  };
  const isTerminal = process.stderr.isTTY;
  const timer = setInterval(() => tell(isTerminal ? '\r' : '\n'), isTerminal ? 1_000 : 15_000);
  const onRow = (row: WorldRow) => {
    rows.push(row);
    done.add(row.seed);
    payments += row.payments;
    appendFileSync(files.state, `${JSON.stringify(row)}\n`);
    if (isFailed(row)) appendFileSync(files.failed, `${row.seed}\n`);
  };
  await Promise.all(
    Array.from({ length: Number(options.threads) }, () => plays(script, next, onRow)),
  );
  clearInterval(timer);
  tell('\n');
  const failures = rows.filter(isFailed).map(({ seed, faults }) => ({
    line: `--seed ${seed}`,
    faults: faults.filter((fault) => !isKnownFault(fault)),
  }));
  if (failures.length > 0) say(`\n${reportOf(failures)}\n`);
  for (const text of knownTexts(rows.flatMap(({ faults }) => faults))) say(text);
  say(gainText(rows));
  say(failures.length === 0 ? 'no world failed' : `${failures.length} worlds failed`);
  return failures.length === 0 ? 0 : 1;
}
