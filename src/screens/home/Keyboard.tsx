import type { Focus } from '../../remote/focus.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { words } from '../../ui/words/words.ts';
import styles from './Keyboard.module.css';
import { CLEAR_ID, DELETE_ID, keyId, SYMBOLS } from './searchKeys.ts';

/** Letters and digits in rows of six, and below them the keys that delete. */
export function Keyboard({ focus }: { focus: Focus }) {
  const { search } = words.value;
  const key = (id: string, label: string, isWide?: boolean) => (
    <Focusable
      key={id}
      id={id}
      focus={focus}
      look="button"
      class={isWide ? styles.wide : undefined}
    >
      {label}
    </Focusable>
  );
  return (
    <div class={styles.keys}>
      {SYMBOLS.map((symbol) => key(keyId(symbol), symbol))}
      {key(DELETE_ID, search.delete, true)}
      {key(CLEAR_ID, search.clear, true)}
    </div>
  );
}
