/** Does a job of either kind. It uses only bytes and files, so any thread may do it, and may do it again. */
import {
  type Job,
  type JobResult,
  type Merged,
  type RunJob,
  type RunsMade,
  recordOf,
} from './jobTypes.ts';
import { mergeRuns } from './mergeRuns.ts';
import { notSorted, RowFault, type RowForm, RowScanner } from './rowScanner.ts';
import { RunMaker } from './runMaker.ts';
import { compareKeys } from './runMerger.ts';
import type { WorkFiles } from './workFiles.ts';

const MOST_ROWS = 65_536;
const FEWEST_ROWS = 256;
/** The shortest line of a row: `D|k|1|` and its end. */
const SHORTEST_LINE = 7;

/** The maker of the last job, kept for the next one. Only one, because several would need too much memory. */
let kept: { readonly of: string; readonly maker: RunMaker } | null = null;

function makerFor(form: RowForm, bytes: number): RunMaker {
  const { keyWords, noteWords } = recordOf(form);
  let capacity = FEWEST_ROWS;
  while (capacity < MOST_ROWS && capacity < bytes / SHORTEST_LINE) capacity *= 2;
  const of = `${keyWords} ${noteWords} ${capacity}`;
  if (kept?.of !== of) kept = { of, maker: new RunMaker(keyWords, noteWords, capacity) };
  return kept.maker;
}

function makeRuns(job: RunJob, files: WorkFiles): RunsMade {
  const { bytes, length, cells, form, name, ascends } = job;
  const maker = makerFor(form, length);
  const runs: string[] = [];
  let rows = 0;
  let totalFen = 0;
  const finish = (): void => {
    const run = `${name}.${runs.length}`;
    rows += maker.rows;
    totalFen += maker.totalFen;
    const file = files.create(run);
    maker.write(file);
    file.close();
    runs.push(run);
  };
  const scanner = new RowScanner(bytes, length, cells, form);
  const last = new Uint32Array(scanner.key.length);
  let first: number[] = [];
  maker.reset();
  try {
    while (scanner.next()) {
      const { key, line } = scanner;
      if (ascends) {
        if (compareKeys(key, 0, last, 0, key.length) < 0) throw notSorted(line, cells);
        for (let word = 0; word < key.length; word++) last[word] = key[word]!;
      }
      if (first.length === 0) first = [...key];
      maker.add(scanner);
      if (maker.isFull) finish();
    }
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    const { line, field, why } = error;
    return {
      runs,
      lines: line,
      rows,
      totalFen,
      first,
      last: [...last],
      fault: { line, field, why },
    };
  }
  if (maker.rows > 0) finish();
  const ends = { first, last: first.length > 0 ? [...scanner.key] : [] };
  return { runs, lines: scanner.line, rows, totalFen, ...ends };
}

export function doJob<J extends Job>(job: J, files: WorkFiles): JobResult<J>;
export function doJob(job: Job, files: WorkFiles): RunsMade | Merged {
  return job.kind === 'run' ? makeRuns(job, files) : mergeRuns(job, files);
}
