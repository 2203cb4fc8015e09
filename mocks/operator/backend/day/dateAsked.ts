/** The day that `--date` means, by the calendar of the host that settles it. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { dayAfter, type Instant } from '../../../../src/shared/time.ts';
import { businessDate } from '../../tsp/base/businessDate.ts';
import { type DayFault, dayNotOver, isDay } from '../../tsp/base/settleableDay.ts';

function dayMeant(text: string, today: string): string {
  if (text === 'today') return today;
  return text === 'yesterday' ? dayAfter(today, -1) : text;
}

/** Returns a day that is over, as `YYYYMMDD`. `cutOff`: of the host that settles. */
export function dateAsked(text: string, now: Instant, cutOff: string): Result<string, DayFault> {
  const date = dayMeant(text, businessDate(now, cutOff));
  if (!isDay(date)) {
    const wrong = `${JSON.stringify(text)} is not a day; say yesterday or YYYYMMDD`;
    return fail({ code: 'request.invalid', wrong });
  }
  const fault = dayNotOver(date, now, cutOff);
  return fault ? fail(fault) : ok(date);
}
