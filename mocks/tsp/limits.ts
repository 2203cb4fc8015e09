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
  readonly requestsPerMinute: number;
  readonly bodyBytes: number;
  readonly pageSize: number;
  /** `HHMMSS` in China: from here on a debit belongs to the next business day. */
  readonly cutOff: string;
  readonly batchRecords: number;
  /** Older portals may finish what they began, nothing else. */
  readonly minPortal: string;
  /** Told to the portal. */
  readonly cardWaitMs: number;
  readonly apduMs: number;
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
  activationGiveUpMs: 24 * HOUR,
  bestEffortTries: 5,
  doubtCaseMs: 72 * HOUR,
  deadlineRetryMs: MINUTE,
  graceMs: 72 * HOUR,
  sessionIdleMs: 5 * MINUTE,
  sessionMs: 4 * HOUR,
  clockSkewMs: 120 * SECOND,
  nonceMs: 10 * MINUTE,
  requestsPerMinute: 240,
  bodyBytes: 16_384,
  pageSize: 20,
  cutOff: '233000',
  batchRecords: 20_000,
  minPortal: '0.0.0',
  cardWaitMs: 120 * SECOND,
  apduMs: 5 * SECOND,
  activationWaitMs: 8 * SECOND,
};
