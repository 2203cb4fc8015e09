import type { ComponentChildren } from 'preact';
import { Message } from '../ui/Message.tsx';
import styles from './PlainScreen.module.css';

export const PLAIN_ID = 'plain';

interface Props {
  readonly title: string;
  readonly act: string;
  readonly money: string;
  /** The only item that can have the focus, and has it. */
  readonly focused: ComponentChildren;
  readonly look: 'button' | 'status';
  /** Whom to call. */
  readonly help?: ComponentChildren;
}

/** A screen that stands without portal, operator or clock: for when these are what failed. */
export const PlainScreen = ({ focused, look, help, ...sentences }: Props) => (
  <main class={styles.plain}>
    <div class={styles.words}>
      <Message sign={{ icon: 'warning', tone: 'warn' }} {...sentences} />
    </div>
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
