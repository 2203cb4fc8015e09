import type { ComponentChildren } from 'preact';
import styles from './Button.module.css';

interface Props {
  readonly look?: 'main' | 'danger' | 'quiet' | 'plain';
  readonly type?: 'button' | 'submit';
  readonly label?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly disabled?: boolean;
  readonly title?: string;
  readonly children: ComponentChildren;
  onPress?(): void;
}

export const Button = ({ look = 'plain', type = 'button', label, onPress, ...props }: Props) => (
  <button
    type={type}
    class={styles.button}
    data-look={look}
    aria-label={label}
    aria-pressed={props.pressed}
    disabled={props.disabled}
    title={props.title}
    onClick={onPress}
  >
    {props.children}
  </button>
);
