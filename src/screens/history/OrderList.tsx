import type { Order } from '../../tsp/tspTypes.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { layout } from '../../ui/layout.ts';
import { amount, dateOnly } from '../../ui/words/format.ts';
import { say } from '../../ui/words/words.ts';
import { orderTone } from '../orderTone.ts';
import { stateWords } from '../outcome.ts';
import type { Portal } from '../portal.ts';
import styles from './OrderList.module.css';

/** Rows that fit on the screen. */
export const visibleOrders = (): number => (layout.value === 'sd' ? 4 : 5);

interface Props {
  readonly portal: Portal;
  readonly zone: string;
  readonly orders: readonly Order[];
}

/** A window on the list that follows the focus; what is outside it is not in the document. */
export function OrderList({ portal, zone, orders }: Props) {
  const visible = visibleOrders();
  const focused = portal.focus.indexIn(zone);
  const first = Math.max(0, Math.min(focused - Math.floor(visible / 2), orders.length - visible));
  return (
    <div>
      {orders.slice(first, first + visible).map((order) => (
        <OrderRow key={order.orderId} order={order} portal={portal} />
      ))}
    </div>
  );
}

export const orderItemId = (order: Order): string => `order-${order.orderId}`;

const OrderRow = ({ order, portal }: { order: Order; portal: Portal }) => (
  <Focusable id={orderItemId(order)} focus={portal.focus} look="card" class={styles.row}>
    <span class={styles.what}>
      <b class={styles.title}>{say(order.title)}</b>
      <span class={styles.when}>{dateOnly(order.paidAt ?? order.createdAt)}</span>
    </span>
    <span class={styles.how}>
      <b>{amount(order.amountFen)}</b>
      <span class={styles.state} data-tone={orderTone(order.state)}>
        {stateWords(order)}
      </span>
    </span>
  </Focusable>
);
