import type { Tone } from '../state/console.ts';
import styles from './ShareBar.module.css';

interface Props {
  readonly value: number;
  /** The value that fills the whole width. */
  readonly highest: number;
  readonly tone?: Tone;
}

/** A bar beside the number that it draws, which stands in another cell of the same row. */
export const ShareBar = ({ value, highest, tone = 'good' }: Props) => (
  <span class={styles.cell} aria-hidden="true">
    {value > 0 && (
      <span
        class={styles.fill}
        data-tone={tone}
        style={{ width: `${Math.min(100, (100 * value) / Math.max(1, highest))}%` }}
      />
    )}
  </span>
);
