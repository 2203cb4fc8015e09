/** The two kinds of work of a large comparison, each from files to files, so that any thread may do it, and do it again. */
import { closeSync, openSync } from 'node:fs';
import { keyText, RowFault, RowScanner, type RowShape, wordsOf } from './rowScanner.ts';
import { RunMaker, writeWhole } from './runMaker.ts';
import { compareKeys, type KeyRange, RunMerger } from './runMerger.ts';

export type Difference = 'MISSING_AT_BOSS' | 'MISSING_AT_TSP' | 'AMOUNT_DIFF' | 'DUPLICATE';
export type Counts = Readonly<Record<Difference, number>>;

/** A part of the unsorted side into sorted runs `<path>.0`, `<path>.1` … */
export interface SortJob {
  readonly kind: 'sort';
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly shape: RowShape;
  readonly rowsPerRun: number;
  readonly path: string;
}

export interface Sorted {
  readonly runs: readonly string[];
  readonly rows: number;
  readonly totalFen: number;
}

/** A stretch of keys: that part of the sorted side against all runs; the differences go into `path`. */
export interface MergeJob {
  readonly kind: 'merge';
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly keys: KeyRange;
  readonly runs: readonly string[];
  readonly shape: RowShape;
  readonly path: string;
}

export interface Merged {
  readonly rows: number;
  readonly totalFen: number;
  readonly counts: Counts;
}

export type Job = SortJob | MergeJob;

/** Rows between two reports of progress. */
const REPORT_EVERY = 50_000;

/** Kept for the next job: two of these would not fit beside each other. */
let maker: { readonly words: number; readonly capacity: number; readonly maker: RunMaker } | null =
  null;

function makerFor(words: number, capacity: number): RunMaker {
  if (maker?.words !== words || maker.capacity !== capacity)
    maker = { words, capacity, maker: new RunMaker(words, capacity) };
  return maker.maker;
}

/** `progress`: more bytes of the job's file are dealt with. */
export function sortJob(job: SortJob, progress: (bytes: number) => void): Sorted {
  const { start, end, shape, path } = job;
  const made = makerFor(wordsOf(shape), job.rowsPerRun);
  const runs: string[] = [];
  let rows = 0;
  let totalFen = 0;
  let told = start;
  const finish = (): void => {
    const run = `${path}.${runs.length}`;
    rows += made.rows;
    totalFen += made.totalFen;
    made.write(run);
    runs.push(run);
  };
  const file = openSync(job.file, 'r');
  try {
    const scanner = new RowScanner(file, start, end, shape);
    while (scanner.next()) {
      made.add(scanner);
      if (made.isFull) finish();
      if (made.rows % REPORT_EVERY === 0) {
        progress(scanner.rowStart - told);
        told = scanner.rowStart;
      }
    }
  } finally {
    closeSync(file);
  }
  if (made.rows > 0) finish();
  progress(end - told);
  return { runs, rows, totalFen };
}

/** Lines `class|key|fen here|fen there`, in the order of the keys. */
class DifferenceFile {
  readonly counts = { MISSING_AT_BOSS: 0, MISSING_AT_TSP: 0, AMOUNT_DIFF: 0, DUPLICATE: 0 };
  private readonly file: number;
  private text = '';

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  add(kind: Difference, key: string, tsp: number | '', boss: number | ''): void {
    this.counts[kind] += 1;
    this.text += `${kind}|${key}|${tsp}|${boss}\n`;
    if (this.text.length > 65_536) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    writeWhole(this.file, Buffer.from(this.text));
    this.text = '';
  }
}

export function mergeJob(job: MergeJob, progress: (bytes: number) => void): Merged {
  const { start, end, shape, keys } = job;
  const words = wordsOf(shape);
  const file = openSync(job.file, 'r');
  const tsp = new RowScanner(file, start, end, shape);
  const boss = new RunMerger(job.runs, words, keys);
  const found = new DifferenceFile(job.path);
  /** Of the row last dealt with on either side: its like again is a duplicate. */
  const last = new Uint32Array(words);
  /** Of the last TSP row. */
  const before = new Uint32Array(words);
  let rows = 0;
  let totalFen = 0;
  let told = start;
  let hasTsp = false;

  const next = (): void => {
    hasTsp = tsp.next();
    if (!hasTsp) return;
    if (compareKeys(tsp.key, 0, before, 0, words) < 0)
      throw new RowFault(
        tsp.rowStart,
        `${keyText(tsp.key)} comes after ${keyText(before)}: not sorted`,
      );
    before.set(tsp.key);
    totalFen += tsp.amountFen;
    if (++rows % REPORT_EVERY !== 0) return;
    progress(tsp.rowStart - told);
    told = tsp.rowStart;
  };

  const alone = (kind: Difference, key: Uint32Array, at: number): Difference => {
    const isAgain = compareKeys(key, at, last, 0, words) === 0;
    return isAgain ? 'DUPLICATE' : kind;
  };

  const hold = (key: Uint32Array, at: number): void => {
    for (let i = 0; i < words; i++) last[i] = key[at + i]!;
  };

  try {
    next();
    while (hasTsp || !boss.isOver) {
      const order = !hasTsp
        ? 1
        : boss.isOver
          ? -1
          : compareKeys(tsp.key, 0, boss.buffer, boss.at, words);
      if (order === 0) {
        if (tsp.amountFen !== boss.amountFen)
          found.add('AMOUNT_DIFF', keyText(tsp.key), tsp.amountFen, boss.amountFen);
        hold(tsp.key, 0);
        next();
        boss.advance();
      } else if (order < 0) {
        const kind = alone('MISSING_AT_BOSS', tsp.key, 0);
        found.add(kind, keyText(tsp.key), tsp.amountFen, '');
        hold(tsp.key, 0);
        next();
      } else {
        const { buffer, at } = boss;
        const kind = alone('MISSING_AT_TSP', buffer, at);
        found.add(kind, keyText(buffer, at, words), '', boss.amountFen);
        hold(buffer, at);
        boss.advance();
      }
    }
  } finally {
    closeSync(file);
    boss.close();
    found.close();
  }
  progress(end - told);
  return { rows, totalFen, counts: found.counts };
}
