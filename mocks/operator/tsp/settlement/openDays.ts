/** Which days a settlement looks at besides the one that it was asked for. */
import { dayAfter } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import { businessDate } from '../base/businessDate.ts';
import type { TspParts } from '../base/ports.ts';
import { isDay } from '../base/settleableDay.ts';
import { nextDayOfClaims } from '../books/store/attemptStore.ts';
import { openDays } from '../books/store/dayStore.ts';

/**
 * Lists the days that may still change, and those with debits to be claimed, oldest first. Nobody may ever have asked for
 * one of the latter: the host was down on that night, or its only debit was proven months later.
 */
const openDaysOf = ({ store }: Pick<TspParts, 'store'>): Promise<string[]> =>
  store.transaction(async (tx) => {
    const days = new Set((await listRows(tx, openDays)).map(({ id }) => id));
    for (let day = await nextDayOfClaims(tx, ''); day !== undefined; ) {
      days.add(day);
      day = await nextDayOfClaims(tx, dayAfter(day));
    }
    return [...days].sort();
  });

export const openDaysBefore = async (
  parts: Pick<TspParts, 'store'>,
  before: string,
): Promise<string[]> => (await openDaysOf(parts)).filter((date) => date < before);

/** Days beyond tomorrow: tomorrow's come by themselves, and clocks differ by minutes. */
export async function daysAhead(parts: TspParts): Promise<string[]> {
  const today = businessDate(parts.environment.clock.now(), parts.limits.cutOff);
  return (await openDaysOf(parts)).filter((date) => date > dayAfter(today) && isDay(date));
}
