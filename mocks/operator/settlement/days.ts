/** Days as they are written in file names. */
import { chinaTime, DAY_MS, type Instant } from '../../../src/shared/time.ts';
import type { BusinessDate } from './settlementTypes.ts';

/** The date some days later; earlier for a negative number. */
export function dayAfter(date: BusinessDate, days = 1): BusinessDate {
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`;
  return new Date(Date.parse(iso) + days * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

/** `YYYYMMDDHHMMSS` in China. */
export function moment(at: Instant): string {
  const { date, time } = chinaTime(at);
  return date + time;
}
