import { isArrears } from '../payment/arrears.ts';
import type { Order, PriceLine, Quote, Subscription } from '../tsp/tspTypes.ts';
import type { Row } from '../ui/Rows.tsx';
import { fill } from '../ui/words/fill.ts';
import { amount, months } from '../ui/words/format.ts';
import { say, words } from '../ui/words/words.ts';
import { nextChargeRow } from './renewals.ts';
import type { Head } from './ServiceHead.tsx';

/** Rows of a quote: for whom, until when, every line of the price (they add up to the total), and the next charge. */
export function quoteRows(quote: Quote, subscription?: Subscription): Row[] {
  const { row } = words.value;
  return [
    { label: row.subscriber, value: quote.subscriber },
    validityRow({ ...quote, serviceId: quote.items[0]?.serviceId ?? '' }),
    ...quote.lines.map(priceRow),
    ...(subscription ? [nextChargeRow(subscription, quote)] : []),
  ];
}

function priceRow({ label, amountFen, unitFen, quantity }: PriceLine): Row {
  const value =
    unitFen !== undefined && quantity !== undefined && unitFen * quantity === amountFen
      ? fill(words.value.unitTimes, { unit: amount(unitFen), months: months(quantity) })
      : amount(amountFen);
  return amountFen < 0 ? { label: say(label), value, tone: 'ok' } : { label: say(label), value };
}

/** How long a service is bought for; overdue bills have no months. */
const lineOf = (item: Pick<Order, 'serviceId' | 'months'>): { readonly line?: string } =>
  isArrears(item) ? {} : { line: months(item.months) };

/** What the panel says above the rows of a quote. */
export const quoteHead = ({ items, title }: Quote): Head => ({
  serviceId: items[0]?.serviceId,
  title: say(title),
  ...(items[0] && lineOf(items[0])),
});

/** What the panel says above the rows of an order. */
export const orderHead = (order: Pick<Order, 'serviceId' | 'title' | 'months'>): Head => ({
  serviceId: order.serviceId,
  title: say(order.title),
  ...lineOf(order),
});

/** The row that says for how long a service is on, or for which time bills are overdue. */
export const validityRow = (order: Pick<Order, 'from' | 'to' | 'serviceId'>): Row => ({
  label: isArrears(order) ? words.value.row.overdueFor : words.value.row.validity,
  value: fill(words.value.fromTo, order),
});
