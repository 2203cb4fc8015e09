import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import type { OrderRecord } from '../base/bossTypes.ts';
import { saveOrder } from '../base/orderAnswer.ts';
import { openService } from './openService.ts';
import { leaveQueue } from './pendingRival.ts';

/**
 * Counts one request about an order: a pending activation comes one step closer to its end. Other orders stay as they
 * are.
 */
export async function finishPending(
  tx: Transaction,
  parts: BossParts,
  order: OrderRecord,
): Promise<OrderRecord> {
  const { state, item, from, to } = order;
  if (state !== 'PENDING' || !item || !from || !to) return order;
  const asksLeft = (order.asksLeft ?? 0) - 1;
  if (asksLeft > 0) return saveOrder(tx, { ...order, asksLeft });
  const { rejectActivation, rejectionIsFinal } = parts.faults;
  if (rejectActivation === null) return openService(tx, parts, { ...order, item, from, to });
  await leaveQueue(tx, { ...order, item });
  const { asksLeft: _, from: __, to: ___, ...rest } = order;
  const rejection = { reason: rejectActivation, final: rejectionIsFinal };
  return saveOrder(tx, { ...rest, ...rejection, state: 'REJECTED' });
}
