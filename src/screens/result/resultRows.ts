import { isArrears } from '../../payment/arrears.ts';
import type { Order, Receipt } from '../../tsp/tspTypes.ts';
import type { Tone } from '../../ui/Pill.tsx';
import type { Row } from '../../ui/Rows.tsx';
import { fill } from '../../ui/words/fill.ts';
import { dateAndTime, inFours, maskedCard } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { balances } from '../history/orderDetailRows.ts';
import { orderTone } from '../orderTone.ts';
import { outcomeRows, stateRow } from '../outcome.ts';
import { resultOf } from './resultOf.ts';

/** The receipt; without one, what the order knows. */
export function resultRows(order: Order, receipt: Receipt | null): Row[] {
  const { row, result } = words.value;
  const rows: Row[] = [];
  const add = (label: string, value: string | undefined, tone?: Tone) => {
    if (value !== undefined)
      rows.push(tone === undefined ? { label, value } : { label, value, tone });
  };
  const kind = resultOf(order.state);
  const tail = receipt?.cardTail ?? order.cardTail;
  const paidAt = receipt?.paidAt ?? order.paidAt;
  const receiptNo = receipt?.receiptNo ?? order.receiptNo;
  const isOpen = kind === 'open' && !isArrears(order);
  const isKnown = kind !== 'unsure';
  if (isKnown) {
    rows.push(
      stateRow(row.serviceState, order, isOpen ? fill(result.open.state, order) : undefined),
    );
  } else add(row.serviceState, result.unsure.state, orderTone(order.state));
  const elsewhere = outcomeRows(order);
  rows.push(...elsewhere);
  // Where the money went takes the place of what the card did.
  if (elsewhere.length === 0) {
    add(row.payCard, tail && maskedCard(tail));
    if (receipt) add(row.balance, balances(receipt));
    add(row.paidAt, paidAt && dateAndTime(paidAt));
  }
  add(row.receiptNo, receiptNo && inFours(receiptNo));
  return rows;
}
