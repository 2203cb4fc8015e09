/** The day a debit is settled under. */
import { chinaTime, type Instant } from '../../../../src/shared/time.ts';

const DAY_MS = 86_400_000;

/** `YYYYMMDD` in China; from `cutOff` (`HHMMSS`) on the next day's. */
export function businessDate(at: Instant, cutOff: string): string {
  const { date, time } = chinaTime(at);
  return time < cutOff ? date : chinaTime(at + DAY_MS).date;
}
