/**
 * A day's file, sorted by order, against another side's file in any order, in constant memory: the other side becomes
 * sorted runs, then both are merged stretch by stretch. What is done is kept, so that a cut costs one job a thread.
 */
import { createReadStream, createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Checkpoint, checkpoint } from './checkpoint.ts';
import type { JobPool } from './jobPool.ts';
import type { Counts, Job, Merged, MergeJob, Sorted, SortJob } from './reconcileJobs.ts';
import type { RowShape } from './rowScanner.ts';
import { evenParts, keyStretches, partFor } from './stretches.ts';

export interface ReconcileOptions {
  /** Sorted by key. */
  readonly tsp: string;
  /** In any order. */
  readonly boss: string;
  readonly shape: RowShape;
  /** For runs and checkpoint: the same again to go on after a cut. Removed at the end. */
  readonly directory: string;
  /** Differences, a line each, sorted by key: `class|key|fen at TSP|fen at BOSS`. */
  readonly output: string;
  /** Closed at the end. */
  readonly pool: JobPool;
  readonly rowsPerRun?: number;
  /** Stretches of the merge. */
  readonly stretches?: number;
  /** 0 to 1. */
  readonly progress?: (phase: 'sort' | 'merge', share: number) => void;
  readonly signal?: AbortSignal;
}

export interface Side {
  readonly rows: number;
  readonly totalFen: number;
}

export interface Reconciled {
  readonly tsp: Side;
  readonly boss: Side;
  readonly counts: Counts;
  /** Of all jobs those that an earlier start had done. */
  readonly jobs: number;
  readonly jobsKept: number;
}

interface Work {
  readonly kept: Checkpoint;
  jobs: number;
  jobsKept: number;
}

async function doAll<R extends Sorted | Merged>(
  { pool, progress, signal }: ReconcileOptions,
  jobs: readonly Job[],
  work: Work,
): Promise<R[]> {
  const results: R[] = [];
  const bytes = jobs.reduce((sum, { start, end }) => sum + end - start, 0);
  let done = 0;
  const phase = jobs[0]?.kind ?? 'merge';
  const more = (size: number): void => {
    done += size;
    progress?.(phase, bytes === 0 ? 1 : Math.min(1, done / bytes));
  };
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(signal!.reason);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
  const queue = [...jobs.entries()];
  const takeJobs = async (): Promise<void> => {
    for (let next = queue.shift(); next && !signal?.aborted; next = queue.shift()) {
      const [index, job] = next;
      const name = `${job.kind} ${index}`;
      const before = work.kept.get<R>(name);
      work.jobs += 1;
      if (before) {
        work.jobsKept += 1;
        more(job.end - job.start);
      }
      results[index] = before ?? ((await pool.run(job, more)) as R);
      if (!before) work.kept.set(name, results[index]);
    }
  };
  const running = Array.from({ length: pool.threads }, takeJobs);
  await Promise.race([Promise.all(running), stopped]);
  return results;
}

async function joinFiles(parts: readonly string[], output: string): Promise<void> {
  async function* bytes() {
    for (const part of parts) yield* createReadStream(part);
  }
  await pipeline(bytes, createWriteStream(`${output}.tmp`));
  renameSync(`${output}.tmp`, output);
}

const add = (sides: readonly Side[]): Side => ({
  rows: sides.reduce((sum, { rows }) => sum + rows, 0),
  totalFen: sides.reduce((sum, { totalFen }) => sum + totalFen, 0),
});

const identity = (path: string) => {
  const { size, mtimeMs } = statSync(path);
  return [path, size, mtimeMs];
};

/** Rejects with `RowFault` for a file it cannot read, with the signal's reason when it is stopped; then the same again. */
export async function reconcile(options: ReconcileOptions): Promise<Reconciled> {
  try {
    return await withPool(options);
  } finally {
    await options.pool.close();
  }
}

async function withPool(options: ReconcileOptions): Promise<Reconciled> {
  const { tsp, boss, shape, directory, output, rowsPerRun = 250_000, stretches = 16 } = options;
  mkdirSync(directory, { recursive: true });
  const inputs = [identity(tsp), identity(boss), shape, rowsPerRun, stretches];
  const kept = checkpoint(join(directory, 'checkpoint.json'), inputs);
  const work: Work = { kept, jobs: 0, jobsKept: 0 };

  const bossSize = statSync(boss).size;
  const parts = Math.max(1, Math.ceil(bossSize / partFor(boss, shape, rowsPerRun)));
  const sorts = evenParts(bossSize, parts).map(
    (part, index): SortJob => ({
      kind: 'sort',
      file: boss,
      ...part,
      shape,
      rowsPerRun,
      path: join(directory, `run${index}`),
    }),
  );
  const sorted = await doAll<Sorted>(options, sorts, work);

  const runs = sorted.flatMap((part) => part.runs);
  const merges = keyStretches(tsp, shape, stretches).map(
    (stretch, index): MergeJob => ({
      kind: 'merge',
      file: tsp,
      ...stretch,
      runs,
      shape,
      path: join(directory, `differences${index}`),
    }),
  );
  const merged = await doAll<Merged>(options, merges, work);
  await joinFiles(
    merges.map(({ path }) => path),
    output,
  );
  await rm(directory, { recursive: true, force: true });

  const count = (kind: keyof Counts): number =>
    merged.reduce((sum, { counts }) => sum + counts[kind], 0);
  return {
    tsp: add(merged),
    boss: add(sorted),
    counts: {
      MISSING_AT_BOSS: count('MISSING_AT_BOSS'),
      MISSING_AT_TSP: count('MISSING_AT_TSP'),
      AMOUNT_DIFF: count('AMOUNT_DIFF'),
      DUPLICATE: count('DUPLICATE'),
    },
    jobs: work.jobs,
    jobsKept: work.jobsKept,
  };
}
