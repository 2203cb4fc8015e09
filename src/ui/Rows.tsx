import { layout } from './layout.ts';
import type { Tone } from './Pill.tsx';
import styles from './Rows.module.css';
import { whole } from './whole.tsx';

export interface Row {
  readonly label: string;
  readonly value: string;
  readonly tone?: Tone;
}

/** More lines than this stand closer together. */
const ROOMY = { hd: 6, sd: 5 };
/** More lines than this stand even closer. */
const CROWDED = 8;

/** Lines of label and value. */
export const Rows = ({ rows, isDense }: { rows: readonly Row[]; isDense?: boolean }) => (
  <div
    data-many={
      rows.length > CROWDED ? 'most' : isDense || rows.length > ROOMY[layout.value] ? '' : undefined
    }
  >
    {rows.map(({ label, value, tone }) => (
      <div key={label + value} class={styles.row}>
        <span class={styles.label}>{label}</span>
        <span class={styles.value} data-tone={tone}>
          {whole(value)}
        </span>
      </div>
    ))}
  </div>
);
