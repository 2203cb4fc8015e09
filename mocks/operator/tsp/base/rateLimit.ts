/**
 * Rate limits: at most so many events of one subject (a box, a card, a household, an address) in a time window. Their clock
 * is one that nobody sets.
 */
import { type Clock, DAY_MS, type Instant } from '../../../../src/shared/time.ts';
import type { TspLimits } from './limits.ts';

/** What counts for one subject: the moments, oldest first, or how many in the window before and in this one. */
export type Counted =
  | { readonly notes: readonly Instant[] }
  | { readonly from: Instant; readonly before: number; readonly now: number };

export interface RateLimit {
  /** Returns the whole milliseconds until one more is allowed; `null` when it is allowed now. Notes nothing. */
  wait(subject: string): number | null;
  note(subject: string): void;
  /** Takes back the newest note. */
  forget(subject: string): void;
  /** Sets what an earlier run counted, in moments of this clock that are past. */
  restore(subject: string, counted: Counted): void;
}

/** Is told what counts from now on; `null`: nothing. */
type OnChange = (subject: string, counted: Counted | null) => void;

/** Keeps a value for each subject; after this many new subjects, those that no longer count are dropped. */
const SWEEP_EVERY = 1_000;

function subjects<T>(
  isOver: (value: T) => boolean,
  onChange: (subject: string, value: T | null) => void,
) {
  const values = new Map<string, T>();
  let untilSweep = SWEEP_EVERY;

  function set(subject: string, value: T): void {
    if (!values.has(subject)) untilSweep -= 1;
    values.set(subject, value);
    onChange(subject, value);
    if (untilSweep > 0) return;
    untilSweep = SWEEP_EVERY;
    for (const [other, kept] of [...values]) {
      if (!isOver(kept)) continue;
      values.delete(other);
      onChange(other, null);
    }
  }

  return {
    get: (subject: string) => values.get(subject),
    set,
    restore: (subject: string, value: T) => void values.set(subject, value),
  };
}

/** Exact, with every moment: for small limits. */
function createNotedLimit(
  clock: Clock,
  times: number,
  perMs: number,
  onChange: OnChange,
): RateLimit {
  function inWindow(notes: readonly Instant[] = []): readonly Instant[] {
    const from = clock.now() - perMs;
    return notes.filter((at) => at > from);
  }
  const noted = subjects<readonly Instant[]>(
    (notes) => inWindow(notes).length === 0,
    (subject, notes) => onChange(subject, notes && { notes }),
  );
  const recent = (subject: string) => inWindow(noted.get(subject));

  return {
    wait(subject) {
      const latest = recent(subject);
      if (latest.length < times) return null;
      return Math.ceil(latest[latest.length - times]! + perMs - clock.now());
    },
    note(subject) {
      // Notes beyond the limit are dropped, so a flood takes no more memory than the limit.
      noted.set(subject, [...recent(subject), clock.now()].slice(-times));
    },
    forget(subject) {
      if (noted.get(subject)) noted.set(subject, recent(subject).slice(0, -1));
    },
    restore(subject, counted) {
      if ('notes' in counted) noted.restore(subject, counted.notes.slice(-times));
    },
  };
}

/**
 * For large limits: two counters a subject, whatever the limit. The window before counts as far as it reaches into the
 * last `perMs`, as if it had been even.
 */
function createCountedLimit(
  clock: Clock,
  times: number,
  perMs: number,
  onChange: OnChange,
): RateLimit {
  type Window = Exclude<Counted, { notes: unknown }>;

  function current(window: Window | undefined): Window {
    const now = clock.now();
    const fresh = { from: now, before: 0, now: 0 };
    if (!window || now >= window.from + 2 * perMs) return fresh;
    if (now < window.from + perMs) return window;
    return { from: window.from + perMs, before: window.now, now: 0 };
  }
  const sumOf = ({ from, before, now }: Window) =>
    now + before * (1 - (clock.now() - from) / perMs);
  const counted = subjects<Window>((window) => sumOf(current(window)) < 1, onChange);

  function change(subject: string, by: number): void {
    const window = current(counted.get(subject));
    counted.set(subject, { ...window, now: Math.min(times, Math.max(0, window.now + by)) });
  }

  return {
    wait(subject) {
      const window = current(counted.get(subject));
      return sumOf(window) < times ? null : Math.ceil(window.from + perMs - clock.now()) + 1;
    },
    note: (subject) => change(subject, 1),
    forget(subject) {
      if (counted.get(subject)) change(subject, -1);
    },
    restore(subject, known) {
      if ('from' in known) counted.restore(subject, known);
    },
  };
}

/** Larger limits are counted, not noted. */
const MOST_NOTES = 100;

export const createRateLimit = (
  clock: Clock,
  times: number,
  perMs: number,
  onChange: OnChange = () => {},
): RateLimit =>
  (times > MOST_NOTES ? createCountedLimit : createNotedLimit)(clock, times, perMs, onChange);

const MINUTE_MS = 60_000;
const TEN_MINUTES_MS = 10 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Kept in memory only: a note of each request would be a write of each request. */
const PASSING_LIMITS = ['requests', 'addressRequests', 'keptAnswers', 'incidents'] as const;

/** Kept over restarts, under these names. */
export const LASTING_LIMITS = [
  'quotes',
  'attempts',
  'cards',
  'households',
  'addresses',
  'unfinished',
  'householdUnfinished',
  'addressUnfinished',
  'macRefusals',
] as const;
export type LastingLimit = (typeof LASTING_LIMITS)[number];

/**
 * `requests`, `keptAnswers`, `incidents`, `quotes`, `attempts`, `unfinished` and `macRefusals` are by box, `addressRequests`, `addresses` and
 * `addressUnfinished` by network address, `cards` by card, `households` and `householdUnfinished` by subscriber.
 * Unfinished: an attempt that had a PSAM and never asked for its MAC1.
 */
export type RateLimits = {
  readonly [Name in (typeof PASSING_LIMITS)[number] | LastingLimit]: RateLimit;
};

/** `onChange` is told what is to be kept over restarts. */
export function createRateLimits(
  clock: Clock,
  limits: TspLimits,
  onChange: (name: LastingLimit, ...changed: Parameters<OnChange>) => void = () => {},
): RateLimits {
  const lasting = (name: LastingLimit, times: number, perMs: number) =>
    createRateLimit(clock, times, perMs, (...changed) => onChange(name, ...changed));
  return {
    requests: createRateLimit(clock, limits.requestsPerMinute, MINUTE_MS),
    addressRequests: createRateLimit(clock, limits.requestsPerAddressMinute, MINUTE_MS),
    keptAnswers: createRateLimit(clock, limits.keptAnswersPerHour, HOUR_MS),
    incidents: createRateLimit(clock, limits.incidentCallsPerMinute, MINUTE_MS),
    quotes: lasting('quotes', limits.quotesPerMinute, MINUTE_MS),
    attempts: lasting('attempts', limits.attemptsPerTenMinutes, TEN_MINUTES_MS),
    cards: lasting('cards', limits.attemptsPerCardHour, HOUR_MS),
    households: lasting('households', limits.attemptsPerHouseholdHour, HOUR_MS),
    addresses: lasting('addresses', limits.attemptsPerAddressTenMinutes, TEN_MINUTES_MS),
    unfinished: lasting('unfinished', limits.unfinishedPerTenMinutes, TEN_MINUTES_MS),
    householdUnfinished: lasting(
      'householdUnfinished',
      limits.unfinishedPerHouseholdTenMinutes,
      TEN_MINUTES_MS,
    ),
    addressUnfinished: lasting(
      'addressUnfinished',
      limits.unfinishedPerAddressTenMinutes,
      TEN_MINUTES_MS,
    ),
    macRefusals: lasting('macRefusals', limits.macRefusalsPerBoxDay, DAY_MS),
  };
}
