import { formatYuanShort } from '../../shared/money.ts';
import type { Service } from '../../tsp/tspTypes.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { say, words } from '../../ui/words/words.ts';
import { IconTile } from '../IconTile.tsx';
import type { Portal } from '../portal.ts';
import { SubscriptionPill } from '../SubscriptionPill.tsx';
import styles from './ServiceCard.module.css';

/** One service; without it, the outline of a place whose page has not come yet. */
export function ServiceCard(props: { id: string; service: Service | undefined; portal: Portal }) {
  const { id, service, portal } = props;
  const { perMonth } = words.value;
  return (
    <Focusable id={id} focus={portal.focus} look="card" class={styles.card}>
      {service && (
        <>
          <div class={styles.top}>
            <IconTile icon={service.icon} />
            <SubscriptionPill service={service} portal={portal} />
          </div>
          <div class={styles.title}>{say(service.title)}</div>
          <div class={styles.introduction}>{say(service.introduction)}</div>
          <div class={styles.price}>
            {perMonth.before}
            <span class={styles.number}>{formatYuanShort(service.priceFen)}</span>
            {perMonth.after}
          </div>
        </>
      )}
    </Focusable>
  );
}
