import { fill } from '../../ui/words/fill.ts';
import { say, words } from '../../ui/words/words.ts';
import type { Jump } from './createJump.ts';
import styles from './JumpPanel.module.css';

/** The number that is being typed, large, and the service it leads to. */
export function JumpPanel({ jump }: { jump: Jump }) {
  const now = jump.state.value;
  if (now === null) return null;
  const { typed, found } = now;
  const { home } = words.value;
  const isWrong = found.state === 'failed' || (found.state === 'ready' && found.value === null);
  return (
    <div class={styles.panel} role="status" data-above="">
      <div class={styles.number}>{typed}</div>
      <div class={styles.name} data-wrong={isWrong ? '' : undefined}>
        {found.state === 'ready'
          ? found.value
            ? say(found.value.service.title)
            : fill(home.noNumber, { number: typed })
          : found.state === 'failed'
            ? home.lookFailed
            : home.looking}
      </div>
    </div>
  );
}
