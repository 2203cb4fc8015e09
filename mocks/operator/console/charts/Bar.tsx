import type { Tone } from '../state/console.ts';
import { count } from '../state/format.ts';
import styles from './Bar.module.css';

interface Props {
  readonly value: number;
  /** The value that fills the cell. */
  readonly highest: number;
  readonly tone: Tone;
}

/** A number in a table, with a bar to compare it with the other rows. */
export const Bar = ({ value, highest, tone }: Props) => (
  <span class={styles.bar}>
    <span class={styles.value}>{count(value)}</span>
    {value > 0 && (
      <span class={styles.fill} data-tone={tone} style={{ width: `${(100 * value) / highest}%` }} />
    )}
  </span>
);
