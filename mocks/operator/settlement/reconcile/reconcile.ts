/**
 * A file, sorted by key as its layout promises, against a party's own books in any order, in memory that does not grow with
 * them: both become sorted runs of small records, which are merged stretch by stretch. This is the only comparison there is:
 * in the page, in virtual time, on the host, and in the benchmark.
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
  /** Letters, digits and `-`: whose, and which day. */
  readonly name: string;
  /** Must ascend by its keys, as bytes. */
  readonly file: Side;
  /** In any order. */
  readonly books: Side;
  readonly form: RowForm;
  readonly area: WorkArea;
  /** Rows of this phase that are dealt with. */
  readonly progress?: (phase: ReconcilePhase, rows: number) => void;
  /** Of a piece of work. */
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
  /** Of all jobs those that an earlier start had done. */
  readonly jobs: number;
  readonly jobsKept: number;
  /** What is not the same, in the order of the keys. Once: at its end the work is put away. */
  pairs(): AsyncGenerator<Pair>;
}

const BLOCK_BYTES = 8 * 1024 * 1024;
const MOST_STRETCHES = 16;
/** Of runs and lists of pairs: counted up when they change, so that a newer program does not go on from older files. */
const FORMAT = 1;

interface Work {
  readonly comparison: Comparison;
  readonly place: WorkPlace;
  jobs: number;
  jobsKept: number;
}

/** Unless an earlier start has done it on the same data. */
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

/** So many at a time; the first that fails ends it, once nothing runs any more. */
function inTurn(threads: number) {
  const running = new Set<Promise<unknown>>();
  let failure: { readonly error: unknown } | undefined;
  return {
    async begin(work: () => Promise<unknown>): Promise<void> {
      while (running.size > threads) await Promise.race(running);
      if (failure) throw failure.error;
      const one: Promise<unknown> = work()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => running.delete(one));
      running.add(one);
    },
    async end(): Promise<void> {
      await Promise.all(running);
      if (failure) throw failure.error;
    },
  };
}

/** Of these bytes and everything else a result depends on; nothing where nothing is kept. */
function digestOf({ kept }: WorkPlace, bytes: Uint8Array, rest: unknown): string {
  if (!kept) return '';
  const others = new TextEncoder().encode(JSON.stringify([FORMAT, rest]));
  return `${kept.digest(bytes)} ${kept.digest(others)}`;
}

/** The line is counted from the beginning of its side. */
function faultOf(
  side: 'file' | 'books',
  before: readonly RunsMade[],
  { line, field, why }: NonNullable<RunsMade['fault']>,
): RowFault {
  const lines = before.reduce((sum, made) => sum + made.lines, line);
  return new RowFault(lines, field, why, side);
}

/** @throws RowFault for the first row that cannot be read, or is not in its place */
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

/** One side as runs, and the digests of what they were made of. */
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
  const turns = inTurn(place.threads);
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
      if (made.some((one) => one?.fault)) break;
    }
  } catch (error) {
    await turns.end();
    if (!(error instanceof RowFault)) throw error;
    checkRuns(side, made, cells);
    // Of a block that could not be cut off: behind all others.
    throw faultOf(side, made, error);
  }
  await turns.end();
  checkRuns(side, made, cells);
  return { made, of };
}

/** Borders lie where a run of the file begins: a key is never parted. */
function stretches(file: readonly RunsMade[]): KeyRange[] {
  const begins = file.filter(({ first }) => first.length > 0).map(({ first }) => first);
  const borders: (readonly number[])[] = [];
  const parts = Math.min(MOST_STRETCHES, begins.length);
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

/** The files of what is not the same, in the order of the keys. */
async function merge(work: Work, file: SideRuns, books: SideRuns): Promise<readonly DoneMerge[]> {
  const { comparison, place } = work;
  const { form, progress } = comparison;
  const turns = inTurn(place.threads);
  const done: DoneMerge[] = [];
  let rows = 0;
  for (const [at, keys] of stretches(file.made).entries()) {
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
 * Rejects with `RowFault` for a row that cannot be read or, in the file, is not in its place; and as its sources do. The same
 * again after a cut does only what is missing, as far as the sources still are what they were.
 */
export async function reconcile(comparison: Comparison): Promise<Reconciled> {
  const place = comparison.area.begin(comparison.name);
  const work: Work = { comparison, place, jobs: 0, jobsKept: 0 };
  try {
    const file = await makeRuns(work, 'file');
    const books = await makeRuns(work, 'books');
    const done = await merge(work, file, books);
    const count = (of: (one: Merged) => number) => done.reduce((sum, one) => sum + of(one), 0);
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
    // Such a file is refused: the next one of its name is another.
    if (error instanceof RowFault) await place.remove();
    throw error;
  } finally {
    await place.rest();
  }
}
