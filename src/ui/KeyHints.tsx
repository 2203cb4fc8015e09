import styles from './KeyHints.module.css';
import { words } from './words/words.ts';

/** Keys, and what they do on this screen. */
export type Hint = readonly [
  keys: 'arrows' | 'sides' | 'upDown' | 'ok' | 'back' | 'digits',
  does: string,
];

const ARROWS = {
  left: 'M12 2v12L3 8z',
  up: 'M2 13h13L8.5 3z',
  down: 'M2 3h13L8.5 13z',
  right: 'M4 2v12l9-6z',
};
type Arrow = keyof typeof ARROWS;
const KEYS: Record<string, readonly Arrow[]> = {
  arrows: ['left', 'up', 'down', 'right'],
  sides: ['left', 'right'],
  upDown: ['up', 'down'],
};

/** The key hints; two keys that do the same share a text. */
export function KeyHints({ hints }: { hints: readonly Hint[] }) {
  const { key: names, hint } = words.value;
  return (
    <div class={styles.hints} data-hints="">
      {hints.length === 0 && hint.wait}
      {hints.map(([keys, does], index) => {
        const isSame = does === hints[index + 1]?.[1];
        return (
          <span key={keys} class={styles.hint} data-keys={keys} data-same={isSame ? '' : undefined}>
            <span class={styles.key}>
              {keys === 'ok' || keys === 'back' || keys === 'digits'
                ? names[keys]
                : KEYS[keys]?.map((arrow) => (
                    <svg key={arrow} class={styles.arrow} viewBox="0 0 16 16" aria-hidden="true">
                      <path fill="currentColor" d={ARROWS[arrow]} />
                    </svg>
                  ))}
            </span>
            {isSame ? null : does}
          </span>
        );
      })}
    </div>
  );
}
