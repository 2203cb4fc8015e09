/** Moments as they are written in file names. */
import { chinaTime, type Instant } from '../../../src/shared/time.ts';

/** `YYYYMMDDHHMMSS` in China. */
export function moment(at: Instant): string {
  const { date, time } = chinaTime(at);
  return date + time;
}
