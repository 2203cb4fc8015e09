/** Where orders are looked for: the one that a word names, those of a word, or all of them. */
import { listRows, type RowList } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import { getCase } from '../../tsp/books/cases.ts';
import { getAttempt, getOrder } from '../../tsp/books/moveOrder.ts';
import {
  allOrders,
  orderByReceipt,
  ordersByBox,
  ordersByRef,
  pastOrdersOf,
} from '../../tsp/books/store/orderStore.ts';
import { type Narrowing, type OrderQuery, wordOf } from './orderQuery.ts';

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const CASE_NO = /^C\d{8}-\d{4,}$/;
const RECEIPT_NO = /^(\d{8}) ?(\d{8})$/;
/** Ids of boxes and subscribers. */
const NAME = /^[\w.:-]{1,60}$/;

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
async function listFor(room: Store, word: string): Promise<Household | undefined> {
  if (!NAME.test(word)) return undefined;
  const ref = word.toUpperCase();
  const lists: readonly Household[] = [
    { list: ordersByRef(ref), of: { ref } },
    { list: pastOrdersOf(word), of: { subscriber: word } },
    { list: ordersByBox(word), of: { box: word } },
  ];
  return room.transaction(async (tx) => {
    for (const found of lists) {
      if ((await listRows(tx, found.list, { limit: 1 })).length > 0) return found;
    }
    return undefined;
  });
}

/** The few orders of a household, and what is true of exactly these. */
interface Household {
  readonly list: RowList<true>;
  readonly of: Narrowing;
}

type Place =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'one'; readonly orderId: string }
  | ({ readonly kind: 'some' } & Household)
  | { readonly kind: 'all'; readonly list: typeof allOrders };

export async function placeOf(room: Store, query: OrderQuery): Promise<Place> {
  const word = wordOf(query);
  if (word !== '') {
    const orderId = await namedOrder(room, word);
    if (orderId !== undefined) return { kind: 'one', orderId };
    const found = await listFor(room, word);
    return found ? { kind: 'some', ...found } : { kind: 'nowhere' };
  }
  const { subscriber, box } = query;
  if (subscriber !== undefined) {
    return { kind: 'some', list: pastOrdersOf(subscriber), of: { subscriber } };
  }
  if (box !== undefined) return { kind: 'some', list: ordersByBox(box), of: { box } };
  return { kind: 'all', list: allOrders };
}
