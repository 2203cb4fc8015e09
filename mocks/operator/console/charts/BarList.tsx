import type { ComponentChildren } from 'preact';
import type { Tone } from '../state/console.ts';
import { count } from '../state/format.ts';
import styles from './BarList.module.css';

interface BarRow {
  readonly id: string;
  readonly name: ComponentChildren;
  readonly value: number;
  readonly text?: string;
  readonly tone?: Tone;
}

/** Names and numbers, with bars to compare them. */
export function BarList({ rows }: { readonly rows: readonly BarRow[] }) {
  const highest = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul class={styles.list}>
      {rows.map(({ id, name, value, text, tone }) => (
        <li key={id} class={styles.row}>
          <span>{name}</span>
          <span class={styles.value}>{text ?? count(value)}</span>
          <span class={styles.track}>
            <span
              class={styles.bar}
              data-tone={value === 0 ? 'none' : tone}
              style={{ width: `${(100 * value) / highest}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
