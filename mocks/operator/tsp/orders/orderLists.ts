/** The subscriber's orders, newest first. */
import type { Order, OrderPage } from '../../../../src/tsp/tspTypes.ts';
import { refuse } from '../base/problems.ts';
import { answer } from '../base/reply.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { loadOrder } from '../books/expire.ts';
import { orderView } from '../books/views.ts';
import type { Handler } from '../door/call.ts';

async function viewsOf(unit: UnitOfWork, orderIds: readonly string[]): Promise<Order[]> {
  const views: Order[] = [];
  for (const orderId of orderIds) {
    const loaded = await loadOrder(unit, orderId);
    if (loaded) views.push(orderView(loaded.order, loaded.attempt, unit.now, unit.parts.limits));
  }
  return views;
}

const lastPart = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/** Orders that are not at rest. */
export async function openOrders(unit: UnitOfWork, subscriberId: string): Promise<Order[]> {
  const prefix = `open/${subscriberId}/`;
  const ids = async () => {
    const rows = await unit.tx.list(prefix, { reverse: true });
    return rows.map(({ key }) => lastPart(key));
  };
  const views = await viewsOf(unit, await ids());
  // Looking at an order may have ended it.
  const still = await ids();
  return views.filter(({ orderId }) => still.includes(orderId));
}

/** Months that have orders, newest first. */
async function monthsOfOrders(unit: UnitOfWork, subscriberId: string): Promise<string[]> {
  const rows = await unit.tx.list(`months/${subscriberId}/`, { reverse: true });
  return rows.map(({ key }) => lastPart(key));
}

async function pastOrders(
  unit: UnitOfWork,
  subscriberId: string,
  month: string | null,
  cursor: string | null,
): Promise<Omit<OrderPage, 'months'>> {
  const prefix = month === null ? `past/${subscriberId}/` : `month/${subscriberId}/${month}/`;
  const { pageSize } = unit.parts.limits;
  const rows = await unit.tx.list(prefix, {
    reverse: true,
    limit: pageSize + 1,
    ...(cursor === null ? {} : { after: prefix + cursor }),
  });
  const ids = rows.slice(0, pageSize).map(({ key }) => lastPart(key));
  return {
    items: await viewsOf(unit, ids),
    ...(rows.length > pageSize ? { nextCursor: ids[ids.length - 1]! } : {}),
  };
}

export const listOrders: Handler = async (parts, call) => {
  const { subscriberId, stbId } = call.session;
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
      ...(call.query.get('open') === '1'
        ? { items: (await openOrders(unit, subscriberId)).filter(isOfMonth) }
        : await pastOrders(unit, subscriberId, month, cursor)),
      months: await monthsOfOrders(unit, subscriberId),
    }),
  );
  return answer(200, page);
};
