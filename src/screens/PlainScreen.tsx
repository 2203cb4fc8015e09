import type { ComponentChildren } from 'preact';
import { Split } from '../ui/Split.tsx';
import styles from './PlainScreen.module.css';

/** A screen that stands without portal, operator or clock: for when these are what failed. */
export const PlainScreen = ({ left, focused }: { left: ComponentChildren; focused: string }) => (
  <div class={styles.plain}>
    <Split
      left={left}
      foot={
        <div id="plain" class={styles.focused} role="button" data-look="button" data-focused="">
          {focused}
        </div>
      }
      right={null}
    />
  </div>
);
