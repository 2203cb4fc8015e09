import { Focusable } from '../ui/Focusable.tsx';
import { fill } from '../ui/words/fill.ts';
import { words } from '../ui/words/words.ts';
import type { Portal } from './portal.ts';
import styles from './StatusLine.module.css';

/** The focused line of a screen that only waits; the seconds show that it is alive. */
export const STATUS_ID = 'status';

export const StatusLine = ({ portal }: { portal: Portal }) => (
  <Focusable id={STATUS_ID} focus={portal.focus} look="status" class={styles.status}>
    {portal.isBoxSlow.value ? words.value.waitForBox : words.value.wait}
    <span class={styles.elapsed}>
      <Elapsed portal={portal} />
    </span>
  </Focusable>
);

/** Longer than people expect a machine to take. */
const LONG_S = 8;

/** Seconds since the screen came up, after the first few. */
export function Elapsed({ portal }: { portal: Portal }) {
  const seconds = Math.floor((portal.now.value - portal.visit.since) / 1000);
  const { elapsed, still } = words.value.progress;
  return <>{seconds < 2 ? '' : fill(seconds < LONG_S ? elapsed : still, { seconds })}</>;
}
