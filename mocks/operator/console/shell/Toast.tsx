import { useConsole } from '../state/console.ts';
import styles from './Toast.module.css';

/** Results, said aloud by screen readers; the region is there before its text is. */
export function Toast() {
  const toast = useConsole().toast.value;
  return (
    <div class={styles.place} role="status" aria-live="polite">
      {toast && (
        <div key={toast.number} class={styles.toast} data-tone={toast.tone}>
          {toast.text}
        </div>
      )}
    </div>
  );
}
