/**
 * Compares a file, sorted by key as its layout promises, with a party's own books in any order. The memory it needs
 * does not grow with them: both become sorted runs of small records, which are merged one key range after another. The
 * page, virtual time, the host and the benchmark all use this comparison.
 */
import type { Job, JobResult, Merged, MergeJob, RunJob, RunsMade } from './jobTypes.ts';
import { lineBlocks } from './lineBlocks.ts';
import { type Pair, readPairs } from './pairLines.ts';
import { notSorted, type RowCells, RowFault, type RowForm } from './rowScanner.ts';
import { compareKeys, type KeyRange } from './runMerger.ts';
import type { WorkArea, WorkPlace } from './workArea.ts';

interface Side {
  /** Lines of UTF-8, each with its line feed. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly cells: RowCells;
}

export type ReconcilePhase = 'file' | 'books' | 'merge';

export interface Comparison {
  /** Letters, digits and `-`: the party and the day. */
  readonly name: string;
  /** Must ascend by its keys, as bytes. */
  readonly file: Side;
  /** In any order. */
  readonly books: Side;
  readonly form: RowForm;
  readonly area: WorkArea;
  /** Called with the number of rows done in this phase. */
  readonly progress?: (phase: ReconcilePhase, rows: number) => void;
  /** The size of the block for one job. */
  readonly blockBytes?: number;
}

interface SideSum {
  readonly rows: number;
  readonly totalFen: number;
}

export interface Reconciled {
  readonly file: SideSum;
  readonly books: SideSum;
  readonly same: number;
  readonly different: number;
  /** All jobs; `jobsKept` are those that an earlier start had done. */
  readonly jobs: number;
  readonly jobsKept: number;
  /** What is not the same, in the order of the keys. May be read once: at its end the files are removed. */
  pairs(): AsyncGenerator<Pair>;
}

const BLOCK_BYTES = 8 * 1024 * 1024;
const MOST_RANGES = 16;
/**
 * The format of runs and pair files. Raised when it changes, so that a newer program does not go on from older files.
 */
const FORMAT = 1;

interface Work {
  readonly comparison: Comparison;
  readonly place: WorkPlace;
  jobs: number;
  jobsKept: number;
}

/** Does a job, unless an earlier start has done it on the same data. */
async function doOnce<J extends Job>(work: Work, job: J, of: string): Promise<JobResult<J>> {
  const { kept, run } = work.place;
  const before = kept?.get<JobResult<J>>(job.name, of);
  work.jobs += 1;
  if (before !== undefined) {
    work.jobsKept += 1;
    return before;
  }
  const result = await run(job);
  kept?.set(job.name, of, result);
  return result;
}

/**
 * Runs a limited number of works at a time. After a failure no work begins; `end` rejects with the first failure once
 * all have ended.
 */
function limitedRuns(threads: number) {
  const running = new Set<Promise<unknown>>();
  let failure: { readonly error: unknown } | undefined;
  return {
    async begin(work: () => Promise<unknown>): Promise<void> {
      while (running.size > threads) await Promise.race(running);
      if (failure) throw failure.error;
      const run: Promise<unknown> = work()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => running.delete(run));
      running.add(run);
    },
    async end(): Promise<void> {
      await Promise.all(running);
      if (failure) throw failure.error;
    },
  };
}

/** The digest of these bytes and of everything else that a result depends on; empty where results are not kept. */
function digestOf({ kept }: WorkPlace, bytes: Uint8Array, rest: unknown): string {
  if (!kept) return '';
  const others = new TextEncoder().encode(JSON.stringify([FORMAT, rest]));
  return `${kept.digest(bytes)} ${kept.digest(others)}`;
}

/** A fault with its line counted from the beginning of its side. */
function faultOf(
  side: 'file' | 'books',
  before: readonly RunsMade[],
  { line, field, why }: NonNullable<RunsMade['fault']>,
): RowFault {
  const lines = before.reduce((sum, made) => sum + made.lines, line);
  return new RowFault(lines, field, why, side);
}

/** @throws RowFault for the first row that cannot be read, or is out of order */
function checkRuns(side: 'file' | 'books', made: readonly RunsMade[], cells: RowCells): void {
  let last: readonly number[] = [];
  for (const [at, { fault, first, last: end }] of made.entries()) {
    const isBefore = first.length > 0 && compareKeys(first, 0, last, 0, last.length) < 0;
    if (side === 'file' && isBefore) {
      throw faultOf(side, made.slice(0, at), notSorted(1, cells));
    }
    if (fault) throw faultOf(side, made.slice(0, at), fault);
    if (end.length > 0) last = end;
  }
}

/** One side as runs, with the digests of what they were made from. */
interface SideRuns {
  readonly made: readonly RunsMade[];
  readonly of: readonly string[];
}

async function makeRuns(work: Work, side: 'file' | 'books'): Promise<SideRuns> {
  const { comparison, place } = work;
  const { form, progress, blockBytes = BLOCK_BYTES } = comparison;
  const { bytes, cells } = comparison[side];
  const ascends = side === 'file';
  const made: RunsMade[] = [];
  const of: string[] = [];
  const turns = limitedRuns(place.threads);
  let rows = 0;
  try {
    for await (const block of lineBlocks(bytes, blockBytes, place.buffer)) {
      const at = of.length;
      const lines = block.bytes.subarray(0, block.length);
      of.push(digestOf(place, lines, [cells, form, ascends]));
      const name = `${side}${at}`;
      const job: RunJob = { kind: 'run', name, ...block, cells, form, ascends };
      await turns.begin(async () => {
        made[at] = await doOnce(work, job, of[at]!);
        rows += made[at].rows;
        progress?.(side, rows);
      });
      if (made.some((runs) => runs?.fault)) break;
    }
  } catch (error) {
    await turns.end();
    if (!(error instanceof RowFault)) throw error;
    checkRuns(side, made, cells);
    // The fault of a block that could not be cut off; it comes after all other blocks.
    throw faultOf(side, made, error);
  }
  await turns.end();
  checkRuns(side, made, cells);
  return { made, of };
}

/** Divides the keys into ranges. A range begins where a run of the file begins, so that no key is divided. */
function keyRanges(file: readonly RunsMade[]): KeyRange[] {
  const begins = file.filter(({ first }) => first.length > 0).map(({ first }) => first);
  const borders: (readonly number[])[] = [];
  const parts = Math.min(MOST_RANGES, begins.length);
  for (let part = 1; part < parts; part++) {
    const key = begins[Math.floor((begins.length * part) / parts)]!;
    const before = borders.at(-1) ?? begins[0]!;
    if (compareKeys(before, 0, key, 0, key.length) < 0) borders.push(key);
  }
  return Array.from({ length: borders.length + 1 }, (_, at) => {
    const [from, to] = [borders[at - 1], borders[at]];
    return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  });
}

const namesOf = ({ made }: SideRuns): string[] => made.flatMap(({ runs }) => [...runs]);

type DoneMerge = Merged & { readonly name: string };

/** Merges both sides into files of what is not the same, in the order of the keys. */
async function merge(work: Work, file: SideRuns, books: SideRuns): Promise<readonly DoneMerge[]> {
  const { comparison, place } = work;
  const { form, progress } = comparison;
  const turns = limitedRuns(place.threads);
  const done: DoneMerge[] = [];
  let rows = 0;
  for (const [at, keys] of keyRanges(file.made).entries()) {
    const name = `pairs${at}`;
    const names = { file: namesOf(file), books: namesOf(books) };
    const job: MergeJob = { kind: 'merge', name, ...names, form, keys };
    const of = digestOf(place, new Uint8Array(0), [file.of, books.of, keys]);
    await turns.begin(async () => {
      done[at] = { name, ...(await doOnce(work, job, of)) };
      rows += done[at].same + done[at].different;
      progress?.('merge', rows);
    });
  }
  await turns.end();
  return done;
}

const sumOf = ({ made }: SideRuns): SideSum => ({
  rows: made.reduce((sum, { rows }) => sum + rows, 0),
  totalFen: made.reduce((sum, { totalFen }) => sum + totalFen, 0),
});

/**
 * Compares. Rejects with `RowFault` for a row that cannot be read or, in the file, is out of order; and with the errors
 * of its sources. The same call after an interruption does only the missing jobs, as far as the sources have not
 * changed.
 */
export async function reconcile(comparison: Comparison): Promise<Reconciled> {
  const place = comparison.area.begin(comparison.name);
  const work: Work = { comparison, place, jobs: 0, jobsKept: 0 };
  try {
    const file = await makeRuns(work, 'file');
    const books = await makeRuns(work, 'books');
    const done = await merge(work, file, books);
    const count = (of: (merged: Merged) => number) =>
      done.reduce((sum, merged) => sum + of(merged), 0);
    async function* pairs(): AsyncGenerator<Pair> {
      for (const { name } of done) {
        const lines = place.files.open(name);
        try {
          yield* readPairs(lines);
        } finally {
          lines.close();
        }
      }
      await place.remove();
    }
    return {
      file: sumOf(file),
      books: sumOf(books),
      same: count(({ same }) => same),
      different: count(({ different }) => different),
      jobs: work.jobs,
      jobsKept: work.jobsKept,
      pairs,
    };
  } catch (error) {
    // Such a file is refused; the next file of this name has other rows.
    if (error instanceof RowFault) await place.remove();
    throw error;
  } finally {
    await place.rest();
  }
}
