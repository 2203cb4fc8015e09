/**
 * Asks BOSS not to cut the running service of an order in doubt. Only a box says that there is a doubt, so a household gets it
 * seldom. It ends with its time, and with the hold of an order that ends unpaid.
 */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { enqueue } from './outboxRows.ts';
import type { OrderRow } from './rows.ts';
import { getLastGrace, putLastGrace } from './store/orderStore.ts';

export async function askGrace(
  unit: UnitOfWork,
  { orderId, subscriberId }: OrderRow,
): Promise<void> {
  const { graceMs, graceEveryMs } = unit.parts.limits;
  const last = await getLastGrace(unit.tx, subscriberId);
  // One of the future is from a clock that was set back since.
  const isRecent = last && last.at <= unit.now && unit.now < last.at + graceEveryMs;
  if (graceMs === 0 || isRecent) return;
  putLastGrace(unit.tx, subscriberId, { orderId, at: unit.now });
  enqueue(unit, 'GRACE', orderId);
}
