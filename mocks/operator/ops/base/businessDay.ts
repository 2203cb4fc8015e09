/** When business days begin and end. Dates are `YYYYMMDD` in China, cut-offs `HHMMSS`. */
import { chinaInstant, DAY_MS, dayAfter, type Instant } from '../../../../src/shared/time.ts';

export const isCalendarDate = (date: string): boolean => !Number.isNaN(chinaInstant(date));

/** `from` is the first moment of the day, `to` the first moment after it. */
export const businessDaySpan = (date: string, cutOff: string): { from: Instant; to: Instant } => ({
  from: chinaInstant(dayAfter(date, -1), cutOff),
  to: chinaInstant(date, cutOff),
});

/** Whole days between then and now. */
export const ageDays = (since: Instant, now: Instant): number =>
  Math.max(0, Math.floor((now - since) / DAY_MS));
