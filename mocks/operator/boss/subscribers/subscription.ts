/** Says whether a service is on for a subscriber, what is charged next, and when the next period begins. */
import type { Instant } from '../../../../src/shared/time.ts';
import type {
  IsoDate,
  ServiceRecord,
  Subscription,
  SubscriptionRecord,
} from '../base/bossTypes.ts';
import { addDays, chinaDate, daysBetween, periodEnd } from '../base/calendar.ts';

/** Days before its end from which a subscription is called expiring. */
const EXPIRING_DAYS = 15;

/** Extends a subscription that renews: the account was charged on every day that came due. */
export function asRenewed(
  now: Instant,
  record: SubscriptionRecord | undefined,
): SubscriptionRecord | undefined {
  if (!record?.renewal) return record;
  const today = chinaDate(now);
  let { validTo } = record;
  while (validTo < today) validTo = periodEnd(addDays(validTo, 1), 1);
  return { ...record, validTo };
}

export function subscriptionAt(
  now: Instant,
  service: ServiceRecord,
  kept: SubscriptionRecord | undefined,
): Subscription {
  const record = asRenewed(now, kept);
  const validTo = record ? { validTo: record.validTo } : {};
  if (service.stopped) return { state: 'stopped', ...validTo };
  if (!record) return { state: 'none' };
  const { renewal } = record;
  const renews = renewal && { renewal: { ...renewal, nextDate: addDays(record.validTo, 1) } };
  const daysLeft = daysBetween(chinaDate(now), record.validTo);
  if (daysLeft > EXPIRING_DAYS || renewal) return { state: 'active', ...validTo, ...renews };
  const isOn = daysLeft >= 0 || (record.graceUntil ?? 0) > now;
  return { state: isOn ? 'expiring' : 'expired', ...validTo };
}

/** The day after the paid time if it has not ended, else today. */
export function nextFrom(now: Instant, kept: SubscriptionRecord | undefined): IsoDate {
  const today = chinaDate(now);
  const record = asRenewed(now, kept);
  return record && record.validTo >= today ? addDays(record.validTo, 1) : today;
}
