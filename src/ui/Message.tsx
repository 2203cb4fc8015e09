import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import styles from './Message.module.css';
import type { Tone } from './Pill.tsx';
import { whole } from './whole.tsx';

export interface MessageProps {
  readonly sign?: { readonly icon: IconName; readonly tone: Tone };
  readonly title: string;
  /** The instruction must not be overlooked. */
  readonly isUrgent?: boolean | undefined;
  /** What to do: one sentence. */
  readonly act?: string | undefined;
  /** What happens to the money: one sentence. */
  readonly money?: string | undefined;
}

/** A message, spoken when it is shown: an outcome or an obstacle at once, other news after the current speech. */
export const Message = ({ sign, title, act, money, isUrgent }: MessageProps) => (
  <div role={sign && sign.tone !== 'info' ? 'alert' : 'status'}>
    {sign && (
      <div class={styles.sign} data-tone={sign.tone}>
        <Icon name={sign.icon} class={styles.icon} />
      </div>
    )}
    <h1 class={styles.title}>{title}</h1>
    {act && (
      <p class={styles.act} data-urgent={isUrgent ? '' : undefined}>
        {whole(act)}
      </p>
    )}
    {money && <p class={`${styles.act} ${styles.money}`}>{money}</p>}
  </div>
);
