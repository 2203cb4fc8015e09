/** A range of calendar days in China, as lists are asked for it. */
import { chinaInstant, DAY_MS, type Instant } from '../../../../src/shared/time.ts';
import type { Refusal } from '../../../contract/contractServer.ts';
import { isCalendarDate } from './businessDay.ts';
import type { OpsProblem } from './opsTypes.ts';
import { refuse } from './refuse.ts';

/** `YYYYMMDD`; both days are included. */
export interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Refuses a `from` or `to` that is no calendar day. */
export function dayFault({ from, to }: Days): Refusal<OpsProblem> | null {
  for (const [field, date] of Object.entries({ from, to })) {
    if (date === undefined || isCalendarDate(date)) continue;
    return refuse('request.invalid', `${field}: ${date} is not in the calendar`, { field });
  }
  return null;
}

export interface Moments {
  readonly from?: Instant;
  readonly to?: Instant;
}

/** The first moment of the days, and the first moment after them. */
export const momentsOf = ({ from, to }: Days): Moments => ({
  ...(from === undefined ? {} : { from: chinaInstant(from) }),
  ...(to === undefined ? {} : { to: chinaInstant(to) + DAY_MS }),
});
