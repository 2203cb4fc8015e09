/** The subscriber's orders, newest first. */
import type { Order, OrderPage } from '../../../../src/tsp/tspTypes.ts';
import { listRows } from '../../../store/rowList.ts';
import { refuse } from '../base/problems.ts';
import { answer } from '../base/reply.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { loadOrder } from '../books/expire.ts';
import {
  openOrdersOf,
  orderMonthsOf,
  ordersOfMonth,
  pastOrdersOf,
} from '../books/store/orderStore.ts';
import { orderView } from '../books/views.ts';
import type { Handler } from '../door/call.ts';

async function viewsOf(unit: UnitOfWork, orderIds: readonly string[]): Promise<Order[]> {
  const views: Order[] = [];
  for (const orderId of orderIds) {
    const loaded = await loadOrder(unit, orderId);
    if (loaded) views.push(orderView(unit, loaded.order, loaded.attempt));
  }
  return views;
}

/** Lists the orders that are not at rest. */
export async function openOrders(unit: UnitOfWork, subscriberId: string): Promise<Order[]> {
  const ids = async () => {
    const rows = await listRows(unit.tx, openOrdersOf(subscriberId), { reverse: true });
    return rows.map(({ id }) => id);
  };
  const views = await viewsOf(unit, await ids());
  // Loading an order may have ended it.
  const stillOpen = await ids();
  return views.filter(({ orderId }) => stillOpen.includes(orderId));
}

/** Lists the months that have orders, newest first. */
async function monthsOfOrders(unit: UnitOfWork, subscriberId: string): Promise<string[]> {
  const rows = await listRows(unit.tx, orderMonthsOf(subscriberId), { reverse: true });
  return rows.map(({ id }) => id);
}

async function pastOrders(
  unit: UnitOfWork,
  subscriberId: string,
  month: string | null,
  cursor: string | null,
): Promise<Omit<OrderPage, 'months'>> {
  const list = month === null ? pastOrdersOf(subscriberId) : ordersOfMonth(subscriberId, month);
  const { pageSize } = unit.parts.limits;
  const range = { reverse: true, limit: pageSize + 1, after: cursor ?? undefined };
  const rows = await listRows(unit.tx, list, range);
  const ids = rows.slice(0, pageSize).map(({ id }) => id);
  return {
    items: await viewsOf(unit, ids),
    ...(rows.length > pageSize ? { nextCursor: ids[ids.length - 1]! } : {}),
  };
}

export const listOrders: Handler = async (parts, call) => {
  const { subscriberId, stbId, isBlocked } = call.session;
  const isOpen = call.query.get('open') === '1';
  // It may be stolen: what the household paid before is not what it has to finish.
  if (isBlocked && !isOpen) return refuse(parts, 'stb.blocked');
  const cursor = call.query.get('cursor');
  const month = call.query.get('month');
  if (cursor !== null && !/^[0-9A-HJKMNP-TV-Z]{26}$/.test(cursor)) {
    return refuse(parts, 'request.invalid', { field: 'cursor' });
  }
  const isOfMonth = ({ createdAt }: Order) => month === null || createdAt.startsWith(month);
  const page = await commit(
    parts,
    stbId,
    async (unit): Promise<OrderPage> => ({
      ...(isOpen
        ? { items: (await openOrders(unit, subscriberId)).filter(isOfMonth) }
        : await pastOrders(unit, subscriberId, month, cursor)),
      months: await monthsOfOrders(unit, subscriberId),
    }),
  );
  return answer(200, page);
};
