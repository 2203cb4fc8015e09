/** A clock that stands still until a test moves it. */
import { DAY_MS, type Instant, type Timers } from '../../../src/shared/time.ts';
import type { MachineClock } from '../../environment/environment.ts';

export interface VirtualTime {
  readonly clock: MachineClock;
  readonly timers: Timers;
  /** Runs everything that is ready now. */
  drain(): Promise<void>;
  /** Moves the clock and fires the timers on the way, each at its time. */
  advance(ms: number): Promise<void>;
  /** Sets the clock on or back, as an administrator or NTP does. Timers do not notice. */
  setClock(byMs: number): void;
  pending(): number;
}

const HOUR_MS = 3_600_000;
const YEARS_MS = 3 * 365 * DAY_MS;

/** How wall clocks are set in tests. */
export const CLOCK_STEPS: readonly [name: string, byMs: number][] = [
  ['an hour on', HOUR_MS],
  ['an hour back', -HOUR_MS],
  ['a day on', DAY_MS],
  ['a day back', -DAY_MS],
  ['three years on', YEARS_MS],
  ['three years back', -YEARS_MS],
];

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export function virtualTime(start: Instant): VirtualTime {
  let now = start;
  let setBy = 0;
  let order = 0;
  const waiting = new Map<number, { at: Instant; callback: () => void }>();

  async function drain(): Promise<void> {
    for (let i = 0; i < 6; i++) await turn();
  }

  function next(until: Instant) {
    return [...waiting]
      .filter(([, { at }]) => at <= until)
      .sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  }

  return {
    clock: { now: () => now + setBy, steady: () => now },
    timers: {
      after(delayMs, callback) {
        const id = order++;
        waiting.set(id, { at: now + delayMs, callback });
        return () => {
          waiting.delete(id);
        };
      },
    },
    drain,
    async advance(ms) {
      const until = now + ms;
      await drain();
      for (let due = next(until); due; due = next(until)) {
        const [id, { at, callback }] = due;
        waiting.delete(id);
        now = Math.max(now, at);
        callback();
        await drain();
      }
      now = until;
    },
    setClock(byMs) {
      setBy += byMs;
    },
    pending: () => waiting.size,
  };
}
