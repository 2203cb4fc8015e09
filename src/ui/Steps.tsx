import styles from './Steps.module.css';

/** Named steps with a bar each; `at` is the present one, counted from 0, and those before it are done. */
export const Steps = ({ names, at }: { names: readonly string[]; at: number }) => (
  <div
    class={styles.steps}
    role="progressbar"
    aria-label={names[at]}
    aria-valuemin={1}
    aria-valuenow={at + 1}
    aria-valuemax={names.length}
  >
    {names.map((name, index) => (
      <div
        key={name}
        class={styles.step}
        data-state={index < at ? 'done' : index === at ? 'now' : 'later'}
      >
        <div class={styles.bar} />
        <span>{name}</span>
      </div>
    ))}
  </div>
);
