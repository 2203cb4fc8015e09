import type { Unfinished } from '../../payment/steps.ts';
import type { Focus } from '../../remote/focus.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { fill } from '../../ui/words/fill.ts';
import { amount } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import styles from './Banner.module.css';
import { BANNER_ID } from './homeZones.ts';

/** Stays until the payment it tells of is resolved. One that only the hotline can follow offers nothing to do. */
export function Banner({ unfinished, focus }: { unfinished: Unfinished; focus: Focus }) {
  const { home } = words.value;
  return (
    <Focusable id={BANNER_ID} focus={focus} look="card" class={styles.banner}>
      <Icon name="alert" class={styles.icon} />
      <span class={styles.text}>
        {unfinished.kind === 'doubt'
          ? fill(home.doubt, { tail: unfinished.doubt.cardTail })
          : unfinished.kind === 'unclear'
            ? fill(home.unclear, unfinished)
            : fill(home.report, { amount: amount(unfinished.amountFen) })}
      </span>
      {unfinished.kind !== 'unclear' && (
        <>
          <b>{home.handle}</b>
          <Icon name="next" class={styles.next} />
        </>
      )}
    </Focusable>
  );
}
