import type { ComponentChildren } from 'preact';
import styles from './PageHead.module.css';

interface Props {
  readonly title: ComponentChildren;
  readonly note?: ComponentChildren;
  /** The list that the page belongs to. */
  readonly back?: { readonly href: string; readonly text: string };
  readonly aside?: ComponentChildren;
}

export const PageHead = ({ title, note, back, aside }: Props) => (
  <header class={styles.head}>
    {back && (
      <a class={styles.back} href={back.href}>
        ← {back.text}
      </a>
    )}
    <h1 tabIndex={-1}>{title}</h1>
    {note && <span class={styles.note}>{note}</span>}
    {aside && <div class={styles.aside}>{aside}</div>}
  </header>
);
