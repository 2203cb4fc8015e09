import { useConsole } from '../state/console.ts';
import styles from './Toast.module.css';

/** Shows results, which screen readers read aloud. For that the region must exist before its text. */
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
