/** Compares the rows of two sides; no other code does. */
import { type Merged, type MergeJob, recordOf } from './jobTypes.ts';
import { PairLines } from './pairLines.ts';
import { AMOUNT_WORDS } from './runMaker.ts';
import { compareKeys, type Records, RunChain, RunMerger } from './runMerger.ts';
import type { WorkFiles } from './workFiles.ts';

/**
 * Pairs rows of the same key in their order, the first with the first; surplus rows stay alone. It writes every pair
 * that differs in amount or note, and every row that is alone, in the order of their keys.
 */
export function mergeRuns({ name, file, books, form, keys }: MergeJob, files: WorkFiles): Merged {
  const size = recordOf(form);
  const { keyWords, noteWords } = size;
  const left = new RunChain(files, file, size, keys);
  const right = new RunMerger(files, books, size, keys);
  const lines = new PairLines(files.create(name), size);
  /** The key of the last row: a row with the same key gets the next place. */
  const last = new Uint32Array(keyWords);
  let [filePlace, booksPlace, pairs] = [0, 0, 0];
  let same = 0;

  const isNew = ({ buffer, at }: Records): boolean => {
    if (compareKeys(buffer, at, last, 0, keyWords) === 0) return false;
    for (let i = 0; i < keyWords; i++) last[i] = buffer[at + i]!;
    return true;
  };

  try {
    while (!left.isOver || !right.isOver) {
      const order = left.isOver
        ? 1
        : right.isOver
          ? -1
          : compareKeys(left.buffer, left.at, right.buffer, right.at, keyWords);
      if (isNew(order <= 0 ? left : right)) [filePlace, booksPlace, pairs] = [0, 0, 0];
      if (order === 0) {
        const [l, r] = [left.at + keyWords, right.at + keyWords];
        const rest = noteWords + AMOUNT_WORDS;
        if (compareKeys(left.buffer, l, right.buffer, r, rest) === 0) same += 1;
        else lines.add(filePlace, pairs > 0, left, right);
        filePlace += 1;
        booksPlace += 1;
        pairs += 1;
        left.advance();
        right.advance();
      } else if (order < 0) {
        lines.add(filePlace++, pairs > 0, left, null);
        left.advance();
      } else {
        lines.add(booksPlace++, pairs > 0, null, right);
        right.advance();
      }
    }
  } finally {
    left.close();
    right.close();
    lines.close();
  }
  return { same, different: lines.count };
}
