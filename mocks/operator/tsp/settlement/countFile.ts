/** Lets an answer file count for its day: what it found, its sums and its number come true in one commit. */
import { clearRows } from '../../../store/rowList.ts';
import { fault } from '../../settlement/fault.ts';
import { type OpenedFile, OTHER_CONTENT } from '../../settlement/openFile.ts';
import type { FileFault } from '../../settlement/settlementTypes.ts';
import type { TspParts } from '../base/ports.ts';
import type { DaySum, DayWork } from '../books/dayRows.ts';
import {
  type FindingParty,
  findingsOf,
  getDay,
  getDayWork,
  markDayOpen,
  putDay,
  putDayWork,
} from '../books/store/dayStore.ts';
import { emptyDay } from './dayRow.ts';
import { countedPlace } from './findings.ts';

type AnswerFile = Pick<OpenedFile<unknown>, 'head' | 'seal'>;

/**
 * Judges a file by the one that counts. `null`: it is newer. A file that counts already was cut before it was moved away;
 * any other is too late, whatever the folders say about it.
 */
export function knownAnswer(
  work: DayWork,
  party: FindingParty,
  name: string,
  { head, seal }: AnswerFile,
): { readonly sum: DaySum } | { readonly fault: FileFault } | null {
  const counted = work[party];
  if (!counted || head.batchNo > counted.batchNo) return null;
  if (head.batchNo === counted.batchNo && seal.sha256 === counted.sha256) {
    return { sum: { count: head.count, totalFen: head.totalFen } };
  }
  const message = 'this number of the day, or a higher one, was taken before; take a higher number';
  const isSameNumber = head.batchNo === counted.batchNo && counted.sha256 !== undefined;
  return { fault: fault('duplicate', name, message, isSameNumber ? OTHER_CONTENT : {}) };
}

/**
 * To be called before the platform's debits are read: one that is entered from now on counts as not compared. Returns
 * the number of the comparison.
 */
export const beginComparison = (
  { store }: Pick<TspParts, 'store'>,
  date: string,
): Promise<number> =>
  store.transaction(async (tx) => {
    const work = (await getDayWork(tx, date)) ?? {};
    const comparisons = (work.comparisons ?? 0) + 1;
    putDayWork(tx, date, { ...work, comparisons });
    return comparisons;
  });

/**
 * `change` enters the file in the day's work. The day is looked at again even if it was at rest. The findings of the file
 * before are removed afterwards.
 */
export async function countFile(
  parts: Pick<TspParts, 'store'>,
  date: string,
  party: FindingParty,
  sum: DaySum,
  change: (work: DayWork) => DayWork,
): Promise<void> {
  const before = await parts.store.transaction(async (tx) => {
    const work = await getDayWork(tx, date);
    putDayWork(tx, date, change(work ?? {}));
    putDay(tx, { ...((await getDay(tx, date)) ?? emptyDay(date)), [party]: sum });
    markDayOpen(tx, date, true);
    return countedPlace(work, party);
  });
  if (before !== undefined) await clearRows(parts.store, findingsOf(date, party, before));
}
