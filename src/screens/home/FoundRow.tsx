import { formatYuanShort } from '../../shared/money.ts';
import { Artwork } from '../../ui/artwork/Artwork.tsx';
import { Focusable } from '../../ui/Focusable.tsx';
import { say, words } from '../../ui/words/words.ts';
import { SubscriptionPill } from '../SubscriptionPill.tsx';
import styles from './FoundRow.module.css';
import type { CellProps } from './Ring.tsx';

/** One service that was found, in a line. */
export function FoundRow({ id, service, hasFailed, at, total, portal }: CellProps) {
  const { perMonth, home, wait } = words.value;
  return (
    <Focusable
      id={id}
      focus={portal.focus}
      look="card"
      role="option"
      place={[at + 1, total]}
      class={styles.row}
    >
      {service ? (
        <>
          <span class={styles.number}>{service.number}</span>
          <span class={styles.icon}>
            <Artwork shape="tile" {...service} artworkUrl={portal.operator.artworkUrl} />
          </span>
          <b class={styles.title}>{say(service.title)}</b>
          <span class={styles.end}>
            <span>
              {perMonth.before}
              <b class={styles.yuan}>{formatYuanShort(service.priceFen)}</b>
              {perMonth.after}
            </span>
            <SubscriptionPill service={service} portal={portal} />
          </span>
        </>
      ) : hasFailed ? (
        home.placeFailed
      ) : (
        <span class="heard">{wait}</span>
      )}
    </Focusable>
  );
}
