/** Time limit for a call to another party, which may never come back. */
import type { Timers } from '../../../../src/shared/time.ts';

/** Returns what `work` gives, and rejects as it does; `null` when it takes longer: its answer is dropped then. */
export function untilLate<T>(
  timers: Timers,
  limitMs: number,
  work: () => Promise<T>,
): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(limitMs, () => resolve(null));
    Promise.resolve().then(work).then(resolve, reject).then(cancel);
  });
}

/** Like `untilLate`, but `null` also when `work` rejects. Then the outcome is unknown. */
export const withinTime = <T>(
  timers: Timers,
  limitMs: number,
  work: () => Promise<T>,
): Promise<T | null> => untilLate(timers, limitMs, work).catch(() => null);
