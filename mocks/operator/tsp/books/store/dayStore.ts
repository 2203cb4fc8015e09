/** Settlement in the store: days, their differences, the other sides' findings, and the batches of claims. */
import type { components } from '../../../../contract/pppApi.generated.ts';
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import type { DayRow, DayWork, DifferenceClass, DifferenceRow, FindingPlace } from '../dayRows.ts';
import type { AttemptRow } from '../rows.ts';
import { keys } from './tspKeys.ts';

/** By business day, `YYYYMMDD`. */
export const allDays: RowList<DayRow> = rowList(keys.days);
export const getDay = (tx: Transaction, date: string) => tx.get<DayRow>(keys.days + date);
export const putDay = (tx: Transaction, day: DayRow): void => tx.put(keys.days + day.date, day);

/** Days that the next run looks at. `running`: nothing of the day has changed since its run began. */
export const openDays: RowList<true | 'running'> = rowList(keys.openDays);

export const isDayOpen = async (tx: Transaction, date: string): Promise<boolean> =>
  (await tx.get(keys.openDays + date)) !== undefined;

export function markDayOpen(tx: Transaction, date: string, isOpen: boolean): void {
  if (isOpen) tx.put(keys.openDays + date, true);
  else tx.delete(keys.openDays + date);
}

export const markDayRunning = (tx: Transaction, date: string): void =>
  tx.put(keys.openDays + date, 'running');

/** Takes the day off the list, unless something of it changed while it ran: that is looked at by the next run. */
export async function letDayRest(tx: Transaction, date: string): Promise<void> {
  if ((await tx.get(keys.openDays + date)) === 'running') markDayOpen(tx, date, false);
}

/** Puts a day on the list again of which files were exchanged: a day at rest is not looked at otherwise. */
export async function wakeDay(tx: Transaction, date: string): Promise<void> {
  if (await getDayWork(tx, date)) markDayOpen(tx, date, true);
}

export const getDayWork = (tx: Transaction, date: string) => tx.get<DayWork>(keys.dayWork(date));
export const putDayWork = (tx: Transaction, date: string, work: DayWork): void =>
  tx.put(keys.dayWork(date), work);

/**
 * Debits entered after the day's files began to be exchanged; `lastPart` of an id is the attempt's id. The value: how
 * many comparisons with the PPP had begun by then. None of these has seen it for sure, and every later one has.
 */
export const lateDebitsOf = (date: string): RowList<number> => rowList(keys.lateDebits(date));

export async function noteLateDebit(
  tx: Transaction,
  date: string,
  { orderId, attemptId }: Pick<AttemptRow, 'orderId' | 'attemptId'>,
): Promise<void> {
  const work = await getDayWork(tx, date);
  if (!work) return;
  tx.put(keys.lateDebits(date) + keys.idOf.debit(orderId, attemptId), work.comparisons ?? 0);
}

/** To be called when the PPP accepts claims: closing files that were compared before cannot list all of them. */
export async function noteAccepted(tx: Transaction, date: string): Promise<void> {
  const work = await getDayWork(tx, date);
  if (work) putDayWork(tx, date, { ...work, acceptedAt: work.comparisons ?? 0 });
}

/** To be called before verdicts are entered. A closing file that the PPP made before them cannot list all they accept. */
export async function noteVerdicts(tx: Transaction, date: string, madeAt: string): Promise<void> {
  const work = await getDayWork(tx, date);
  if (work && madeAt > (work.verdictsMadeAt ?? ''))
    putDayWork(tx, date, { ...work, verdictsMadeAt: madeAt });
}

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

const findingKeys = (date: string, party: FindingParty, place: FindingPlace): string =>
  place === 'first' ? keys.findings(date, party) : keys.findingsAside(date, party);

/** A party's findings about a day, in its order; `dayWork` says which place counts. */
export const findingsOf = <T>(date: string, party: FindingParty, place: FindingPlace): RowList<T> =>
  rowList(findingKeys(date, party, place));
/** `number` is the finding's place in the list, from 0. */
export const putFinding = (
  tx: Transaction,
  list: RowList<unknown>,
  number: number,
  finding: unknown,
): void => tx.put(list.prefix + keys.finding(number), finding);

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
