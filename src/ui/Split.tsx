import type { ComponentChildren } from 'preact';
import styles from './Split.module.css';

/** Words and actions at the left, a panel at the right; `foot` keeps to one line above the key hints. */
export const Split = (props: {
  left: ComponentChildren;
  foot?: ComponentChildren;
  right: ComponentChildren;
}) => (
  <div class={styles.split}>
    <div class={styles.left}>
      <div>{props.left}</div>
      {props.foot && <div class={styles.foot}>{props.foot}</div>}
    </div>
    <div class={styles.right}>{props.right}</div>
  </div>
);

/** A small line below the buttons. */
export const Note = ({ children }: { children: ComponentChildren }) => (
  <p class={styles.note}>{children}</p>
);
