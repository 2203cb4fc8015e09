import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import type { PriceLine, ServiceRecord } from '../base/bossTypes.ts';
import { overdueOf } from '../subscribers/overdue.ts';
import { priceLines } from './price.ts';

/**
 * The price lines of `months` for this subscriber today, with what is overdue for the service. `null`: not sold for
 * this period.
 */
export async function linesToday(
  tx: Transaction,
  { environment, faults }: BossParts,
  subscriberId: string,
  service: ServiceRecord,
  months: number,
): Promise<PriceLine[] | null> {
  const bills = await overdueOf(tx, environment.clock.now(), subscriberId);
  const arrears = bills.filter(({ serviceId }) => serviceId === service.serviceId);
  return priceLines(service, months, faults.priceRiseFen, arrears);
}
