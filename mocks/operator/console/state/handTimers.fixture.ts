/** Timers that run only when a test says so. */
import type { Timers } from '../../../../src/shared/time.ts';

export function handTimers() {
  let due: { callback: () => void; delayMs: number }[] = [];
  const timers: Timers = {
    after(delayMs, callback) {
      const timer = { callback, delayMs };
      due.push(timer);
      return () => {
        due = due.filter((waiting) => waiting !== timer);
      };
    },
  };
  return {
    timers,
    delays: () => due.map(({ delayMs }) => delayMs),
    /** Runs every timer that waits now, and what follows from it at once. */
    async ring(): Promise<void> {
      const now = due;
      due = [];
      for (const { callback } of now) callback();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
  };
}
