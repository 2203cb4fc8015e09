import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './Panel.module.css';

interface Props {
  readonly title: string;
  readonly note?: ComponentChildren;
  /** Buttons at the end of the heading. */
  readonly aside?: ComponentChildren;
  /** The content reaches the borders, as tables do. */
  readonly flush?: boolean;
  readonly children: ComponentChildren;
}

export function Panel({ title, note, aside, flush, children }: Props) {
  const id = useId();
  return (
    <section class={styles.panel} aria-labelledby={id}>
      <div class={styles.head}>
        <h2 id={id}>{title}</h2>
        {note && <span class={styles.note}>{note}</span>}
        {aside && <div class={styles.aside}>{aside}</div>}
      </div>
      <div class={styles.body} data-flush={flush}>
        {children}
      </div>
    </section>
  );
}
