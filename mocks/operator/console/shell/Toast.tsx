import { useConsole } from '../state/console.ts';
import styles from './Toast.module.css';

/** Results, said aloud by screen readers; the region is there before its text is. */
export function Toast() {
  const told = useConsole().told.value;
  return (
    <div class={styles.place} role="status" aria-live="polite">
      {told && (
        <div key={told.number} class={styles.toast} data-tone={told.tone}>
          {told.text}
        </div>
      )}
    </div>
  );
}
