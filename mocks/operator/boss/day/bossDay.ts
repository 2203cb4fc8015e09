/**
 * BOSS's own books of a day: what it opened or credited, by the calendar day of its own clock. The platform's day ends
 * before midnight, so the two divide the same evening differently.
 */
import { chinaTime, type Instant } from '../../../../src/shared/time.ts';
import { pageThroughAs } from '../../../store/rowList.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import type { BusinessDate } from '../../settlement/settlementTypes.ts';
import { findOrder, keys, ordersOfDay, sortable } from '../base/bossStore.ts';
import type { OrderRecord } from '../base/bossTypes.ts';
import { saveOrder } from '../base/orderAnswer.ts';

/** The totals of a day, updated with each order that is booked. */
interface DayBooks {
  readonly count: number;
  readonly totalFen: number;
}

const NOTHING: DayBooks = { count: 0, totalFen: 0 };

/** Returns BOSS's own number for an order, and assigns it the first time. */
async function bossOrderOf(tx: Transaction, order: OrderRecord, date: string): Promise<string> {
  if (order.bossOrder !== undefined) return order.bossOrder;
  const count = ((await tx.get<number>(keys.orderNumbers)) ?? 0) + 1;
  tx.put(keys.orderNumbers, count);
  return `B${date}${sortable(count)}`;
}

/** Gives an opened or credited order its number and enters it in today's books. */
export async function bookOrder(
  tx: Transaction,
  now: Instant,
  order: OrderRecord,
): Promise<OrderRecord> {
  const { date } = chinaTime(now);
  const booked = { ...order, openedAt: now, bossOrder: await bossOrderOf(tx, order, date) };
  tx.put(keys.dayOrder(date, order.orderId), true);
  const { count, totalFen } = await dayBooks(tx, date);
  tx.put(keys.dayBooks(date), { count: count + 1, totalFen: totalFen + order.amountFen });
  return saveOrder(tx, booked);
}

export const dayBooks = async (tx: Transaction, date: BusinessDate): Promise<DayBooks> =>
  (await tx.get<DayBooks>(keys.dayBooks(date))) ?? NOTHING;

export interface BookedOrder {
  readonly order: OrderRecord;
  readonly date: BusinessDate;
}

/** What was booked on one day, by order id. */
export const bookedOn = (store: Store, date: BusinessDate): AsyncGenerator<BookedOrder> =>
  pageThroughAs(store, ordersOfDay(date), async (tx, { id }) => {
    const order = await findOrder(tx, id);
    return order && { order, date };
  });

/** Adds up the day again from its rows, and corrects the stored totals. */
export async function recountDay(store: Store, date: BusinessDate): Promise<DayBooks> {
  let [count, totalFen] = [0, 0];
  for await (const { order } of bookedOn(store, date)) {
    count += 1;
    totalFen += order.amountFen;
  }
  await store.transaction(async (tx) => tx.put(keys.dayBooks(date), { count, totalFen }));
  return { count, totalFen };
}
