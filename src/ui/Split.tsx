import type { ComponentChildren } from 'preact';
import styles from './Split.module.css';

/** Text and actions at the left, a panel at the right; `foot` is one line above the key hints. */
export const Split = (props: {
  left: ComponentChildren;
  foot?: ComponentChildren;
  right?: ComponentChildren;
  /** The right side has so much that sentences at the left may be hidden. */
  isCrowded?: boolean | undefined;
}) => (
  <div class={styles.split} data-crowded={props.isCrowded ? '' : undefined}>
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
