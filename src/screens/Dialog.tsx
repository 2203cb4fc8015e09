import { Component, type ComponentChildren } from 'preact';
import { type Hint, KeyHints } from '../ui/KeyHints.tsx';
import styles from './Dialog.module.css';
import type { Portal } from './portal.ts';
import { type KeyPlan, takeKeys } from './takeKeys.ts';

interface DialogProps extends Omit<KeyPlan, 'key'> {
  /** Names the situation, as `KeyPlan.key` does. */
  readonly id: string;
  /** From `onLayer`. */
  readonly portal: Portal;
  readonly title: string;
  readonly hints: readonly Hint[];
  readonly children: ComponentChildren;
}

/** The newest dialog of each layer: one that was replaced removes nothing when it goes. */
const shown: Dialog[] = [];

/** Lies above the screen with all the keys, until it is no longer drawn; then the screen has them back. */
export class Dialog extends Component<DialogProps> {
  override componentWillUnmount(): void {
    const { focus, remote, layer } = this.props.portal;
    if (shown[layer] !== this) return;
    focus.drop(layer);
    remote.drop(layer);
  }

  override render({ portal, id, title, hints, children, ...plan }: DialogProps) {
    shown[portal.layer] = this;
    takeKeys(portal, { ...plan, key: id });
    return (
      <div class={styles.veil}>
        <section class={styles.dialog} role="dialog" aria-modal="true" aria-label={title}>
          <h2 class={styles.title}>{title}</h2>
          {children}
          <div class={styles.hints}>
            <KeyHints hints={hints} />
          </div>
        </section>
      </div>
    );
  }
}

export const DialogText = ({ children }: { children: ComponentChildren }) => (
  <p class={styles.text}>{children}</p>
);
