/** Settlement in the store: days, their differences, the other sides' findings, and the batches of claims. */
import type { components } from '../../../../contract/pppApi.generated.ts';
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import type { DayRow, DayWork, DifferenceClass, DifferenceRow } from '../dayRows.ts';
import { keys } from './tspKeys.ts';

/** By business day, `YYYYMMDD`. */
export const allDays: RowList<DayRow> = rowList(keys.days);
export const getDay = (tx: Transaction, date: string) => tx.get<DayRow>(keys.days + date);
export const putDay = (tx: Transaction, day: DayRow): void => tx.put(keys.days + day.date, day);

/** Days that may still change by themselves. */
export const openDays: RowList<true> = rowList(keys.openDays);

export function markDayOpen(tx: Transaction, date: string, isOpen: boolean): void {
  if (isOpen) tx.put(keys.openDays + date, true);
  else tx.delete(keys.openDays + date);
}

export const getDayWork = (tx: Transaction, date: string) => tx.get<DayWork>(keys.dayWork(date));
export const putDayWork = (tx: Transaction, date: string, work: DayWork): void =>
  tx.put(keys.dayWork(date), work);

type DifferenceName = Pick<DifferenceRow, 'date' | 'class' | 'id'>;

export const allDifferences: RowList<DifferenceRow> = rowList(keys.allDifferences);
/** The differences of one day, or of one class of that day. */
export const differencesOf = (date: string, kind?: DifferenceClass): RowList<DifferenceRow> =>
  rowList(kind === undefined ? keys.differences(date) : keys.differencesOf(date, kind));
export const getDifference = (tx: Transaction, { date, class: kind, id }: DifferenceName) =>
  tx.get<DifferenceRow>(keys.differencesOf(date, kind) + id);
export const putDifference = (tx: Transaction, row: DifferenceRow): void =>
  tx.put(keys.differencesOf(row.date, row.class) + row.id, row);

export type FindingParty = 'boss' | 'ppp';

/** A party's findings about a day, in its order; a newer answer replaces them. */
export const findingsOf = <T>(date: string, party: FindingParty): RowList<T> =>
  rowList(keys.findings(date, party));
/** `number` is the finding's place, from 0. */
export const putFinding = (
  tx: Transaction,
  date: string,
  party: FindingParty,
  number: number,
  finding: unknown,
): void => tx.put(keys.findings(date, party) + keys.finding(number), finding);

export interface BatchRow {
  readonly batchId: string;
  readonly businessDate: string;
  readonly state: 'BATCHED' | 'SENT' | 'DONE';
  readonly batch: components['schemas']['Batch'];
  /** In the order of the records. */
  readonly attemptIds: readonly string[];
  readonly accepted: number;
  readonly rejected: number;
  /** The PPP's results, in the order of the records; `null` where there is none. */
  readonly results?: readonly (string | null)[];
  /** Its file, remembered before it is written. Absent: it was not sent as a file, or by an older version. */
  readonly file?: { readonly createdAt: string; readonly sha256: string };
  /** The number that it had before: the PPP has another batch under it. */
  readonly before?: string;
}

/** The batches of all days, in the order of the days. */
export const allBatches: RowList<BatchRow> = rowList(keys.allBatches);
export const batchesOf = (date: string): RowList<BatchRow> => rowList(keys.batches(date));
export const getBatch = (tx: Transaction, date: string, batchId: string) =>
  tx.get<BatchRow>(keys.batches(date) + batchId);
export const dropBatch = (tx: Transaction, { businessDate, batchId }: BatchRow): void =>
  tx.delete(keys.batches(businessDate) + batchId);
export const putBatch = (tx: Transaction, row: BatchRow): void =>
  tx.put(keys.batches(row.businessDate) + row.batchId, row);
