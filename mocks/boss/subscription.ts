/** Whether a service is on for a subscriber, and when the next period begins. */
import type { Instant } from '../../src/shared/time.ts';
import type { IsoDate, ServiceRecord, Subscription, SubscriptionRecord } from './bossTypes.ts';
import { addDays, chinaDate, daysBetween } from './calendar.ts';

/** So many days before its end a subscription is called expiring. */
const EXPIRING_DAYS = 15;

export function subscriptionAt(
  now: Instant,
  service: ServiceRecord,
  record: SubscriptionRecord | undefined,
): Subscription {
  const validTo = record ? { validTo: record.validTo } : {};
  if (service.stopped) return { state: 'stopped', ...validTo };
  if (!record) return { state: 'none' };
  const daysLeft = daysBetween(chinaDate(now), record.validTo);
  if (daysLeft > EXPIRING_DAYS) return { state: 'active', ...validTo };
  const isOn = daysLeft >= 0 || (record.graceUntil ?? 0) > now;
  return { state: isOn ? 'expiring' : 'expired', ...validTo };
}

/** The day after the paid time where it is still running, else today. */
export function nextFrom(now: Instant, record: SubscriptionRecord | undefined): IsoDate {
  const today = chinaDate(now);
  return record && record.validTo >= today ? addDays(record.validTo, 1) : today;
}
