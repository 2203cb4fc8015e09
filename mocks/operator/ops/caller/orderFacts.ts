/** The newest orders of a subscriber with what the script needs of each. Reads a bounded number of rows, a piece at a time. */

import { listRows } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { type CaseRow, openCasesOn } from '../../tsp/books/cases.ts';
import { getAttempt, getOrder } from '../../tsp/books/moveOrder.ts';
import type { AttemptRow, OrderRow } from '../../tsp/books/rows.ts';
import { attemptsOfOrder } from '../../tsp/books/store/attemptStore.ts';
import { pastOrdersOf } from '../../tsp/books/store/orderStore.ts';
import { getDeadline } from '../../tsp/books/store/queueStore.ts';
import type { OpsParts } from '../base/opsTypes.ts';
import type { OrderFacts } from './situation.ts';

const SHOWN_ORDERS = 20;
/** Orders looked through for some that are not at rest. */
const SCAN = 200;
const PIECE = 20;
/** Far more than a card reader manages; an order with more was tampered with. */
const MOST_ATTEMPTS = 50;

const AT_REST: readonly OrderRow['state'][] = [
  'COMPLETED',
  'CREDITED',
  'REFUNDED',
  'CANCELLED',
  'EXPIRED',
];

async function attemptsOf(tx: Transaction, orderId: string): Promise<AttemptRow[]> {
  const rows = await listRows(tx, attemptsOfOrder(orderId), {
    reverse: true,
    limit: MOST_ATTEMPTS,
  });
  const attempts: AttemptRow[] = [];
  for (const { id } of rows.reverse()) {
    const attempt = await getAttempt(tx, id);
    if (attempt) attempts.push(attempt);
  }
  return attempts;
}

async function casesOn(tx: Transaction, ids: readonly string[]): Promise<CaseRow[]> {
  const cases = new Map<string, CaseRow>();
  for (const id of ids) for (const row of await openCasesOn(tx, id)) cases.set(row.caseNo, row);
  return [...cases.values()];
}

async function factsOf(tx: Transaction, order: OrderRow): Promise<OrderFacts> {
  const attempts = await attemptsOf(tx, order.orderId);
  const cases = await casesOn(tx, [order.orderId, ...attempts.map(({ attemptId }) => attemptId)]);
  const doubted = [...attempts].reverse().find(({ state }) => state === 'IN_DOUBT');
  const doubtUntil = doubted && (await getDeadline(tx, `attempt/${doubted.attemptId}`));
  return { order, attempts, cases, doubtUntil };
}

interface Orders {
  /** Newest first. */
  readonly newest: readonly OrderFacts[];
  /** Older ones that are not at rest, and the one that was asked about. */
  readonly further: readonly OrderFacts[];
  readonly isMore: boolean;
}

/** `about`: left out when it is no order of this subscriber. */
export async function ordersOf(
  { room }: Pick<OpsParts, 'room'>,
  subscriberId: string,
  about: string | undefined,
): Promise<Orders> {
  const newest: OrderFacts[] = [];
  const further: OrderFacts[] = [];
  let seen = 0;
  let after: string | undefined;
  let isOver = false;
  while (!isOver && seen < SCAN) {
    isOver = await room.transaction(async (tx) => {
      const rows = await listRows(tx, pastOrdersOf(subscriberId), {
        reverse: true,
        after,
        limit: PIECE,
      });
      for (const { id } of rows) {
        seen += 1;
        after = id;
        const order = await getOrder(tx, id);
        if (!order) continue;
        if (newest.length < SHOWN_ORDERS) newest.push(await factsOf(tx, order));
        else if (!AT_REST.includes(order.state)) further.push(await factsOf(tx, order));
      }
      return rows.length < PIECE;
    });
  }
  const isThere = [...newest, ...further].some(({ order }) => order.orderId === about);
  if (about !== undefined && !isThere) {
    await room.transaction(async (tx) => {
      const order = await getOrder(tx, about);
      if (order?.subscriberId === subscriberId) further.push(await factsOf(tx, order));
    });
  }
  return { newest, further, isMore: seen > SHOWN_ORDERS };
}
