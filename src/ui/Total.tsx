import { type Fen, formatYuan } from '../shared/money.ts';
import styles from './Total.module.css';
import { words } from './words/words.ts';

/** The large amount at the foot of the money panel. */
export function Total({ label, fen }: { label: string; fen: Fen }) {
  const { before, after } = words.value.money;
  return (
    <div class={styles.total}>
      <span>{label}</span>
      <span class={styles.sum} data-total="panel">
        {before}
        <span class={styles.number}>{formatYuan(fen)}</span>
        {after}
      </span>
    </div>
  );
}
