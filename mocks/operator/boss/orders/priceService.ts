import type { Refusal } from '../../../contract/contractServer.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findSubscription } from '../base/bossStore.ts';
import type { BossProblem, Due, Hold } from '../base/bossTypes.ts';
import { periodEnd } from '../base/calendar.ts';
import { reject } from '../base/refuse.ts';
import { linesToday } from '../catalogue/linesToday.ts';
import { totalFen } from '../catalogue/price.ts';
import { overdueOf } from '../subscribers/overdue.ts';
import { nextFrom } from '../subscribers/subscription.ts';
import type { Wanted } from './pendingRival.ts';
import { validateItem } from './validateItem.ts';

/** What an order would cost today, and the overdue bills in it. */
export interface Priced extends Pick<Hold, 'title' | 'lines' | 'amountFen' | 'from' | 'to'> {
  readonly bills: readonly Due[];
}

/** Checks and prices a service for a period, with what is overdue for it. */
export async function priceService(
  tx: Transaction,
  parts: BossParts,
  wanted: Wanted,
): Promise<Priced | Refusal<BossProblem>> {
  const { subscriberId, item } = wanted;
  const valid = await validateItem(tx, parts, wanted);
  if ('refused' in valid) return valid;
  const { service } = valid;
  const lines = await linesToday(tx, parts, subscriberId, service, item.months);
  if (!lines) return reject('period.not_allowed', `not sold for ${item.months} months`);
  const now = parts.environment.clock.now();
  const from = nextFrom(now, await findSubscription(tx, subscriberId, item.serviceId));
  const bills = await overdueOf(tx, now, subscriberId);
  return {
    title: service.title,
    lines,
    amountFen: totalFen(lines),
    from,
    to: periodEnd(from, item.months),
    bills: bills.filter(({ serviceId }) => serviceId === item.serviceId),
  };
}
