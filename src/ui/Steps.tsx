import { Icon } from './Icon.tsx';
import { isLarge, layout } from './layout.ts';
import styles from './Steps.module.css';
import { fill } from './words/fill.ts';
import { words } from './words/words.ts';

/** The steps from choosing to the end, in the header; `at` is the present one, counted from 0. Where letters are large or the screen small, its number alone. */
export function Steps({ at }: { at: number }) {
  const { steps, stepOf } = words.value;
  const isWhole = layout.value === 'hd' && !isLarge.value;
  return (
    <div
      class={styles.steps}
      role="progressbar"
      aria-label={steps[at]}
      aria-valuemin={1}
      aria-valuenow={at + 1}
      aria-valuemax={steps.length}
    >
      {isWhole
        ? steps.map((name, index) => (
            <span
              key={name}
              class={styles.step}
              data-state={index < at ? 'done' : index === at ? 'now' : undefined}
            >
              <span class={styles.mark}>
                {index < at ? <Icon name="check" class={styles.icon} /> : index + 1}
              </span>
              {name}
            </span>
          ))
        : fill(stepOf, { at: at + 1, of: steps.length })}
    </div>
  );
}
