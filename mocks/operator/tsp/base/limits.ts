import { DAY_MS } from '../../../../src/shared/time.ts';

/** Every time and size the TSP decides by, in one place. */
export interface TspLimits {
  /** A quote lives so long by the TSP's clock. */
  readonly quoteMs: number;
  /** Without a report so long after MAC1 an attempt is in doubt. */
  readonly reportMs: number;
  /** A place in the PSAM queue is kept so long between two questions. */
  readonly psamWaitMs: number;
  readonly psamRetryMs: number;
  /** Attempts that got a PSAM, per order. */
  readonly triesPerOrder: number;
  /** Cards count refused MAC1s and lock themselves for ever: refusals with 9302 allowed per card and day. */
  readonly macRefusalsPerDay: number;
  readonly bossMs: number;
  readonly hsmMs: number;
  readonly pppMs: number;
  /** Waits between activation tries; the last one repeats. */
  readonly retryMs: readonly number[];
  readonly activationGiveUpMs: number;
  /** Tries of what BOSS forgets by itself (holds, grace). */
  readonly bestEffortTries: number;
  readonly doubtCaseMs: number;
  /** After a deadline that could not be handled: the store may write again by then. */
  readonly deadlineRetryMs: number;
  readonly graceMs: number;
  readonly sessionIdleMs: number;
  readonly sessionMs: number;
  readonly clockSkewMs: number;
  readonly nonceMs: number;
  /** By box; the next three also in the time they name. */
  readonly requestsPerMinute: number;
  readonly quotesPerMinute: number;
  readonly attemptsPerTenMinutes: number;
  readonly attemptsPerCardHour: number;
  /** A party that left so many calls in a row unanswered is not asked for so long; then one call tries it. */
  readonly circuitFailures: number;
  readonly circuitMs: number;
  /** Between two lists of blocked cards. */
  readonly blacklistMs: number;
  readonly bodyBytes: number;
  readonly pageSize: number;
  /** `HHMMSS` in China: from here on a debit belongs to the next business day. */
  readonly cutOff: string;
  readonly batchRecords: number;
  /** Older portals may finish what they began, nothing else. */
  readonly minPortal: string;
  /** Told to the portal, as is `reportMs`. */
  readonly cardWaitMs: number;
  readonly activationWaitMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const defaultLimits: TspLimits = {
  quoteMs: 10 * MINUTE,
  reportMs: 30 * SECOND,
  psamWaitMs: 10 * SECOND,
  psamRetryMs: SECOND,
  triesPerOrder: 3,
  macRefusalsPerDay: 2,
  bossMs: 6 * SECOND,
  hsmMs: 3 * SECOND,
  pppMs: 30 * SECOND,
  retryMs: [1, 2, 4, 8, 16, 32, 60, 300].map((seconds) => seconds * SECOND),
  activationGiveUpMs: DAY_MS,
  bestEffortTries: 5,
  doubtCaseMs: 72 * HOUR,
  deadlineRetryMs: MINUTE,
  graceMs: 72 * HOUR,
  sessionIdleMs: 5 * MINUTE,
  sessionMs: 4 * HOUR,
  clockSkewMs: 120 * SECOND,
  nonceMs: 10 * MINUTE,
  requestsPerMinute: 240,
  quotesPerMinute: 6,
  attemptsPerTenMinutes: 3,
  attemptsPerCardHour: 5,
  circuitFailures: 5,
  circuitMs: 3 * SECOND,
  blacklistMs: HOUR,
  bodyBytes: 16_384,
  pageSize: 20,
  cutOff: '233000',
  batchRecords: 20_000,
  minPortal: '0.0.0',
  cardWaitMs: 120 * SECOND,
  activationWaitMs: 8 * SECOND,
};

/**
 * For a pretend world: whoever designs, tests or loads it pays with a few boxes and cards as often as a city does. What
 * people may do in a minute is no limit there; what protects a card from locking itself stays.
 */
export const pretendLimits: TspLimits = {
  ...defaultLimits,
  quotesPerMinute: 10_000,
  attemptsPerTenMinutes: 100_000,
  attemptsPerCardHour: 100_000,
};
