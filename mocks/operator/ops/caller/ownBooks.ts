/** What the platform's own books have for a reading: every way is an index, and each reads a bounded number of rows. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import { listRows, type RowList } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { getCase } from '../../tsp/books/cases.ts';
import { getAttempt, getOrder } from '../../tsp/books/moveOrder.ts';
import type { AttemptRow, OrderRow } from '../../tsp/books/rows.ts';
import { attemptsOfTail } from '../../tsp/books/store/attemptStore.ts';
import {
  orderByReceipt,
  ordersByBox,
  ordersByRef,
  pastOrdersOf,
} from '../../tsp/books/store/orderStore.ts';
import { defined } from '../base/definedFields.ts';
import type { OpsParts, Schemas } from '../base/opsTypes.ts';
import type { Reading } from './readings.ts';

export type Find = Schemas['Find'];
export type FindGroup = Schemas['FindGroup'];

export const MOST_FINDS = 20;
/** Payments of a card looked at for an amount. */
const SCAN = 500;

const orderFind = (order: OrderRow, attempt?: AttemptRow): Find =>
  defined({
    subscriberId: order.subscriberId,
    name: order.quote.subscriber,
    stbId: attempt?.stbId ?? order.stbId,
    orderId: order.orderId,
    ref: order.ref,
    service: order.quote.title,
    amountFen: order.quote.amountFen,
    at: rfc3339(order.paidAt ?? order.confirmedAt ?? order.createdAt),
    state: order.state,
    cardTail: attempt?.cardTail ?? order.cardTail,
    caseNo: order.caseNo,
    receiptNo: order.receiptNo,
  });

const group = (kind: FindGroup['kind'], finds: readonly Find[], isMore = false): FindGroup => ({
  kind,
  finds: finds.slice(0, MOST_FINDS),
  isMore: isMore || finds.length > MOST_FINDS,
});

/** The orders of an index, newest first: a few more than are shown. */
async function ordersIn(tx: Transaction, list: RowList<true>): Promise<OrderRow[]> {
  const rows = await listRows(tx, list, { reverse: true, limit: MOST_FINDS + 1 });
  const orders: OrderRow[] = [];
  for (const { id } of rows) {
    const order = await getOrder(tx, id);
    if (order) orders.push(order);
  }
  return orders;
}

async function byUlid(tx: Transaction, ulid: string): Promise<FindGroup> {
  const order = await getOrder(tx, ulid);
  if (order) return group('order', [orderFind(order)]);
  const attempt = await getAttempt(tx, ulid);
  const paid = attempt && (await getOrder(tx, attempt.orderId));
  return group('attempt', paid ? [orderFind(paid, attempt)] : []);
}

async function byCase(tx: Transaction, caseNo: string): Promise<FindGroup> {
  const row = await getCase(tx, caseNo);
  if (!row) return group('case', []);
  const order = row.orderId === undefined ? undefined : await getOrder(tx, row.orderId);
  // Money of no known order has a case and no subscriber.
  const find = order ? orderFind(order) : { amountFen: row.amountFen, at: rfc3339(row.openedAt) };
  return group('case', [{ ...find, caseNo }]);
}

/** Newest first; an order that the card tried to pay twice is there once. */
async function byCard(tx: Transaction, tail: string, amountFen?: number): Promise<FindGroup> {
  const rows = await listRows(tx, attemptsOfTail(tail), { reverse: true, limit: SCAN });
  const found = new Map<string, Find>();
  for (const { id, value } of rows) {
    if (amountFen !== undefined && value !== amountFen) continue;
    if (found.size > MOST_FINDS) break;
    const attempt = await getAttempt(tx, id);
    const order = attempt && (await getOrder(tx, attempt.orderId));
    if (order && !found.has(order.orderId)) found.set(order.orderId, orderFind(order, attempt));
  }
  return group('card', [...found.values()], rows.length === SCAN);
}

/** Ids that are written as somebody may have typed them: for when BOSS, which knows their ends, is silent. */
async function byId(tx: Transaction, spellings: readonly string[]): Promise<FindGroup[]> {
  const groups: FindGroup[] = [];
  for (const id of spellings) {
    const [last] = await ordersIn(tx, pastOrdersOf(id));
    if (last) {
      const { subscriberId, quote } = last;
      groups.push(group('subscriber', [{ subscriberId, name: quote.subscriber }]));
    }
    const [onBox] = await ordersIn(tx, ordersByBox(id));
    if (onBox) {
      const { subscriberId, stbId, quote } = onBox;
      groups.push(group('box', [{ subscriberId, stbId, name: quote.subscriber }]));
    }
  }
  return groups;
}

/** Whose box it was when something was last ordered on it. */
export const ownerOf = (
  { room }: Pick<OpsParts, 'room'>,
  stbId: string | undefined,
): Promise<string | undefined> =>
  room.transaction(async (tx) => {
    const [last] = stbId === undefined ? [] : await ordersIn(tx, ordersByBox(stbId));
    return last?.subscriberId;
  });

export async function ownFinds(tx: Transaction, reading: Reading): Promise<FindGroup[]> {
  switch (reading.kind) {
    case 'code':
      return [
        group(
          'code',
          (await ordersIn(tx, ordersByRef(reading.ref))).map((o) => orderFind(o)),
        ),
      ];
    case 'receipt': {
      const orderId = await orderByReceipt(tx, reading.receiptNo);
      const order = orderId === undefined ? undefined : await getOrder(tx, orderId);
      return [group('receipt', order ? [orderFind(order)] : [])];
    }
    case 'order':
      return [await byUlid(tx, reading.ulid)];
    case 'case':
      return [await byCase(tx, reading.caseNo)];
    case 'card':
      return [await byCard(tx, reading.tail, reading.amountFen)];
    case 'tail':
      return byId(tx, reading.spellings);
    case 'name':
      return [];
  }
}
