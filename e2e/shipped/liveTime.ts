/** The machine's time, optionally ahead, that can jump: timers that fall due in the jump run at once, in their order. */
import type { Clock, Timers } from '../../src/shared/time.ts';

interface LiveTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Moves the clock forward for all who use it. */
  pass(ms: number): void;
}

interface Wait {
  readonly at: number;
  readonly callback: () => void;
  cancel(): void;
}

export function liveTime(timers: Timers, startsAheadMs = 0): LiveTime {
  let aheadMs = startsAheadMs;
  const waits = new Set<Wait>();
  const now = () => Date.now() + aheadMs;

  function start(wait: Wait): void {
    wait.cancel = timers.after(wait.at - now(), () => {
      waits.delete(wait);
      wait.callback();
    });
  }

  return {
    clock: { now },
    timers: {
      after(delayMs, callback) {
        const wait: Wait = { at: now() + Math.max(0, delayMs), callback, cancel() {} };
        waits.add(wait);
        start(wait);
        return () => {
          waits.delete(wait);
          wait.cancel();
        };
      },
    },
    pass(ms) {
      aheadMs += ms;
      for (const wait of [...waits].sort((a, b) => a.at - b.at)) {
        wait.cancel();
        start(wait);
      }
    },
  };
}
