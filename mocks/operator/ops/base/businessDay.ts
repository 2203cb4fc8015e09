/** When business days begin and end. Dates are `YYYYMMDD` in China, cut-offs `HHMMSS`. */
import { chinaTime, DAY_MS, type Instant, isoDate } from '../../../../src/shared/time.ts';

/** The moment of `time` on this date in China; `NaN` for a date that the calendar does not have. */
export function chinaInstant(date: string, time = '000000'): Instant {
  const clock = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`;
  const at = Date.parse(`${isoDate(date)}T${clock}+08:00`);
  return Number.isNaN(at) || chinaTime(at).date !== date ? Number.NaN : at;
}

export const isCalendarDate = (date: string): boolean => !Number.isNaN(chinaInstant(date));

export const dateBefore = (date: string): string => chinaTime(chinaInstant(date) - DAY_MS).date;

/** `from` is the first moment of the day, `to` the first moment after it. */
export const businessDaySpan = (date: string, cutOff: string): { from: Instant; to: Instant } => ({
  from: chinaInstant(dateBefore(date), cutOff),
  to: chinaInstant(date, cutOff),
});

/** Whole days between then and now. */
export const ageDays = (since: Instant, now: Instant): number =>
  Math.max(0, Math.floor((now - since) / DAY_MS));
