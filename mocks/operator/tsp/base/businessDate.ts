/** The day a debit is settled under. */
import { chinaTime, DAY_MS, type Instant } from '../../../../src/shared/time.ts';

/** `YYYYMMDD` in China; from `cutOff` (`HHMMSS`) on the next day's. */
export function businessDate(at: Instant, cutOff: string): string {
  const { date, time } = chinaTime(at);
  return time < cutOff ? date : chinaTime(at + DAY_MS).date;
}
