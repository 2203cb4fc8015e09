import type { ComponentChildren } from 'preact';
import styles from './Pill.module.css';

export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'info';

export const Pill = ({ tone, children }: { tone: Tone; children: ComponentChildren }) => (
  <span class={styles.pill} data-tone={tone}>
    {children}
  </span>
);
