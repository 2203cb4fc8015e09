import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import styles from './Field.module.css';

interface Props {
  readonly label: string;
  readonly value: Signal<string>;
  readonly hint?: string;
  readonly type?: 'text' | 'password';
  readonly lines?: boolean;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly autocomplete?: string;
  readonly name?: string;
}

/** A labelled text field, of one line or several. */
export function Field({ label, value, hint, type = 'text', lines, ...props }: Props) {
  const id = useId();
  const common = {
    ...props,
    id,
    class: styles.input ?? '',
    value: value.value,
    ...(hint ? { 'aria-describedby': `${id}-hint` } : {}),
    onInput: (event: { currentTarget: { value: string } }) => {
      value.value = event.currentTarget.value;
    },
  };
  return (
    <div class={styles.field}>
      <label for={id}>{label}</label>
      {lines ? (
        <textarea {...common} />
      ) : type === 'password' ? (
        <input autocomplete="off" {...common} type="password" />
      ) : (
        <input autocomplete="off" {...common} type="text" />
      )}
      {hint && (
        <span class={styles.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
