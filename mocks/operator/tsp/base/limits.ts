import { DAY_MS } from '../../../../src/shared/time.ts';

/** Every time and size that the TSP decides by. */
export interface TspLimits {
  /** How long a quote is valid, by the TSP's clock. */
  readonly quoteMs: number;
  /** An attempt without a report for this long after MAC1 is in doubt. */
  readonly reportMs: number;
  /** How long a place in the line for a PSAM is kept between two requests. */
  readonly psamWaitMs: number;
  readonly psamRetryMs: number;
  /** Allowed attempts that got a PSAM, per order. */
  readonly triesPerOrder: number;
  /** Allowed rejections with 9302 per card and day: cards count rejected MAC1s and lock themselves forever. */
  readonly macRefusalsPerDay: number;
  /** Allowed rejections with 9302 that one box reports in 24 hours, of any cards. */
  readonly macRefusalsPerBoxDay: number;
  /** Different MAC2s of the attempt's own box that the HSM is asked about for it, as long as none is right. */
  readonly mac2Tries: number;
  /** The same of each other box. */
  readonly mac2TriesOfOthers: number;
  readonly bossMs: number;
  readonly hsmMs: number;
  readonly pppMs: number;
  /** How long the PPP's word about a TAC is waited for before a service is opened. */
  readonly tacCheckMs: number;
  /** Waits between activation tries; the last wait repeats. */
  readonly retryMs: readonly number[];
  readonly activationGiveUpMs: number;
  /** Within what time the operator promises a refund that people have to transfer. */
  readonly refundWithinMs: number;
  /** Tries of messages about what ends at BOSS by itself (holds, grace). */
  readonly bestEffortTries: number;
  readonly doubtCaseMs: number;
  /** The wait after a deadline that could not be handled: the store may work again by then. */
  readonly deadlineRetryMs: number;
  /** How long BOSS is asked not to cut the running service of an order in doubt. 0: never. */
  readonly graceMs: number;
  /** A household gets a grace once in this time: nothing but its box says that there is a doubt. */
  readonly graceEveryMs: number;
  readonly sessionIdleMs: number;
  readonly sessionMs: number;
  /** Live sessions of one box; the oldest ends when there is another. */
  readonly sessionsPerBox: number;
  readonly clockSkewMs: number;
  readonly nonceMs: number;
  /** Per box, as are quotes and attempts. */
  readonly requestsPerMinute: number;
  readonly requestsPerAddressMinute: number;
  /** Answers that are stored for ever under their idempotency keys. Per box. */
  readonly keptAnswersPerHour: number;
  readonly quotesPerMinute: number;
  readonly attemptsPerTenMinutes: number;
  readonly attemptsPerCardHour: number;
  /** Attempts of one box with one card that nothing has settled: a payment of the card settles those of its number. */
  readonly unsettledPerCard: number;
  readonly attemptsPerHouseholdHour: number;
  readonly attemptsPerAddressTenMinutes: number;
  /** Attempts that had a PSAM and never asked for their MAC1. Per box. */
  readonly unfinishedPerTenMinutes: number;
  readonly unfinishedPerHouseholdTenMinutes: number;
  readonly unfinishedPerAddressTenMinutes: number;
  /** After this many unanswered calls in a row a party is not asked for `circuitMs`; then one call tries again. */
  readonly circuitFailures: number;
  readonly circuitMs: number;
  /** The time between two fetches of the blacklist. */
  readonly blacklistMs: number;
  /** Calls in which one box tells what it showed. */
  readonly incidentCallsPerMinute: number;
  /** Incidents kept of one box, each of what was refused to it and of what it told; the oldest go. */
  readonly incidentsPerBox: number;
  /** Refusals kept of all boxes that had signed; the oldest go. */
  readonly incidentsRefused: number;
  /** The same of requests that nobody has proven. */
  readonly incidentsAtDoor: number;
  /** The same of what boxes told. */
  readonly incidentsTold: number;
  readonly incidentMs: number;
  readonly bodyBytes: number;
  readonly pageSize: number;
  /** `HHMMSS` in China: from here on a debit belongs to the next business day. */
  readonly cutOff: string;
  readonly batchRecords: number;
  /** Older portals may finish the payments they began, nothing else. */
  readonly minPortal: string;
  /** Sent to the portal, like `reportMs`. */
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
  macRefusalsPerBoxDay: 6,
  mac2Tries: 5,
  mac2TriesOfOthers: 2,
  bossMs: 6 * SECOND,
  hsmMs: 3 * SECOND,
  pppMs: 30 * SECOND,
  tacCheckMs: 2 * SECOND,
  retryMs: [1, 2, 4, 8, 16, 32, 60, 300].map((seconds) => seconds * SECOND),
  activationGiveUpMs: DAY_MS,
  refundWithinMs: 15 * DAY_MS,
  bestEffortTries: 5,
  doubtCaseMs: 72 * HOUR,
  deadlineRetryMs: MINUTE,
  graceMs: 72 * HOUR,
  graceEveryMs: 90 * DAY_MS,
  sessionIdleMs: 5 * MINUTE,
  sessionMs: 4 * HOUR,
  sessionsPerBox: 4,
  clockSkewMs: 120 * SECOND,
  nonceMs: 10 * MINUTE,
  requestsPerMinute: 240,
  requestsPerAddressMinute: 6_000,
  keptAnswersPerHour: 600,
  quotesPerMinute: 6,
  attemptsPerTenMinutes: 3,
  attemptsPerCardHour: 5,
  unsettledPerCard: 20,
  attemptsPerHouseholdHour: 12,
  attemptsPerAddressTenMinutes: 60,
  unfinishedPerTenMinutes: 6,
  unfinishedPerHouseholdTenMinutes: 10,
  unfinishedPerAddressTenMinutes: 40,
  circuitFailures: 5,
  circuitMs: 3 * SECOND,
  blacklistMs: HOUR,
  incidentCallsPerMinute: 6,
  incidentsPerBox: 100,
  incidentsRefused: 200_000,
  incidentsAtDoor: 20_000,
  incidentsTold: 100_000,
  incidentMs: 90 * DAY_MS,
  bodyBytes: 16_384,
  pageSize: 20,
  cutOff: '233000',
  batchRecords: 20_000,
  minPortal: '0.0.0',
  cardWaitMs: 120 * SECOND,
  activationWaitMs: 8 * SECOND,
};

/**
 * For a simulated world: designers, tests and load runs pay with a few boxes and cards as often as a city does, all of
 * them from one address. Limits on what people may do in a minute do not apply there; those that protect a card from
 * locking itself and a MAC2 from being guessed stay.
 */
export const simulatedLimits: TspLimits = {
  ...defaultLimits,
  quotesPerMinute: 10_000,
  attemptsPerTenMinutes: 100_000,
  attemptsPerCardHour: 100_000,
  unsettledPerCard: 100_000,
  requestsPerAddressMinute: 10_000_000,
  keptAnswersPerHour: 10_000_000,
  attemptsPerHouseholdHour: 100_000,
  attemptsPerAddressTenMinutes: 10_000_000,
  unfinishedPerTenMinutes: 100_000,
  unfinishedPerHouseholdTenMinutes: 100_000,
  unfinishedPerAddressTenMinutes: 10_000_000,
  macRefusalsPerBoxDay: 100_000,
};
