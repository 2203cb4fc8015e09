/**
 * Runs one comparison in a separate process, with the host's code and in the host's area, so that time and memory are its
 * own. Progress goes to the error stream, one line of JSON with result and memory to the output. Exits with 1 above its
 * memory limit.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { diskArea } from '../../mocks/operator/settlement/disk/diskArea.ts';
import type { Pair } from '../../mocks/operator/settlement/reconcile/pairLines.ts';
import {
  type Reconciled,
  type ReconcilePhase,
  reconcile,
} from '../../mocks/operator/settlement/reconcile/reconcile.ts';
import { CELLS, FORM } from './generatedDay.ts';

export interface ProgramOptions {
  readonly tsp: string;
  readonly boss: string;
  /** About how many rows a side there are, to calculate the share that is done. */
  readonly rows: number;
  readonly directory: string;
  readonly output: string;
  readonly threads: number;
  /** Limit of the resident set of all threads. */
  readonly limitBytes: number;
}

export interface ProgramResult extends Omit<Reconciled, 'pairs'> {
  readonly peakBytes: number;
}

const SAMPLE_MS = 50;
const CHUNK_BYTES = 256 * 1024;
/** The share of time at which each phase begins. */
const BEGINS: Readonly<Record<ReconcilePhase, number>> = { file: 0, books: 0.35, merge: 0.7 };
const LENGTH: Readonly<Record<ReconcilePhase, number>> = { file: 0.35, books: 0.35, merge: 0.3 };

/** A difference as a line of the list of planted ones. */
function lineOf({ key, file, books, place }: Pair): string {
  const alone = file ? 'MISSING_AT_BOSS' : 'MISSING_AT_TSP';
  const name = file && books ? 'AMOUNT_DIFF' : place > 0 ? 'DUPLICATE' : alone;
  return `${name}|${key}|${file?.amountFen ?? ''}|${books?.amountFen ?? ''}\n`;
}

export async function comparingProgram(options: ProgramOptions, worker: string): Promise<void> {
  const { tsp, boss, rows, directory, output, threads, limitBytes } = options;
  const peak = (): number => process.resourceUsage().maxRSS * 1024;
  const watch = setInterval(() => {
    if (peak() <= limitBytes) return;
    process.stderr.write(`holds ${peak()} bytes, may hold ${limitBytes}\n`);
    process.exit(1);
  }, SAMPLE_MS).unref();
  const bytesOf = (path: string) => createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const { pairs, ...reconciled } = await reconcile({
    name: 'bench',
    file: { bytes: bytesOf(tsp), cells: CELLS },
    books: { bytes: bytesOf(boss), cells: CELLS },
    form: FORM,
    area: diskArea({ directory, worker, threads }),
    progress: (phase, done) => {
      const share = BEGINS[phase] + LENGTH[phase] * Math.min(1, done / rows);
      process.stderr.write(`${phase} ${share}\n`);
    },
  });
  async function* lines() {
    for await (const pair of pairs()) yield lineOf(pair);
  }
  await pipeline(lines, createWriteStream(output));
  clearInterval(watch);
  const result: ProgramResult = { ...reconciled, peakBytes: peak() };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (result.peakBytes > limitBytes) process.exitCode = 1;
}
