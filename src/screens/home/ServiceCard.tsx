import { formatYuanShort } from '../../shared/money.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { fill } from '../../ui/words/fill.ts';
import { say, words } from '../../ui/words/words.ts';
import { IconTile } from '../IconTile.tsx';
import { SubscriptionPill } from '../SubscriptionPill.tsx';
import type { CellProps } from './Ring.tsx';
import styles from './ServiceCard.module.css';

/** One service; without it, the outline of a place whose page has not come yet, or why it has not. */
export function ServiceCard({ id, service, hasFailed, at, total, portal }: CellProps) {
  const { perMonth, home, wait } = words.value;
  const Artwork = portal.late.value?.Artwork;
  return (
    <Focusable
      id={id}
      focus={portal.focus}
      look="card"
      role="option"
      place={[at + 1, total]}
      class={styles.card}
    >
      {service ? (
        <>
          <div class={styles.top}>
            {Artwork ? (
              <Artwork shape="tile" {...service} artworkUrl={portal.operator.artworkUrl} />
            ) : (
              <IconTile icon={service.icon} />
            )}
            <SubscriptionPill service={service} portal={portal} />
          </div>
          <div class={styles.words}>
            <div class={styles.title}>{say(service.title)}</div>
            <div class={styles.introduction} data-spare="">
              {say(service.introduction)}
            </div>
          </div>
          <div class={styles.foot}>
            <span>
              {perMonth.before}
              <span class={styles.price}>{formatYuanShort(service.priceFen)}</span>
              {perMonth.after}
            </span>
            <span class={styles.number} data-spare="">
              {fill(home.number, service)}
            </span>
          </div>
        </>
      ) : hasFailed ? (
        <div class={styles.failed}>{home.placeFailed}</div>
      ) : (
        <span class="heard">{wait}</span>
      )}
    </Focusable>
  );
}
