import { say } from '../../state/language.ts';
import type { Day } from '../../state/opsTypes.ts';
import styles from './DayProgress.module.css';

/** The progress of the round, by its files. How long the other parties take is not known beforehand. */
export function DayProgress({ day }: { readonly day: Day }) {
  if (day.state !== 'running') return null;
  const isThere = (direction: 'sent' | 'received') =>
    day.files.filter((file) => file.direction === direction && file.state !== 'waiting').length;
  return (
    <div class={styles.progress} role="status">
      {say(
        `正在对账：已送出 ${isThere('sent')} 个文件，已收到 ${isThere('received')} 个`,
        `Settling: ${isThere('sent')} files sent, ${isThere('received')} received`,
      )}
      <div class={styles.track} aria-hidden="true">
        <div class={styles.bar} />
      </div>
    </div>
  );
}
