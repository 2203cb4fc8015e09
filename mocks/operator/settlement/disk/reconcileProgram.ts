/**
 * One comparison as a process of its own: what it takes is its own. Progress goes to the error stream, one line of JSON
 * with result and memory to the output. Ends with 1 once it holds more memory than it may.
 */

import { SHAPE } from '../../../../e2e/settleBench/generatedDay.ts';
import { threadPool } from './jobPool.ts';
import { type Reconciled, reconcile } from './reconcile.ts';

export interface ProgramOptions {
  readonly tsp: string;
  readonly boss: string;
  readonly directory: string;
  readonly output: string;
  readonly threads: number;
  readonly rowsPerRun: number;
  /** Resident set, all threads. */
  readonly limitBytes: number;
}

export interface ProgramResult extends Reconciled {
  readonly peakBytes: number;
}

const SAMPLE_MS = 50;
const PHASES = { sort: [0, 0.5], merge: [0.5, 1] } as const;

export async function reconcileProgram(options: ProgramOptions, worker: URL): Promise<void> {
  const { threads, limitBytes, ...files } = options;
  const peak = (): number => process.resourceUsage().maxRSS * 1024;
  const watch = setInterval(() => {
    if (peak() <= limitBytes) return;
    process.stderr.write(`holds ${peak()} bytes, may hold ${limitBytes}\n`);
    process.exit(1);
  }, SAMPLE_MS).unref();
  const reconciled = await reconcile({
    ...files,
    shape: SHAPE,
    pool: threadPool(worker, threads),
    progress: (phase, share) => {
      const [from, to] = PHASES[phase];
      process.stderr.write(`${phase} ${from + (to - from) * share}\n`);
    },
  });
  clearInterval(watch);
  const result: ProgramResult = { ...reconciled, peakBytes: peak() };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (result.peakBytes > limitBytes) process.exitCode = 1;
}
