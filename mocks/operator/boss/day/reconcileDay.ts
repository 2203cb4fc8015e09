/**
 * Compares the platform's day with BOSS's own books of the day and of the late evening before. The two divide the
 * evening at different minutes, so a row that belongs to the day before or after is timing, not a difference. A row of
 * the file that is not in these books is looked for among all orders.
 */
import { chinaTime, dayAfter } from '../../../../src/shared/time.ts';
import type { Store } from '../../../store/store.ts';
import { layouts } from '../../settlement/layouts.ts';
import { cellsOf, OWN_CELLS, type OwnRow, ownLines } from '../../settlement/reconcile/ownRows.ts';
import type { ComparedRow, Pair } from '../../settlement/reconcile/pairLines.ts';
import { type Comparison, reconcile } from '../../settlement/reconcile/reconcile.ts';
import type { WorkArea } from '../../settlement/reconcile/workArea.ts';
import type { BossFinding, BusinessDate, PaidRow } from '../../settlement/settlementTypes.ts';
import { findOrder } from '../base/bossStore.ts';
import type { OrderRecord } from '../base/bossTypes.ts';
import { type BookedOrder, bookedOn } from './bossDay.ts';
import { type ReportedOrder, reportedOrder } from './reportedOrder.ts';

type View = BossFinding['view'];
type Books = Pick<BossFinding, 'bossFen' | 'bossState' | 'bossDate' | 'bossOrder'>;

const NOT_BOOKED: Books = { bossFen: null, bossState: '', bossDate: '', bossOrder: '' };

/**
 * What the platform's state means in BOSS. One that BOSS stopped is paid, and not open (`P`), until people decide. An order that
 * was paid back by bank (`R`) is stopped or not booked at all: open or credited, it would be given back twice.
 */
const MEANS: Readonly<Record<PaidRow['state'], readonly OrderRecord['state'][]>> = {
  S: ['ACTIVATED'],
  P: ['STOPPED'],
  C: ['CREDITED'],
  R: ['STOPPED'],
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

type Reported = Pick<PaidRow, 'orderId' | 'amountFen' | 'state'>;

const isLate = ({ openedAt }: OrderRecord, cutOff: string): boolean =>
  openedAt !== undefined && chinaTime(openedAt).time >= cutOff;

/** Judges an order that both have. `null`: they agree, on the day as well. */
function judgePair(row: Reported, booked: BookedOrder, date: BusinessDate): BossFinding | null {
  const view = ((): View | null => {
    if (row.amountFen !== booked.order.amountFen) return 'AMOUNT_DIFF';
    if (!MEANS[row.state].includes(booked.order.state)) return 'STATE_DIFF';
    return booked.date === date ? null : 'DAY_EDGE';
  })();
  return view && finding(view, row.orderId, booksOf(booked), row);
}

/** Judges a row that is not in these books: booked on another day, pending, rejected, or unknown. */
function judgeUnbooked(
  row: Reported,
  order: OrderRecord | undefined,
  date: BusinessDate,
): BossFinding {
  if (order && isBooked(order)) {
    const booked = { order, date: chinaTime(order.openedAt!).date };
    // No comparison of another day will meet this row again, so it always gets a finding.
    return judgePair(row, booked, date) ?? finding('DAY_EDGE', row.orderId, booksOf(booked), row);
  }
  const isSaidDone = row.state === 'S' || row.state === 'C';
  const books = { ...NOT_BOOKED, bossState: order?.state ?? '' };
  return finding(order && isSaidDone ? 'STATE_DIFF' : 'MISSING_AT_BOSS', row.orderId, books, row);
}

/**
 * Judges an order that BOSS has and the file has not. `null`: another answer speaks of it: that of the day before or after, or
 * that of the day under which the platform reported it.
 */
function judgeOwn(
  booked: BookedOrder,
  date: BusinessDate,
  reported: ReportedOrder | undefined,
  cutOff: string,
): BossFinding | null {
  const { order } = booked;
  const isReported = reported !== undefined && reported.on !== date;
  const isTold = (reported?.toldOn ?? date) !== date;
  const late = isLate(order, cutOff);
  const view = ((): View | null => {
    if (booked.date === date) return isReported || late ? 'DAY_EDGE' : 'MISSING_AT_TSP';
    if (booked.date > date || !late) return null;
    // Booked late yesterday: today's file was the last that could have it.
    if (!isReported) return 'MISSING_AT_TSP';
    // It was booked after every answer that could speak of it.
    return isTold ? null : 'DAY_EDGE';
  })();
  return view && finding(view, order.orderId, booksOf(booked));
}

/** Order, amount and state of a row of the file. */
const FILE_CELLS = cellsOf(layouts.DZ, {
  key: ['orderId'],
  amount: 'amountFen',
  note: ['state'],
});
/** Keys: the longest order number of the contract. Notes: a state or a day. */
const FORM = { keyBytes: 40, noteBytes: 8 };

const AGREED: Readonly<Partial<Record<OrderRecord['state'], PaidRow['state']>>> = {
  ACTIVATED: 'S',
  CREDITED: 'C',
  STOPPED: 'P',
};

/** The state that the platform's row has if both agree; the day where the pair must be looked at in any case. */
function noteOf({ order, date: booked }: BookedOrder, { date, cutOff }: Reconciliation): string {
  // A late order may be missing tomorrow, so it must be remembered that today's file has it.
  const isPlain = booked === date && !isLate(order, cutOff);
  return (isPlain ? AGREED[order.state] : undefined) ?? booked;
}

async function* ownRows(reconciliation: Reconciliation): AsyncGenerator<OwnRow> {
  const { store, date, cutOff } = reconciliation;
  for (const day of [dayAfter(date, -1), date]) {
    for await (const booked of bookedOn(store, day)) {
      const { order } = booked;
      if (day !== date && !isLate(order, cutOff)) continue;
      const note = noteOf(booked, reconciliation);
      yield { key: order.orderId, amountFen: order.amountFen, note };
    }
  }
}

interface Reconciliation {
  readonly store: Store;
  readonly date: BusinessDate;
  /** Of the file, which is sorted by order id. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** `HHMMSS`: from here on the platform counts the next day, as agreed with it. */
  readonly cutOff: string;
  readonly area: WorkArea;
  readonly progress?: Comparison['progress'];
}

interface Looked {
  readonly orderId: string;
  /** What is known from now on of the platform's reports of it; absent: nothing new. */
  readonly reported?: ReportedOrder;
  /** `null`: both agree. */
  readonly finding: BossFinding | null;
}

/** The file's row of a pair. */
const rowOf = (orderId: string, { amountFen, note }: ComparedRow): Reported => ({
  orderId,
  amountFen,
  state: note as PaidRow['state'],
});

async function look(pair: Pair, { store, date, cutOff }: Reconciliation): Promise<Looked> {
  const { key: orderId, file, books, place } = pair;
  const row = file && rowOf(orderId, file);
  const { order, before } = await store.transaction(async (tx) => ({
    order: await findOrder(tx, orderId),
    before: file ? undefined : await reportedOrder(tx, orderId),
  }));
  const bookedOnDay = books && (books.note.length === date.length ? books.note : date);
  const booked = order && bookedOnDay ? { order, date: bookedOnDay } : undefined;
  const finding = ((): BossFinding | null => {
    if (row && booked) return judgePair(row, booked, date);
    if (!row) return booked ? judgeOwn(booked, date, before, cutOff) : null;
    const unbooked = judgeUnbooked(row, order, date);
    return place > 0 ? { ...unbooked, view: 'DUPLICATE' } : unbooked;
  })();
  const toldOn = order && isBooked(order) ? { toldOn: date } : {};
  const reported = row ? { on: date, ...toldOn } : finding && before && { ...toldOn, ...before };
  return { orderId, finding, ...(reported ? { reported } : {}) };
}

/** Yields what was looked at, by order id. Rows on which both sides agree in the usual way are left out. */
export async function* reconcileDay(reconciliation: Reconciliation): AsyncGenerator<Looked> {
  const { date, bytes, area, progress } = reconciliation;
  const { pairs } = await reconcile({
    name: `boss-${date}`,
    file: { bytes, cells: FILE_CELLS },
    books: { bytes: ownLines(ownRows(reconciliation)), cells: OWN_CELLS },
    form: FORM,
    area,
    ...(progress ? { progress } : {}),
  });
  for await (const pair of pairs()) yield await look(pair, reconciliation);
}
