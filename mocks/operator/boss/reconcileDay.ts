/**
 * The platform's day held against BOSS's own books of the day before, the day itself and the day after: both cut the
 * evening at another minute, so a neighbour's row is timing and no difference.
 */
import { chinaTime } from '../../../src/shared/time.ts';
import type { Store } from '../../store/store.ts';
import { compareSorted } from '../settlement/compareSorted.ts';
import { dayAfter } from '../settlement/days.ts';
import type { BossFinding, BusinessDate, PaidRow } from '../settlement/settlementTypes.ts';
import { type BookedOrder, bookedOnDays } from './bossDay.ts';
import { findOrder, keys } from './bossStore.ts';
import type { OrderRecord } from './bossTypes.ts';

type View = BossFinding['view'];
type Books = Pick<BossFinding, 'bossFen' | 'bossState' | 'bossDate' | 'bossOrder'>;

const NOT_BOOKED: Books = { bossFen: null, bossState: '', bossDate: '', bossOrder: '' };

/** What the platform's word means here. Settled by hand agrees with whatever was booked. */
const MEANS: Readonly<Record<PaidRow['state'], readonly OrderRecord['state'][]>> = {
  S: ['ACTIVATED'],
  P: [],
  C: ['CREDITED'],
  R: ['ACTIVATED', 'CREDITED'],
};

const isBooked = ({ openedAt }: OrderRecord): boolean => openedAt !== undefined;

const booksOf = ({ order, date }: BookedOrder): Books => ({
  bossFen: order.amountFen,
  bossState: order.state,
  bossDate: date,
  bossOrder: order.bossOrder ?? '',
});

const finding = (
  view: View,
  orderId: string,
  books: Books,
  row?: Pick<PaidRow, 'amountFen' | 'state'>,
): BossFinding => ({
  view,
  orderId,
  ...books,
  tspFen: row?.amountFen ?? null,
  tspState: row?.state ?? '',
});

/** Both have it. `null`: they agree, on the day as well. */
function judgePair(row: PaidRow, booked: BookedOrder, date: BusinessDate): BossFinding | null {
  const view = ((): View | null => {
    if (row.amountFen !== booked.order.amountFen) return 'AMOUNT_DIFF';
    if (!MEANS[row.state].includes(booked.order.state)) return 'STATE_DIFF';
    return booked.date === date ? null : 'DAY_EDGE';
  })();
  return view && finding(view, row.orderId, booksOf(booked), row);
}

/** Not among the three days: booked longer ago or later, under way, refused, or never heard of. */
function judgeLost(row: PaidRow, order: OrderRecord | undefined, date: BusinessDate): BossFinding {
  if (order && isBooked(order)) {
    const booked = { order, date: chinaTime(order.openedAt!).date };
    // Nobody looks for it by day any more: only then is it no finding to have none.
    return judgePair(row, booked, date) ?? finding('DAY_EDGE', row.orderId, booksOf(booked), row);
  }
  const isSaidDone = row.state === 'S' || row.state === 'C';
  const books = { ...NOT_BOOKED, bossState: order?.state ?? '' };
  return finding(order && isSaidDone ? 'STATE_DIFF' : 'MISSING_AT_BOSS', row.orderId, books, row);
}

/** BOSS has it, the file has not. `null`: it is, or will be, in a neighbour's file. */
function judgeOwn(
  booked: BookedOrder,
  date: BusinessDate,
  reportedOn: BusinessDate | undefined,
  cutOff: string,
): BossFinding | null {
  const { order } = booked;
  const isReported = reportedOn !== undefined && reportedOn !== date;
  const isLate = chinaTime(order.openedAt!).time >= cutOff;
  const view = ((): View | null => {
    if (booked.date === date) return isReported || isLate ? 'DAY_EDGE' : 'MISSING_AT_TSP';
    // Of yesterday's evening: today's file was the last it could be in.
    return booked.date < date && isLate && !isReported ? 'MISSING_AT_TSP' : null;
  })();
  return view && finding(view, order.orderId, booksOf(booked));
}

export interface Reconciliation {
  readonly store: Store;
  readonly date: BusinessDate;
  readonly rows: AsyncIterable<PaidRow>;
  /** `HHMMSS`: from here on the platform counts the next day, as agreed with it. */
  readonly cutOff: string;
}

/** In the order of order ids; `null` for a row on which both sides agree. Remembers under which day each was reported. */
export async function* reconcileDay({
  store,
  date,
  rows,
  cutOff,
}: Reconciliation): AsyncGenerator<{ row?: PaidRow; finding: BossFinding | null }> {
  const own = bookedOnDays(store, [dayAfter(date, -1), date, dayAfter(date)]);
  const pairs = compareSorted(rows, own, {
    leftKey: (row) => row.orderId,
    rightKey: ({ order }) => order.orderId,
  });
  let last = '';
  for await (const { key, left: row, right: booked } of pairs) {
    if (row && booked) {
      yield { row, finding: judgePair(row, booked, date) };
    } else if (row) {
      const order = await store.transaction((tx) => findOrder(tx, key));
      const lost = judgeLost(row, order, date);
      yield { row, finding: key === last ? { ...lost, view: 'DUPLICATE' } : lost };
    } else if (booked) {
      const reported = await store.transaction((tx) => tx.get<BusinessDate>(keys.reported(key)));
      yield { finding: judgeOwn(booked, date, reported, cutOff) };
    }
    if (row) last = key;
  }
}
