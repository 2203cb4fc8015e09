/** The two kinds of jobs of a comparison and their results, as data that a thread can receive and send back. */
import { type RowCells, type RowForm, wordsOf } from './rowScanner.ts';
import type { KeyRange, RecordSize } from './runMerger.ts';

/** Makes sorted runs `<name>.0`, `<name>.1` … out of whole lines. */
export interface RunJob {
  readonly kind: 'run';
  readonly name: string;
  /** Lines up to `length`. The job takes over the buffer; `WorkPlace.buffer` hands it out again. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly length: number;
  readonly cells: RowCells;
  readonly form: RowForm;
  /** The rows must ascend by their keys. */
  readonly ascends: boolean;
}

export interface RunsMade {
  readonly runs: readonly string[];
  readonly lines: number;
  readonly rows: number;
  readonly totalFen: number;
  /** Keys of the first and the last row, as words; empty without one. */
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** The fault of the first row that cannot be read. The rest of this result is then not valid. */
  readonly fault?: { readonly line: number; readonly field: string; readonly why: string };
}

/** Merges a range of keys of both sides; what is not the same goes into the file `name`. */
export interface MergeJob {
  readonly kind: 'merge';
  readonly name: string;
  /** Runs, in the order of their rows. */
  readonly file: readonly string[];
  readonly books: readonly string[];
  readonly form: RowForm;
  readonly keys: KeyRange;
}

export interface Merged {
  /** Pairs of rows that are the same. */
  readonly same: number;
  readonly different: number;
}

export type Job = RunJob | MergeJob;
export type JobResult<J extends Job> = J extends RunJob ? RunsMade : Merged;

export const recordOf = ({ keyBytes, noteBytes }: RowForm): RecordSize => ({
  keyWords: wordsOf(keyBytes),
  noteWords: wordsOf(noteBytes),
});
