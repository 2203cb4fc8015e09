/**
 * What the PPP owes and nobody works on any more: people closed the difference as explained, no closing file pays the debit, and
 * it is not written off. It stays in the books as a receivable, so its sum is shown with the day.
 */
import type { Fen } from '../../../../src/shared/money.ts';
import { pageThrough, rowsIn } from '../../../store/rowList.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import type { DaySum, DifferenceClass, DifferenceRow } from './dayRows.ts';
import { isOpenDifference } from './openDifference.ts';
import type { AttemptRow } from './rows.ts';
import { getAttempt } from './store/attemptStore.ts';
import { allDays, differencesOf, isDayOpen } from './store/dayStore.ts';

/** Differences between what was claimed and what the PPP pays. `AMOUNT_DIFF` is one where it has the PPP's amount. */
const OF_CLAIMS: readonly DifferenceClass[] = [
  'TAC_INVALID',
  'CLAIM_REJECTED',
  'MISSING_AT_PPP',
  'AMOUNT_DIFF',
];
/** Claims that are on no way to the PPP. */
const AT_REST: readonly AttemptRow['claim'][] = ['REJECTED', 'CASE', 'ACCEPTED'];
/** The PPP has never answered them; it is asked for as long as their day is not at rest. */
const UNANSWERED: readonly AttemptRow['claim'][] = ['BATCHED', 'SENT'];

const isLeft = async (tx: Transaction, { claim, mac1 }: AttemptRow): Promise<boolean> =>
  AT_REST.includes(claim) ||
  (UNANSWERED.includes(claim) && !(await isDayOpen(tx, mac1!.businessDate)));

/** What is owed of one difference; 0: nothing, it is still worked on, or it is a loss in the books. */
async function owedOf(tx: Transaction, row: DifferenceRow): Promise<Fen> {
  const { class: kind, state, attemptId, pppFen } = row;
  const isShort = kind === 'AMOUNT_DIFF';
  if (attemptId === undefined || (isShort && pppFen === undefined)) return 0;
  if (state === 'cured' || (await isOpenDifference(tx, row))) return 0;
  const attempt = await getAttempt(tx, attemptId);
  if (!attempt || !(await isLeft(tx, attempt))) return 0;
  return Math.max(0, attempt.amountFen - (isShort ? pppFen! : 0));
}

/** Adds up the receivables of all days that were ever settled. */
export async function receivableOfAll(store: Store): Promise<DaySum> {
  let [count, totalFen] = [0, 0];
  for await (const { id: date } of pageThrough(store, allDays)) {
    const sum = await store.transaction((tx) => receivableOf(tx, date));
    count += sum.count;
    totalFen += sum.totalFen;
  }
  return { count, totalFen };
}

/** Adds up the receivables of a day that are left to nobody; each debit once. */
export async function receivableOf(tx: Transaction, date: string): Promise<DaySum> {
  const owed = new Map<string, Fen>();
  for (const kind of OF_CLAIMS) {
    for (const row of await rowsIn(tx, differencesOf(date, kind))) {
      const fen = await owedOf(tx, row);
      if (fen > 0) owed.set(row.attemptId!, Math.max(fen, owed.get(row.attemptId!) ?? 0));
    }
  }
  const totalFen = [...owed.values()].reduce((sum, fen) => sum + fen, 0);
  return { count: owed.size, totalFen };
}
