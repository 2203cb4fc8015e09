import { useEffect } from 'preact/hooks';
import type { Order } from '../../tsp/tspTypes.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import type { Portal } from '../portal.ts';
import { orderHead } from '../quoteRows.ts';
import { orderDetailRows } from './orderDetailRows.ts';

interface Props {
  readonly portal: Portal;
  readonly zone: string;
  readonly orders: readonly Order[];
}

/** Receipts that the focus only passes are not asked for. */
const REST_MS = 300;

/** The focused order; the only part of the screen that follows every move. */
export function OrderDetail({ portal, zone, orders }: Props) {
  const { catalogue, timers } = portal;
  const order = orders[portal.focus.indexIn(zone)];
  const { orderId, receiptNo } = order ?? {};
  useEffect(() => {
    if (orderId === undefined || receiptNo === undefined) return;
    return timers.after(REST_MS, () => catalogue.needReceipt(orderId));
  }, [catalogue, timers, orderId, receiptNo]);
  if (order === undefined) return null;
  return (
    <MoneyPanel
      portal={portal}
      head={orderHead(order)}
      rows={orderDetailRows(order, catalogue.receipt(order.orderId).value)}
      known={[order.money === 'taken' ? 'paid' : 'doubted', order.amountFen]}
    />
  );
}
