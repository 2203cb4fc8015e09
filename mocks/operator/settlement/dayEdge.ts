/** How far BOSS's day of an order may be from ours and still be timing: a window of calendar days, not any distance. */
import { chinaTime, dayAfter, type Instant } from '../../../src/shared/time.ts';
import type { BusinessDate } from './settlementTypes.ts';

interface OwnDays {
  readonly date: BusinessDate;
  readonly debitedAt: Instant;
  readonly paidAt?: Instant;
  readonly servedAt?: Instant;
}

const isWithin = (day: string, first: BusinessDate, last: BusinessDate): boolean =>
  day >= dayAfter(first, -1) && day <= dayAfter(last);

const dayOf = (at: Instant): BusinessDate => chinaTime(at).date;

/**
 * Whether a day of BOSS's books is timing. It is near the debit's own day, because the days end at different minutes; or our own
 * books say that BOSS did it then: not before the order was paid, and not after BOSS told us. Calendar days, one either way.
 */
export const isTiming = (
  { date, debitedAt, paidAt = debitedAt, servedAt = paidAt }: OwnDays,
  bossDate: BusinessDate,
): boolean => isWithin(bossDate, date, date) || isWithin(bossDate, dayOf(paidAt), dayOf(servedAt));
