/** How the platform keeps a day's settlement: one row for the day, one for each difference. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { Instant } from '../../../../src/shared/time.ts';
import type { components } from '../../../contract/opsApi.generated.ts';
import type { Found } from '../../settlement/classify.ts';
import type { Published } from '../../settlement/publishFile.ts';

type Schemas = components['schemas'];
export type DifferenceClass = Schemas['DifferenceClass'];
export type DifferenceState = Schemas['DifferenceState'];

export interface DaySum {
  readonly count: number;
  readonly totalFen: Fen;
}

/** One for each business day. */
export interface DayRow {
  readonly date: string;
  readonly state: Schemas['DayState'];
  readonly runs: number;
  readonly lastRunAt?: Instant;
  readonly problem?: string;
  /** Absent: that side has not spoken yet. */
  readonly tsp?: DaySum;
  readonly boss?: DaySum;
  readonly ppp?: DaySum;
  readonly files: readonly (Omit<Schemas['SettlementFile'], 'at'> & { readonly at?: Instant })[];
}

/** By day, class and id: the same difference found again is the same row. */
export interface DifferenceRow extends Omit<Found, 'isSettled'> {
  readonly date: string;
  readonly state: DifferenceState;
  readonly firstSeen: Instant;
  /** The automatic step, taken once. */
  readonly step?: string;
  readonly steppedAt?: Instant;
  /** Of the day: the run that saw it last. One that a run does not see any more is cured. */
  readonly seenRun: number;
  /** Which file of the other side said so first. */
  readonly seenIn?: string;
}

/** What is not told to anybody: how far the exchange of files of a day has come. */
export interface DayWork {
  /** The day as it was last written for BOSS. */
  readonly sent?: Published;
  /** BOSS's last answer: which file, and what its totals have more than its rows explain. */
  readonly boss?: {
    readonly batchNo: string;
    readonly at: Instant;
    readonly gapCount: number;
    readonly gapFen: Fen;
  };
  /** The PPP's last closing. */
  readonly ppp?: { readonly batchNo: string };
}

/** The day is sent once more, under the next number: the answer was damaged, or its totals are to be added up again. */
export const resend = (work: DayWork): DayWork =>
  work.sent ? { ...work, sent: { ...work.sent, digest: '' } } : work;
