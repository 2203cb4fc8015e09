/** So many happenings in so long a time for each box or card; forgotten with a restart. */
import type { Clock, Instant } from '../../../../src/shared/time.ts';
import type { TspLimits } from './limits.ts';

interface RateLimit {
  /** `null`: go on; else the milliseconds until one more fits. Notes nothing. */
  wait(subject: string): number | null;
  note(subject: string): void;
  /** The newest one does not count after all. */
  forget(subject: string): void;
}

/** Subjects that did nothing for a whole window are dropped each time this many more have come. */
const SWEEP_EVERY = 1_000;

export function createRateLimit(clock: Clock, times: number, perMs: number): RateLimit {
  const noted = new Map<string, Instant[]>();
  let untilSweep = SWEEP_EVERY;

  function recent(subject: string): Instant[] {
    const start = clock.now() - perMs;
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
      return latest.length < times ? null : latest[latest.length - times]! + perMs - clock.now();
    },
    note(subject) {
      if (!noted.has(subject)) untilSweep -= 1;
      // What can no longer hold anybody up is not kept: a flood takes no more room than the limit.
      noted.set(subject, [...recent(subject), clock.now()].slice(-times));
      if (untilSweep <= 0) sweep();
    },
    forget(subject) {
      noted.set(subject, recent(subject).slice(0, -1));
    },
  };
}

const MINUTE_MS = 60_000;

export interface Paces {
  readonly requests: RateLimit;
  readonly quotes: RateLimit;
  /** By box. */
  readonly attempts: RateLimit;
  /** Attempts by card. */
  readonly cards: RateLimit;
}

export const createPaces = (clock: Clock, limits: TspLimits): Paces => ({
  requests: createRateLimit(clock, limits.requestsPerMinute, MINUTE_MS),
  quotes: createRateLimit(clock, limits.quotesPerMinute, MINUTE_MS),
  attempts: createRateLimit(clock, limits.attemptsPerTenMinutes, 10 * MINUTE_MS),
  cards: createRateLimit(clock, limits.attemptsPerCardHour, 60 * MINUTE_MS),
});
