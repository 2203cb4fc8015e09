import styles from './OperatorMark.module.css';
import type { Operator } from './operator.ts';

/** The operator's logo; without one, a drawing of a card at a screen. */
export const OperatorMark = ({ operator }: { operator: Operator }) =>
  operator.logo === undefined ? (
    <svg class={styles.mark} viewBox="0 0 40 40" aria-hidden="true">
      <rect width="40" height="40" rx="10" class={styles.plate} />
      <g class={styles.drawing} stroke-width="2.6" stroke-linejoin="round">
        <path d="M9 10h22v14H9zM15 31h10M20 24v7" stroke-linecap="round" />
        <path d="M14.5 14.5h6v4.5h-6z" />
      </g>
    </svg>
  ) : (
    <img class={styles.mark} src={operator.logo} alt="" />
  );
