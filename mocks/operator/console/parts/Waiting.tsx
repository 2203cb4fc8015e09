import { say } from '../state/language.ts';
import styles from './Waiting.module.css';

/** A placeholder for content that is loading. */
export const Waiting = () => (
  <div class={styles.waiting}>
    <span class={styles.line} />
    <span class={styles.line} />
    <span class={styles.line} />
    <span class={styles.line} />
    <span class={styles.text}>{say('正在读取', 'Loading')}</span>
  </div>
);
