import type { Order } from '../../tsp/tspTypes.ts';
import { layout } from '../../ui/layout.ts';
import type { Operator } from '../../ui/operator.ts';
import { Qr } from '../../ui/Qr.tsx';
import { words } from '../../ui/words/words.ts';
import { receiptText } from '../takeaway.ts';
import styles from './Takeaway.module.css';

/** The receipt for a phone's camera; nothing before it has a number. */
export function Takeaway({ order, operator }: { order: Order; operator: Operator }) {
  const { receiptNo, paidAt, title, amountFen } = order;
  return receiptNo === undefined || paidAt === undefined ? null : (
    <div class={styles.code}>
      <Qr
        text={receiptText(operator, { receiptNo, paidAt, title, amountFen })}
        size={layout.value === 'sd' ? 4.8 : 8}
      />
      <p>{words.value.history.scan}</p>
    </div>
  );
}
