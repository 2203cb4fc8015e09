/**
 * A booking of BOSS may be in the answers of several days: of the day on which it was booked, of the day after when that was
 * late in the evening, and of the day of its debit. It is one difference to people: they decide about it once.
 */
import { dayAfter } from '../../../../src/shared/time.ts';
import type { Transaction } from '../../../store/store.ts';
import type { Found, Sighting } from '../../settlement/classify.ts';
import { GIVEN_TWICE } from '../../settlement/givenTwice.ts';
import { getCase } from '../books/cases.ts';
import type { DifferenceClass, DifferenceRow } from '../books/dayRows.ts';
import { getDifference } from '../books/store/dayStore.ts';
import { filesHaving } from '../books/store/saidStore.ts';
import { isAnswered } from './decidedFacts.ts';

/** Its case does not end with a cure: the answer of that day may say no more about the booking when another one does. */
const FIRST: DifferenceClass = 'MISSING_AT_TSP';

export type FoundBooking = Found & Pick<DifferenceRow, 'booking'>;

/** Adds the booking to a finding about what BOSS has and the platform has not, or should not be there any more. */
export function withBooking(found: Found, sighting: Sighting): FoundBooking {
  if (sighting.from !== 'boss' || (found.class !== FIRST && found.note !== GIVEN_TWICE))
    return found;
  const { bossDate, bossOrder } = sighting.finding;
  return { ...found, booking: `${bossDate} ${bossOrder}` };
}

const isSame = (row: DifferenceRow, found: FoundBooking): boolean =>
  row.booking === found.booking && row.bossFen === found.bossFen && row.note === found.note;

/** The case about the same booking in another day, while people may still decide it, or if their decision answers it here too. */
export async function caseOfSameBooking(
  tx: Transaction,
  date: string,
  found: FoundBooking,
): Promise<string | undefined> {
  if (found.booking === undefined) return undefined;
  const { id } = found;
  // One without an order number is in no note; its day is beside this one.
  const near = [dayAfter(date, -1), dayAfter(date)];
  const days = new Set([...near, ...(await filesHaving(tx, 'boss', id))]);
  days.delete(date);
  for (const other of days) {
    const row = await getDifference(tx, { date: other, class: FIRST, id });
    if (row?.caseNo === undefined || !isSame(row, found)) continue;
    const known = await getCase(tx, row.caseNo);
    if (known && (known.state !== 'CLOSED' || isAnswered(known, row, row))) return row.caseNo;
  }
  return undefined;
}
