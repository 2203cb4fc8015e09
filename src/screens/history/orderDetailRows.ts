import { isArrears } from '../../payment/arrears.ts';
import type { Order, Receipt } from '../../tsp/tspTypes.ts';
import type { Row } from '../../ui/Rows.tsx';
import { amount, dateAndTime, inFours, maskedCard } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { outcomeRows, stateRow, stateWords } from '../outcome.ts';
import { validityRow } from '../quoteRows.ts';

/** Rows that say what an order was and what became of it; its title stands above. */
export function orderDetailRows(order: Order, receipt: Receipt | null): Row[] {
  const { row } = words.value;
  // Where the money went takes the place of what was not opened, and of what the card did.
  const elsewhere = outcomeRows(order);
  const isOpen = order.state === 'COMPLETED' && !isArrears(order);
  const rows: Row[] = [
    stateRow(row.state, order, isOpen ? stateWords(order) : undefined),
    ...(elsewhere.length === 0 ? [validityRow(order)] : elsewhere),
  ];
  const add = (label: string, value: string | undefined) => {
    if (value) rows.push({ label, value });
  };
  if (elsewhere.length === 0) {
    add(row.payCard, order.cardTail && maskedCard(order.cardTail));
    if (receipt) add(row.balance, balances(receipt));
  }
  add(row.paidAt, order.paidAt && dateAndTime(order.paidAt));
  add(row.receiptNo, order.receiptNo && inFours(order.receiptNo));
  if (order.caseNo) add(row.caseNo, order.caseNo);
  else if (!order.receiptNo) add(row.ref, order.ref);
  return rows;
}

/** The card's balance before and after. */
export const balances = ({ balanceBeforeFen, balanceAfterFen }: Receipt): string =>
  `${amount(balanceBeforeFen)} → ${amount(balanceAfterFen)}`;
