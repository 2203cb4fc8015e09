import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Instant } from '../shared/time.ts';
import styles from './Frame.module.css';
import { type Hint, KeyHints } from './KeyHints.tsx';
import { OperatorMark } from './OperatorMark.tsx';
import type { Operator } from './operator.ts';
import { fill } from './words/fill.ts';
import { clockTime } from './words/format.ts';
import { say, words } from './words/words.ts';

interface FrameProps {
  readonly operator: Operator;
  readonly now: ReadonlySignal<Instant>;
  /** Between the operator's name and the clock. */
  readonly aside?: ComponentChildren;
  readonly hints: readonly Hint[];
  readonly children: ComponentChildren;
}

/** The frame of every screen: operator and clock above, keys and hotline below, with the safe area all round. */
export const Frame = ({ operator, now, aside, hints, children }: FrameProps) => (
  <div class={styles.frame}>
    <header class={styles.header}>
      <OperatorMark operator={operator} />
      <span class={styles.name}>{say(operator.name)}</span>
      <span class={styles.aside}>{aside}</span>
      <Time now={now} />
    </header>
    <main class={styles.body}>{children}</main>
    <footer class={styles.footer}>
      <KeyHints hints={hints} />
      <span>{fill(words.value.hotline, { number: operator.hotline })}</span>
    </footer>
  </div>
);

const Time = ({ now }: { now: ReadonlySignal<Instant> }) => (
  <span class={styles.time}>{clockTime(now.value)}</span>
);
