/** What became of a paid order: done with its time, or due with its latest; where the money went, why, and under which number. */
import { isArrears } from '../payment/arrears.ts';
import type { Order } from '../tsp/tspTypes.ts';
import type { Row } from '../ui/Rows.tsx';
import { fill } from '../ui/words/fill.ts';
import { dateAndTime } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';
import { orderTone } from './orderTone.ts';

/** `2026-11-23 20:39`. */
const minute = (rfc3339: string): string => dateAndTime(rfc3339).slice(0, 16);

/** Money that went, or is to go, elsewhere than into what was bought. */
const ELSEWHERE: readonly Order['state'][] = ['CREDIT_DUE', 'CREDITED', 'REFUND_DUE', 'REFUNDED'];

/** The state in words; of overdue bills in theirs. */
export function stateWords(order: Order): string {
  const { history } = words.value;
  const { state } = order;
  if (isArrears(order)) {
    if (state === 'COMPLETED') return history.settled;
    if (state === 'ACTIVATING') return history.settling;
  }
  return history.state[state];
}

/** `state` with when it was done, or by when it is to be: never both. */
function withTime(state: string, { outcome = {} }: Order): string {
  const { result } = words.value;
  if (outcome.at !== undefined) return fill(result.since, { state, time: minute(outcome.at) });
  return outcome.dueBy === undefined
    ? state
    : fill(result.by, { state, time: minute(outcome.dueBy) });
}

/** The row of the state. `open`: how an open service is told instead. */
export const stateRow = (label: string, order: Order, open?: string): Row => ({
  label,
  value: open ?? withTime(stateWords(order), order),
  tone: orderTone(order.state),
});

/** Place, cause and number, as far as they are known. */
export function outcomeRows({ state, outcome }: Order): Row[] {
  if (outcome === undefined || ELSEWHERE.indexOf(state) < 0) return [];
  const { row, result } = words.value;
  const { place, cause, number } = outcome;
  const causes: Readonly<Record<string, string | undefined>> = result.cause;
  const why = cause !== undefined && Object.keys(causes).indexOf(cause) >= 0 && causes[cause];
  const rows: Row[] = [];
  if (place === 'account' || place === 'bank') {
    rows.push({ label: row.place, value: result.place[place] });
  }
  if (why) rows.push({ label: row.cause, value: why });
  if (number !== undefined) rows.push({ label: row.backNo, value: number });
  return rows;
}
