/** Rate limits: at most so many events in a time window, per box or card. A restart forgets them. */
import { type MachineClock, steadyMs } from '../../../environment/environment.ts';
import type { TspLimits } from './limits.ts';

interface RateLimit {
  /** Returns the milliseconds until one more is allowed; `null` when it is allowed now. Notes nothing. */
  wait(subject: string): number | null;
  note(subject: string): void;
  /** Takes back the newest note. */
  forget(subject: string): void;
}

/** After this many new subjects, those without a note in the window are dropped. */
const SWEEP_EVERY = 1_000;

export function createRateLimit(clock: MachineClock, times: number, perMs: number): RateLimit {
  const noted = new Map<string, number[]>();
  let untilSweep = SWEEP_EVERY;

  function recent(subject: string): number[] {
    const start = steadyMs(clock) - perMs;
    return (noted.get(subject) ?? []).filter((at) => at > start);
  }

  function sweep(): void {
    untilSweep = SWEEP_EVERY;
    for (const subject of [...noted.keys()]) {
      if (recent(subject).length === 0) noted.delete(subject);
    }
  }

  return {
    wait(subject) {
      const latest = recent(subject);
      return latest.length < times
        ? null
        : latest[latest.length - times]! + perMs - steadyMs(clock);
    },
    note(subject) {
      if (!noted.has(subject)) untilSweep -= 1;
      // Notes beyond the limit are dropped, so a flood takes no more memory than the limit.
      noted.set(subject, [...recent(subject), steadyMs(clock)].slice(-times));
      if (untilSweep <= 0) sweep();
    },
    forget(subject) {
      noted.set(subject, recent(subject).slice(0, -1));
    },
  };
}

const MINUTE_MS = 60_000;

export interface RateLimits {
  readonly requests: RateLimit;
  readonly quotes: RateLimit;
  /** Attempts by box. */
  readonly attempts: RateLimit;
  /** Attempts by card. */
  readonly cards: RateLimit;
}

export const createRateLimits = (clock: MachineClock, limits: TspLimits): RateLimits => ({
  requests: createRateLimit(clock, limits.requestsPerMinute, MINUTE_MS),
  quotes: createRateLimit(clock, limits.quotesPerMinute, MINUTE_MS),
  attempts: createRateLimit(clock, limits.attemptsPerTenMinutes, 10 * MINUTE_MS),
  cards: createRateLimit(clock, limits.attemptsPerCardHour, 60 * MINUTE_MS),
});
