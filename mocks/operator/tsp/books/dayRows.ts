/** The rows of a day's settlement: one for the day, and one for each difference. */
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

/** One row for each business day. */
export interface DayRow {
  readonly date: string;
  readonly state: Schemas['DayState'];
  readonly runs: number;
  readonly lastRunAt?: Instant;
  readonly problem?: string;
  /** Absent while that side has not answered. */
  readonly tsp?: DaySum;
  readonly boss?: DaySum;
  readonly ppp?: DaySum;
  readonly files: readonly (Omit<Schemas['SettlementFile'], 'at'> & { readonly at?: Instant })[];
}

/** Named by day, class and id: the same difference found again is the same row. */
export interface DifferenceRow extends Omit<Found, 'isSettled'> {
  readonly date: string;
  readonly state: DifferenceState;
  readonly firstSeen: Instant;
  /** The automatic step, taken once. */
  readonly step?: string;
  readonly steppedAt?: Instant;
  /** Number of the day's last run that found it. It is cured when a later run does not find it. */
  readonly seenRun: number;
  /** The other side's file that showed it first. */
  readonly seenIn?: string;
  /** Day and number of BOSS's booking, where the answers of other days may be about the same one. */
  readonly booking?: string;
  /** How many rows of its class that run found under its id, if more than one. */
  readonly places?: number;
  /** What it said when people last took up its case; a decision is about this. */
  readonly decidedOn?: string;
}

/** A party has two places for its findings about a day: one counts, the other is for the next file. */
export type FindingPlace = 'first' | 'second';

/** The file of a party that counts for the day. */
export interface CountedFile {
  readonly batchNo: string;
  /** Of the whole file. Absent, like `findings`, in rows of an older version. */
  readonly sha256?: string;
  /** Where its findings are; absent: in the first place. */
  readonly findings?: FindingPlace;
  /** It speaks of every debit that was known then. Absent: nobody knows of which, or it is a row of an older version. */
  readonly until?: Instant;
}

/** How far a day's exchange of files has come; for the platform only. */
export interface DayWork {
  /** The day's file as it was last written for BOSS. */
  readonly sent?: Published;
  /** When its rows were begun to be read: it has every debit that was known then. */
  readonly sentAt?: Instant;
  /** The file that was first seen at this moment not to wait for BOSS any more. */
  readonly gone?: { readonly name: string; readonly at: Instant };
  /** Digest of the rows that BOSS was asked about once more, because nobody saw their file taken. */
  readonly askedUnseen?: string;
  /** BOSS's last answer: its file, and how much of the difference of totals its rows do not explain. */
  readonly boss?: CountedFile & {
    readonly at: Instant;
    /** Hash of the day's file that it answers: a number may be sent again with other rows. */
    readonly about?: string;
    readonly gapCount: number;
    readonly gapFen: Fen;
  };
  /** How often the day was begun to be compared with a closing file of the PPP. */
  readonly comparisons?: number;
  /** How many of these had begun when the PPP last accepted claims of the day. */
  readonly acceptedAt?: number;
  /** When the PPP made its last verdicts of the day, as in their file's head, `YYYYMMDDHHMMSS`. */
  readonly verdictsMadeAt?: string;
  /** The PPP's last closing file, and which of these comparisons was its. */
  readonly ppp?: CountedFile & {
    readonly comparison?: number;
    /** As in its head; by the same clock as `verdictsMadeAt`. */
    readonly madeAt?: string;
  };
}

/** Has the day sent again under the next number: the answer was damaged, or the totals must be computed again. */
export const resend = (work: DayWork): DayWork =>
  work.sent ? { ...work, sent: { ...work.sent, digest: '' } } : work;

/** Whether BOSS's last answer is about the file that was sent last. */
export const isAnswered = ({ sent, boss }: DayWork): boolean =>
  sent !== undefined &&
  boss?.batchNo === sent.batchNo &&
  (boss.about === undefined || boss.about === sent.sha256);
