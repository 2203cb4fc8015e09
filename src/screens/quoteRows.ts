import type { Order, PriceLine, Quote, Subscription } from '../tsp/tspTypes.ts';
import type { Row } from '../ui/Rows.tsx';
import { fill } from '../ui/words/fill.ts';
import { amount, months } from '../ui/words/format.ts';
import { say, words } from '../ui/words/words.ts';
import { nextChargeRow } from './renewals.ts';
import type { Head } from './ServiceHead.tsx';

/** Rows of a quote: for whom, until when, every line of the price (they add up to the total), and the next charge. */
export function quoteRows(quote: Quote, subscription?: Subscription): Row[] {
  const { row, fromTo } = words.value;
  return [
    { label: row.subscriber, value: quote.subscriber },
    { label: row.validity, value: fill(fromTo, quote) },
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

/** What the panel says above the rows of a quote. */
export const quoteHead = ({ items, title }: Quote): Head => ({
  serviceId: items[0]?.serviceId,
  title: say(title),
  line: items[0] && months(items[0].months),
});

/** What the panel says above the rows of an order. */
export const orderHead = (order: Pick<Order, 'serviceId' | 'title' | 'months'>): Head => ({
  serviceId: order.serviceId,
  title: say(order.title),
  line: months(order.months),
});

/** The row that says how long an order is for. */
export const validityRow = (order: Pick<Order, 'from' | 'to'>): Row => ({
  label: words.value.row.validity,
  value: fill(words.value.fromTo, order),
});
