import type { ComponentChildren } from 'preact';
import styles from './PlainScreen.module.css';

export const PLAIN_ID = 'plain';

interface Props {
  readonly message: ComponentChildren;
  /** The one thing on it; it has the focus. */
  readonly focused: ComponentChildren;
  readonly look: 'button' | 'status';
  /** Whom to call. */
  readonly help?: ComponentChildren;
}

/** A screen that stands without portal, operator or clock: for when these are what failed. */
export const PlainScreen = ({ message, focused, look, help }: Props) => (
  <main class={styles.plain}>
    {message}
    <div
      id={PLAIN_ID}
      class={styles.focused}
      role={look === 'button' ? 'button' : 'status'}
      data-look={look}
      data-focused=""
    >
      {focused}
    </div>
    <div class={styles.help}>{help}</div>
  </main>
);
