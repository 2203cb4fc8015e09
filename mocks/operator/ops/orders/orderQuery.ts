/** What is asked of the list of orders: which orders, in which order, from where on. */
import { ulid } from '../../../../src/shared/random.ts';
import type { Instant } from '../../../../src/shared/time.ts';
import type { operations } from '../../../contract/opsApi.generated.ts';
import type { ReadThrough, RowList } from '../../../store/rowList.ts';
import type { OrderRow } from '../../tsp/books/rows.ts';
import { amountId, ordersByAmount } from '../../tsp/books/store/orderStore.ts';
import { type Moments, momentsOf } from '../base/calendarDays.ts';
import { wayOf } from '../base/orderViews.ts';
import type { Glance } from '../base/takePage.ts';

export type OrderQuery = NonNullable<operations['findOrders']['parameters']['query']>;

/** What is true of the orders of a search word. */
export interface Narrowing {
  readonly ref?: string;
  readonly subscriber?: string;
  readonly box?: string;
}

/** A way through a list of orders. */
export interface Walk {
  readonly list: RowList<unknown>;
  readonly range: Pick<ReadThrough, 'after' | 'reverse'>;
  glance(id: string): Glance;
}

/** The part of an order's id that is its time: it sorts before every order of this moment, and after those before it. */
const timeOf = (at: Instant | undefined): string | undefined =>
  at === undefined ? undefined : ulid(at, { bytes: () => new Uint8Array(0) });

/** Bounds of ids, or of parts of them: the first one that is in, and the first one that is past the end. */
interface Bounds {
  readonly first?: string | undefined;
  readonly past?: string | undefined;
}

const isBefore = ({ first }: Bounds, id: string): boolean => first !== undefined && id < first;
const isPast = ({ past }: Bounds, id: string): boolean => past !== undefined && id >= past;

const timesOf = ({ from, to }: Moments): Bounds => ({ first: timeOf(from), past: timeOf(to) });

function walk(
  list: RowList<unknown>,
  query: OrderQuery,
  bounds: Bounds,
  isIn = (_: string) => true,
): Walk {
  const reverse = query.direction !== 'asc';
  const ends = reverse ? isBefore : isPast;
  const begins = reverse ? isPast : isBefore;
  return {
    list,
    range: { after: query.cursor ?? (reverse ? bounds.past : bounds.first), reverse },
    glance(id) {
      if (ends(bounds, id)) return 'end';
      return begins(bounds, id) || !isIn(id) ? 'skip' : 'read';
    },
  };
}

/** Through a list whose ids are those of orders. */
export const walkByTime = (list: RowList<unknown>, query: OrderQuery): Walk =>
  walkBetween(list, query, momentsOf(query));

/** The same, between two moments instead of the days of the query. */
export const walkBetween = (list: RowList<unknown>, query: OrderQuery, moments: Moments): Walk =>
  walk(list, query, timesOf(moments));

export const orderIdOf = (id: string): string => id.slice(id.indexOf('/') + 1);

/** Through all orders by amount. Orders of other days are passed over by their ids alone. */
export function walkByAmount(query: OrderQuery): Walk {
  const { amountFrom, amountTo } = query;
  const times = timesOf(momentsOf(query));
  const amounts: Bounds = {
    first: amountFrom === undefined ? undefined : amountId(amountFrom),
    past: amountTo === undefined ? undefined : amountId(amountTo + 1),
  };
  return walk(ordersByAmount, query, amounts, (id) => {
    const orderId = orderIdOf(id);
    return !isBefore(times, orderId) && !isPast(times, orderId);
  });
}

export const wordOf = ({ find = '' }: OrderQuery): string => find.trim();

const names = ({ quote }: OrderRow, word: string): boolean =>
  quote.items.some(({ serviceId }) => serviceId.toLowerCase() === word) ||
  Object.values(quote.title).some((name) => name.toLowerCase().includes(word));

const isAnyOf = <T>(asked: T | undefined, value: T): boolean =>
  asked === undefined || asked === value;

/** Whether the order is one of those that are asked for, but for their days: a walk knows these. */
export function isWanted(order: OrderRow, query: OrderQuery, of: Narrowing = {}): boolean {
  const { state, amountFrom = 0, amountTo = Number.MAX_SAFE_INTEGER, service = '', way } = query;
  const { amountFen } = order.quote;
  return (
    (state === undefined
      ? order.confirmedAt !== undefined || wordOf(query) !== ''
      : order.state === state) &&
    amountFen >= amountFrom &&
    amountFen <= amountTo &&
    names(order, service.trim().toLowerCase()) &&
    isAnyOf(way, wayOf(order)) &&
    [query, of].every(
      ({ subscriber, box }) => isAnyOf(subscriber, order.subscriberId) && isAnyOf(box, order.stbId),
    ) &&
    isAnyOf(of.ref, order.ref)
  );
}
