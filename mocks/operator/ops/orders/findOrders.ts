/** Orders, newest first: all confirmed orders, or those that a search word leads to. */
import { listRows, type RowList } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import { getCase } from '../../tsp/books/cases.ts';
import { getAttempt, getOrder } from '../../tsp/books/moveOrder.ts';
import type { OrderRow } from '../../tsp/books/rows.ts';
import {
  allOrders,
  orderByReceipt,
  ordersByBox,
  ordersByRef,
  pastOrdersOf,
} from '../../tsp/books/store/orderStore.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { orderSummary } from '../base/orderViews.ts';
import { beginAfter, type Page, takePage } from '../base/takePage.ts';

const ORDERS_ON_A_PAGE = 50;
/** Orders looked at for one page. */
const SCAN = 500;

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const CASE_NO = /^C\d{8}-\d{4,}$/;
const RECEIPT_NO = /^(\d{8}) ?(\d{8})$/;
/** Ids of boxes and subscribers. */
const NAME = /^[\w.:-]{1,60}$/;

type Summary = Schemas['OrderSummary'];

/** Finds the order by its id or receipt number, by the id of its attempt, or by the number of its case. */
async function namedOrder(room: Store, word: string): Promise<string | undefined> {
  return room.transaction(async (tx) => {
    if (ULID.test(word)) {
      return (await getOrder(tx, word))?.orderId ?? (await getAttempt(tx, word))?.orderId;
    }
    if (CASE_NO.test(word)) return (await getCase(tx, word))?.orderId;
    const receipt = RECEIPT_NO.exec(word);
    return receipt ? orderByReceipt(tx, `${receipt[1]} ${receipt[2]}`) : undefined;
  });
}

/** Finds the index that lists the orders of a search word: by short number, subscriber or box. */
async function listFor(room: Store, word: string): Promise<RowList<true> | undefined> {
  if (!NAME.test(word)) return undefined;
  const lists = [ordersByRef(word.toUpperCase()), pastOrdersOf(word), ordersByBox(word)];
  return room.transaction(async (tx) => {
    for (const list of lists) if ((await listRows(tx, list, { limit: 1 })).length > 0) return list;
    return undefined;
  });
}

const wasConfirmed = ({ confirmedAt }: OrderRow): boolean => confirmedAt !== undefined;

function pageOf(
  { room }: Pick<OpsParts, 'room'>,
  list: RowList<unknown>,
  after: string | undefined,
  isWanted: (order: OrderRow) => boolean,
): Promise<Page<Summary>> {
  return takePage<unknown, Summary>(
    room,
    list,
    { after, reverse: true },
    {
      size: ORDERS_ON_A_PAGE,
      scan: SCAN,
      pick: (row, id) =>
        list === allOrders && !isWanted(row as OrderRow)
          ? null
          : room.transaction(async (tx) => {
              const order = await getOrder(tx, id);
              return order && isWanted(order) ? orderSummary(tx, order) : null;
            }),
    },
  );
}

const answer = ({ items, cursor }: Page<Summary>) => ({
  status: 200 as const,
  body: { orders: [...items], ...(cursor === undefined ? {} : { cursor }) },
});

/** Without a word and a state it lists confirmed orders. Unconfirmed quotes are asked for by their state. */
export const findOrders: OpsHandler<'findOrders'> = async (parts, { query }) => {
  const { find = '', state, cursor } = query ?? {};
  const word = find.trim();
  const isState = (order: OrderRow) => state === undefined || order.state === state;
  if (word === '') {
    const after = beginAfter(cursor);
    if (!after.ok) return after.error;
    const isWanted = (order: OrderRow) =>
      state === undefined ? wasConfirmed(order) : isState(order);
    return answer(await pageOf(parts, allOrders, after.value, isWanted));
  }
  const orderId = await namedOrder(parts.room, word);
  if (orderId !== undefined) {
    const found = await parts.room.transaction(async (tx) => {
      const order = await getOrder(tx, orderId);
      return order && isState(order) ? [await orderSummary(tx, order)] : [];
    });
    return answer({ items: found });
  }
  const list = await listFor(parts.room, word);
  if (list === undefined) return answer({ items: [] });
  const after = beginAfter(cursor);
  return after.ok ? answer(await pageOf(parts, list, after.value, isState)) : after.error;
};
