/** The business day: under which a debit is settled. */
import { chinaTime, DAY_MS, type Instant } from '../../../../src/shared/time.ts';

/** Returns `YYYYMMDD` in China; from `cutOff` (`HHMMSS`) on it is the next day. */
export function businessDate(at: Instant, cutOff: string): string {
  const { date, time } = chinaTime(at);
  return time < cutOff ? date : chinaTime(at + DAY_MS).date;
}
