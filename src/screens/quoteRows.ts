import { isArrears } from '../payment/arrears.ts';
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
  const { row } = words.value;
  return [
    { label: row.service, value: say(quote.title) },
    { label: row.subscriber, value: quote.subscriber },
    periodRow({ ...quote, serviceId: quote.items[0]?.serviceId ?? '' }),
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
export const orderRows = (
  order: { title: Text } & Pick<Order, 'from' | 'to' | 'serviceId'>,
): Row[] => [{ label: words.value.row.service, value: say(order.title) }, periodRow(order)];

/** The time for which a service is on, or for which bills are overdue. */
export function periodRow(order: Pick<Order, 'from' | 'to' | 'serviceId'>): Row {
  const { row, fromTo } = words.value;
  const label = isArrears(order) ? row.overdueFor : row.validity;
  return { label, value: fill(fromTo, order) };
}
