/** Days as files name them. */
import { chinaTime, DAY_MS, type Instant } from '../../../src/shared/time.ts';
import type { BusinessDate } from './settlementTypes.ts';

/** So many days on, or back. */
export function dayAfter(date: BusinessDate, days = 1): BusinessDate {
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`;
  return new Date(Date.parse(iso) + days * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

/** `YYYYMMDDHHMMSS` in China. */
export function moment(at: Instant): string {
  const { date, time } = chinaTime(at);
  return date + time;
}
