import type { ComponentChildren } from 'preact';
import type { Focus } from '../remote/focus.ts';
import styles from './Button.module.css';
import { Focusable } from './Focusable.tsx';

export function Button(props: { id: string; focus: Focus; children: ComponentChildren }) {
  return <Focusable {...props} look="button" class={styles.button} />;
}

/** A row of buttons. */
export const ButtonRow = ({ children }: { children: ComponentChildren }) => (
  <div class={styles.row}>{children}</div>
);
