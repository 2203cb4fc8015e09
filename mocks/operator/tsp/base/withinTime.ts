/** Time limit for a call to another party, which may never come back. */
import type { Timers } from '../../../../src/shared/time.ts';

/** Returns what `work` gives; `null` when it rejects or takes longer. Then the outcome is unknown. */
export function withinTime<T>(
  timers: Timers,
  limitMs: number,
  work: () => Promise<T>,
): Promise<T | null> {
  return new Promise((resolve) => {
    const cancel = timers.after(limitMs, () => resolve(null));
    const finish = (value: T | null) => {
      cancel();
      resolve(value);
    };
    Promise.resolve()
      .then(work)
      .then(finish, () => finish(null));
  });
}
