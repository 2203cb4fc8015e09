/**
 * Leases that ended without an INIT answer, by box: an honest box has one now and then (the card was pulled), a hostile
 * one nothing else. Kept in memory, for ten minutes since the last.
 */
import { type MachineClock, steadyMs } from '../../environment/environment.ts';

const REMEMBERED_MS = 10 * 60_000;
const MOST_COUNTED = 10;
const SWEEP_EVERY = 1_000;

/** For each, a box stands in the line as if it had come so much later. */
const BEHIND_MS = 3_000;

/** How long nobody else gets a PSAM that a box leases and has not used yet, by its unfinished leases. */
const UNTOUCHED_MS = [4_000, 2_000, 1_000] as const;

export interface UnfinishedLeases {
  of(box: string | undefined): number;
  /** A lease of the box ended unused. */
  add(box: string): void;
  /** The box used its lease: one less counts. */
  remove(box: string): void;
}

export const behindMs = (unfinished: number): number => unfinished * BEHIND_MS;

export const untouchedMs = (unfinished: number): number =>
  UNTOUCHED_MS[Math.min(unfinished, UNTOUCHED_MS.length - 1)]!;

export function createUnfinishedLeases(clock: MachineClock): UnfinishedLeases {
  const known = new Map<string, { readonly count: number; readonly at: number }>();
  let untilSweep = SWEEP_EVERY;

  const isOver = (at: number): boolean => steadyMs(clock) - at >= REMEMBERED_MS;

  function countOf(box: string | undefined): number {
    const row = box === undefined ? undefined : known.get(box);
    return row === undefined || isOver(row.at) ? 0 : row.count;
  }

  return {
    of: countOf,
    add(box) {
      known.set(box, { count: Math.min(MOST_COUNTED, countOf(box) + 1), at: steadyMs(clock) });
      untilSweep -= 1;
      if (untilSweep > 0) return;
      untilSweep = SWEEP_EVERY;
      for (const [other, { at }] of [...known]) if (isOver(at)) known.delete(other);
    },
    remove(box) {
      const left = countOf(box) - 1;
      if (left > 0) known.set(box, { count: left, at: steadyMs(clock) });
      else known.delete(box);
    },
  };
}
