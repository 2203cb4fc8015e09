import { type Fen, formatYuan } from '../shared/money.ts';
import styles from './Total.module.css';
import { words } from './words/words.ts';

interface Props {
  readonly label: string;
  readonly fen: Fen;
  /** If one goes on. */
  readonly willBeDebited: boolean;
}

/** The large amount at the foot of the money panel. */
export function Total({ label, fen, willBeDebited }: Props) {
  const { before, after } = words.value.money;
  return (
    <div class={styles.total}>
      <span>{label}</span>
      <span class={styles.sum} data-total="panel" data-due={willBeDebited ? '' : undefined}>
        {before}
        <span class={styles.number}>{formatYuan(fen)}</span>
        {after}
      </span>
    </div>
  );
}
