import type { Order, PriceLine, Quote, Subscription, Text } from '../tsp/tspTypes.ts';
import type { Row } from '../ui/Rows.tsx';
import { fill } from '../ui/words/fill.ts';
import { amount, months } from '../ui/words/format.ts';
import { say, words } from '../ui/words/words.ts';
import { nextChargeRow } from './renewals.ts';

/**
 * Rows of a quote: what, for whom, how long, every line of the price (they add up to the total), and the next charge.
 */
export function quoteRows(quote: Quote, subscription?: Subscription): Row[] {
  const { row, fromTo } = words.value;
  return [
    { label: row.service, value: say(quote.title) },
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

/** Two rows that say what an order is for. */
export const orderRows = (order: { title: Text } & Pick<Order, 'from' | 'to'>): Row[] => [
  { label: words.value.row.service, value: say(order.title) },
  { label: words.value.row.validity, value: fill(words.value.fromTo, order) },
];
