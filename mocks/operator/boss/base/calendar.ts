/** Dates of the civil calendar as `2026-11-23`: they sort as text and know no time zone. */
import {
  chinaTime,
  DAY_MS,
  type Instant,
  isoDate,
  twoDigits,
} from '../../../../src/shared/time.ts';
import type { IsoDate } from './bossTypes.ts';

const partsOf = (date: IsoDate) => date.split('-').map(Number) as [number, number, number];
const dayNumber = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

export const chinaDate = (at: Instant): IsoDate => isoDate(chinaTime(at).date);

export const addDays = (date: IsoDate, days: number): IsoDate =>
  new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);

export const daysBetween = (from: IsoDate, to: IsoDate): number => dayNumber(to) - dayNumber(from);

/** The year and month after `months`, and the same day, which may not exist in that month. */
function monthsOn(date: IsoDate, months: number) {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1, day };
}

const toDate = (year: number, month: number, day: number): IsoDate =>
  `${year}-${twoDigits(month)}-${twoDigits(day)}`;

/** The same day after `months`, or the last day of that month if it has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = monthsOn(date, months);
  return toDate(year, month, Math.min(day, daysInMonth(year, month)));
}

export function monthEnd(date: IsoDate): IsoDate {
  const [year, month] = partsOf(date);
  return toDate(year, month, daysInMonth(year, month));
}

/**
 * The last day of a period of `months` that begins on `from`: the day before the same day after `months`. If that month
 * has no such day, its last day still belongs to the period (31 January + 1 month ends 28 February, not 27).
 */
export function periodEnd(from: IsoDate, months: number): IsoDate {
  const { year, month, day } = monthsOn(from, months);
  const last = daysInMonth(year, month);
  return day > last ? toDate(year, month, last) : addDays(toDate(year, month, day), -1);
}
