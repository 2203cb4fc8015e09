import type { Tone } from './Pill.tsx';
import styles from './Rows.module.css';

export interface Row {
  readonly label: string;
  readonly value: string;
  readonly tone?: Tone;
}

/** Lines of label and value. */
export const Rows = ({ rows }: { rows: readonly Row[] }) => (
  <div class={styles.rows}>
    {rows.map(({ label, value, tone }) => (
      <div key={label} class={styles.row}>
        <span class={styles.label}>{label}</span>
        <span class={styles.value} data-tone={tone}>
          {value}
        </span>
      </div>
    ))}
  </div>
);
