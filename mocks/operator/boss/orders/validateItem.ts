/** Checks whether this subscriber may buy this item now. */
import type { Refusal } from '../../../contract/contractServer.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findSubscriber } from '../base/bossStore.ts';
import type { BossProblem, ServiceRecord } from '../base/bossTypes.ts';
import { refuse, reject } from '../base/refuse.ts';
import { arrearsOf, overdueOf } from '../subscribers/overdue.ts';
import { pendingRival, type Wanted } from './pendingRival.ts';

export async function validateItem(
  tx: Transaction,
  { environment, index }: BossParts,
  { orderId, subscriberId, item }: Wanted,
): Promise<{ service: ServiceRecord } | Refusal<BossProblem>> {
  const subscriber = await findSubscriber(tx, subscriberId);
  if (!subscriber) return refuse('subscriber.unknown');
  const service = await index.service(tx, item.serviceId);
  if (!service) return refuse('service.unknown');
  if (subscriber.status === 'closed') return reject('account.closed', 'the account is closed');
  if (service.stopped) return reject('service.stopped', `${item.serviceId} is no longer sold`);
  if (service.areas && !service.areas.includes(subscriber.area.id)) {
    return reject('area.not_covered', `not in ${subscriber.area.id}`);
  }
  if (!service.periods.some(({ months }) => months === item.months)) {
    const sold = service.periods.map(({ months }) => months).join(', ');
    return reject('period.not_allowed', `sold for ${sold} months, not for ${item.months}`);
  }
  const bills = await overdueOf(tx, environment.clock.now(), subscriberId);
  if (bills.length > 0 && !bills.some(({ serviceId }) => serviceId === item.serviceId)) {
    const detail = `${bills.map((bill) => bill.serviceId).join(', ')} is overdue`;
    return refuse('rejected', { reason: 'arrears.first', detail, ...arrearsOf(bills) });
  }
  const rival = await pendingRival(tx, { orderId, subscriberId, item });
  if (rival) return reject('period.overlaps', `${rival} is paid and will take this period`);
  return { service };
}
