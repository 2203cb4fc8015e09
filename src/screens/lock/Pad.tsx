import type { Focus } from '../../remote/focus.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { words } from '../../ui/words/words.ts';
import styles from './Pad.module.css';

export const ERASE = 'pad-erase';
export const DONE = 'pad-done';

/** In the order of a phone's keys. */
export const PAD_IDS: readonly string[] = [
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `pad-${digit}`),
  ERASE,
  'pad-0',
  DONE,
];

/** The digit of a key of the pad, `null` for the others. */
export const digitOf = (id: string): string | null => /^pad-(\d)$/.exec(id)?.[1] ?? null;

export function Pad({ focus }: { focus: Focus }) {
  const { erase, done } = words.value.lock;
  return (
    <div class={styles.pad}>
      {PAD_IDS.map((id) => (
        <Focusable key={id} id={id} focus={focus} look="button" class={styles.key}>
          {digitOf(id) ?? (id === ERASE ? erase : done)}
        </Focusable>
      ))}
    </div>
  );
}
