/** A call to another party that may never come back. */
import type { Timers } from '../../../../src/shared/time.ts';

/** What `work` gave; `null` when it rejected or took longer. What it gives later is dropped: the outcome is unknown. */
export function withinTime<T>(
  timers: Timers,
  limitMs: number,
  work: () => Promise<T>,
): Promise<T | null> {
  return new Promise((resolve) => {
    const cancel = timers.after(limitMs, () => resolve(null));
    const settle = (value: T | null) => {
      cancel();
      resolve(value);
    };
    Promise.resolve()
      .then(work)
      .then(settle, () => settle(null));
  });
}
