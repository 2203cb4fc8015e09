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
  /** As high as the page leaves it; its table scrolls inside. Its heading alone is only for screen readers. */
  readonly fills?: boolean;
  readonly children: ComponentChildren;
}

export function Panel({ title, note, aside, flush, fills, children }: Props) {
  const id = useId();
  return (
    <section class={styles.panel} aria-labelledby={id} data-fills={fills}>
      <div class={styles.head} data-hidden={fills && !note && !aside}>
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
