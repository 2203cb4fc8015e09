import { Component, type ComponentChildren } from 'preact';
import { type Hint, KeyHints } from '../ui/KeyHints.tsx';
import styles from './Dialog.module.css';
import type { Portal } from './portal.ts';
import { type KeyPlan, takeKeys } from './takeKeys.ts';

interface DialogProps extends KeyPlan {
  /** From `onLayer`. */
  readonly portal: Portal;
  readonly title: string;
  readonly hints: readonly Hint[];
  readonly children: ComponentChildren;
}

/** Lies above the screen with all the keys, until it is no longer drawn; then the screen has them back. */
export class Dialog extends Component<DialogProps> {
  override componentWillUnmount(): void {
    const { focus, remote, layer } = this.props.portal;
    focus.drop(layer);
    remote.drop(layer);
  }

  override render({ portal, title, hints, children, ...plan }: DialogProps) {
    takeKeys(portal, plan);
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
