import type { Focus } from '../remote/focus.ts';
import { Focusable } from '../ui/Focusable.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { Action } from './actions.ts';
import styles from './ReadButtons.module.css';

/** Buttons for reading and managing: less prominent than the buttons that pay. */
export const ReadButtons = ({ actions, focus }: { actions: readonly Action[]; focus: Focus }) => (
  <div class={styles.row}>
    {actions.map(({ id, label }) => (
      <Focusable key={id} id={id} focus={focus} look="button" class={styles.button}>
        <Icon name="text" class={styles.icon} />
        {label}
      </Focusable>
    ))}
  </div>
);
