import type { Order } from '../../tsp/tspTypes.ts';
import { layout } from '../../ui/layout.ts';
import { Qr } from '../../ui/Qr.tsx';
import { Rows } from '../../ui/Rows.tsx';
import { fill } from '../../ui/words/fill.ts';
import { amount } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import { OrderHelp } from '../OrderHelp.tsx';
import type { Portal } from '../portal.ts';
import { RenewalDialog } from '../RenewalDialog.tsx';
import { receiptText } from '../takeaway.ts';
import styles from './OrderDialog.module.css';
import { orderDetailRows } from './orderDetailRows.ts';

interface Props {
  readonly portal: Portal;
  readonly order: Order;
  onClose(): void;
}

/** The receipt to read and to take along, and the way to cancel a renewal. */
export function OrderDialog({ portal, order, onClose }: Props) {
  const { catalogue, operator } = portal;
  const detail = catalogue.service(order.serviceId).value;
  const service = detail.state === 'ready' ? detail.value : undefined;
  const receipt = catalogue.receipt(order.orderId).value;
  const { orderId, receiptNo, paidAt, title, amountFen } = order;
  if (receiptNo !== undefined) catalogue.needReceipt(orderId);
  const { history, hotline, total } = words.value;
  const rows = orderDetailRows(order, receipt);
  // The code is the last of them, and without a receipt it stands in large below.
  if (receiptNo === undefined) rows.pop();
  return (
    <RenewalDialog portal={portal} title={say(title)} service={service} onClose={onClose}>
      <div class={styles.receipt}>
        <div class={styles.rows}>
          <Rows
            isDense
            rows={[
              {
                label: total[order.money === 'taken' ? 'paid' : 'doubted'],
                value: amount(amountFen),
              },
              ...rows,
            ]}
          />
        </div>
        {receiptNo !== undefined && paidAt !== undefined && (
          <div class={styles.code}>
            <Qr
              text={receiptText(operator, { receiptNo, paidAt, title, amountFen })}
              size={layout.value === 'sd' ? 6.5 : 10}
            />
            <p>{history.scan}</p>
            <p>{fill(hotline, { number: operator.hotline })}</p>
          </div>
        )}
      </div>
      {receiptNo === undefined && <OrderHelp operator={operator} order={order} />}
    </RenewalDialog>
  );
}
