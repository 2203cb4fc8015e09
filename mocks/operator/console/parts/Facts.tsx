import type { ComponentChildren } from 'preact';
import styles from './Facts.module.css';

type Fact = readonly [name: string, value: ComponentChildren, size?: 'wide'];

/** Names and values; unknown values are left out. */
export const Facts = ({ facts }: { readonly facts: readonly (Fact | false)[] }) => (
  <dl class={styles.facts}>
    {facts
      .filter((fact) => fact !== false)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value, size]) => (
        <div key={name} data-size={size}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
