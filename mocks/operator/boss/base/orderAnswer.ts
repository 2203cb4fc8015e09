import type { Transaction } from '../../../store/store.ts';
import { keys } from './bossStore.ts';
import type { BossOrder, OrderRecord } from './bossTypes.ts';

/** An order as BOSS answers it, without its internal fields. */
export function orderAnswer(order: OrderRecord): BossOrder {
  const { orderId, state, amountFen, from, to, reason, final, creditNo, bossOrder } = order;
  return {
    orderId,
    state,
    amountFen,
    ...(from && { from }),
    ...(to && { to }),
    ...(reason && { reason }),
    ...(final !== undefined && { final }),
    ...(creditNo && { creditNo }),
    ...(bossOrder && { bossOrder }),
  };
}

export function saveOrder(tx: Transaction, order: OrderRecord): OrderRecord {
  tx.put(keys.order(order.orderId), order);
  return order;
}
