/** Whether money may still be missing: what is open of a day, and what the day is called because of it. */
import type { Transaction } from '../../../store/store.ts';
import { getCase } from './cases.ts';
import type { DayRow, DifferenceRow } from './dayRows.ts';

/**
 * Explained is not closed: a difference is open while it waits for its cure, while the case about it is not closed, however
 * it looks itself, and while a card may yet prove a debit.
 */
export async function isOpenDifference(
  tx: Transaction,
  { state, class: kind, caseNo }: DifferenceRow,
): Promise<boolean> {
  if (state === 'waiting' || (state === 'listed' && kind === 'IN_DOUBT_OPEN')) return true;
  if (caseNo === undefined) return state === 'case';
  return (await getCase(tx, caseNo))?.state !== 'CLOSED';
}

/**
 * The day as it is now: people close and open cases between two runs. `isOpen`: one of its differences is.
 * `explained`: all sides are in, something is open. `settled`: all sides are in, nothing is.
 */
export function dayStateNow(state: DayRow['state'], isOpen: boolean): DayRow['state'] {
  if (state !== 'settled' && state !== 'explained') return state;
  return isOpen ? 'explained' : 'settled';
}
