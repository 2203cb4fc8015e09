import type { ComponentChildren } from 'preact';
import type { Tone } from '../../state/console.ts';
import styles from './Figure.module.css';

interface Props {
  readonly name: string;
  readonly value: string;
  readonly note?: ComponentChildren;
  readonly tone?: Tone;
  /** The page with the rows behind the number. */
  readonly href?: string;
}

export function Figure({ name, value, note, tone, href }: Props) {
  const inside = (
    <>
      <span class={styles.name}>{name}</span>
      <span class={styles.value}>{value}</span>
      <span class={styles.note}>{note}</span>
    </>
  );
  return href ? (
    <a class={styles.figure} data-tone={tone} href={href}>
      {inside}
    </a>
  ) : (
    <div class={styles.figure} data-tone={tone}>
      {inside}
    </div>
  );
}

export const Figures = ({ children }: { readonly children: ComponentChildren }) => (
  <div class={styles.figures}>{children}</div>
);
