import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import styles from './Message.module.css';
import type { Tone } from './Pill.tsx';

export interface MessageProps {
  readonly sign?: { readonly icon: IconName; readonly tone: Tone };
  readonly title: string;
  /** What to do must not be overlooked. */
  readonly isUrgent?: boolean | undefined;
  /** What to do: one sentence. */
  readonly act?: string | undefined;
  /** What happens to the money: one sentence. */
  readonly money?: string | undefined;
}

export const Message = ({ sign, title, act, money, isUrgent }: MessageProps) => (
  <div>
    {sign && (
      <div class={styles.sign} data-tone={sign.tone}>
        <Icon name={sign.icon} class={styles.icon} />
      </div>
    )}
    <h1 class={styles.title}>{title}</h1>
    {act && (
      <p class={styles.act} data-urgent={isUrgent ? '' : undefined}>
        {act}
      </p>
    )}
    {money && <p class={styles.money}>{money}</p>}
  </div>
);
