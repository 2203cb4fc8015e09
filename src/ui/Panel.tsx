import type { ComponentChildren } from 'preact';
import styles from './Panel.module.css';

export const Panel = ({ title, children }: { title?: string; children: ComponentChildren }) => (
  <section class={styles.panel}>
    {title && <h2 class={styles.title}>{title}</h2>}
    {children}
  </section>
);
