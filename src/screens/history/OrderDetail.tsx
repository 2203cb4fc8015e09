import type { Order } from '../../tsp/tspTypes.ts';
import type { Row } from '../../ui/Rows.tsx';
import { fill } from '../../ui/words/fill.ts';
import { dateAndTime, inFours, maskedCard } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import type { Portal } from '../portal.ts';
import { historyTone } from './historyTone.ts';

interface Props {
  readonly portal: Portal;
  readonly zone: string;
  readonly orders: readonly Order[];
}

/** The focused order; the only part of the screen that follows every move. */
export function OrderDetail({ portal, zone, orders }: Props) {
  const order = orders[portal.focus.indexIn(zone)];
  if (order === undefined) return null;
  const { total } = words.value;
  return (
    <MoneyPanel
      rows={detailRows(order)}
      total={[total[order.money === 'taken' ? 'paid' : 'doubted'], order.amountFen]}
    />
  );
}

function detailRows(order: Order): Row[] {
  const { row, history, fromTo } = words.value;
  const rows: Row[] = [
    { label: row.state, value: history.state[order.state], tone: historyTone(order.state) },
    { label: row.service, value: say(order.title) },
    { label: row.validity, value: fill(fromTo, order) },
  ];
  const add = (label: string, value: string | undefined) => {
    if (value) rows.push({ label, value });
  };
  add(row.payCard, order.cardTail && maskedCard(order.cardTail));
  add(row.paidAt, order.paidAt && dateAndTime(order.paidAt));
  add(row.receiptNo, order.receiptNo && inFours(order.receiptNo));
  if (order.caseNo) add(row.caseNo, order.caseNo);
  else if (!order.receiptNo) add(row.ref, order.ref);
  return rows;
}
