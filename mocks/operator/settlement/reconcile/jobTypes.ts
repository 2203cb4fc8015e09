/** The two kinds of work of a comparison, as data: a thread gets one and answers the other. */
import { type RowCells, type RowForm, wordsOf } from './rowScanner.ts';
import type { KeyRange, RecordSize } from './runMerger.ts';

/** Whole lines into sorted runs `<name>.0`, `<name>.1` … */
export interface RunJob {
  readonly kind: 'run';
  readonly name: string;
  /** Lines up to `length`. The job takes the buffer away from its owner; `WorkPlace.buffer` hands it out again. */
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
  /** What is wrong with the first row that cannot be read: nothing of the rest counts. */
  readonly fault?: { readonly line: number; readonly field: string; readonly why: string };
}

/** A stretch of keys of both sides; what is not the same goes into `name`. */
export interface MergeJob {
  readonly kind: 'merge';
  readonly name: string;
  /** In the order of their rows. */
  readonly file: readonly string[];
  readonly books: readonly string[];
  readonly form: RowForm;
  readonly keys: KeyRange;
}

export interface Merged {
  /** Keys, and pairs of rows among them that are the same. */
  readonly same: number;
  readonly different: number;
}

export type Job = RunJob | MergeJob;
export type JobResult<J extends Job> = J extends RunJob ? RunsMade : Merged;

export const recordOf = ({ keyBytes, noteBytes }: RowForm): RecordSize => ({
  keyWords: wordsOf(keyBytes),
  noteWords: wordsOf(noteBytes),
});
