/** The next charge of a subscription, in words. */
import { DAY_MS } from '../shared/time.ts';
import type { Quote, Subscription } from '../tsp/tspTypes.ts';
import type { Row } from '../ui/Rows.tsx';
import { fill } from '../ui/words/fill.ts';
import { amount } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';

/** `2026-11-30` → `2026-12-01`; `by` may be negative. */
export const daysOn = (date: string, by: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);

/** Nobody is charged for time that is paid: with a quote the next charge comes after its last day. */
export function nextChargeRow({ renewal, validTo }: Subscription, quote?: Quote): Row {
  const { row, renewal: say } = words.value;
  const end = quote?.to ?? validTo ?? '';
  if (renewal === undefined) return { label: row.nextCharge, value: fill(say.none, { date: end }) };
  const after = quote === undefined ? '' : daysOn(quote.to, 1);
  const date = after > renewal.nextDate ? after : renewal.nextDate;
  return {
    label: row.nextCharge,
    value: fill(say.next, { date, amount: amount(renewal.amountFen) }),
    tone: 'warn',
  };
}
