import type { ServiceDetail } from '../../tsp/tspTypes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Rows } from '../../ui/Rows.tsx';
import { amount, dateOnly, months } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import type { Action } from '../actions.ts';
import type { Portal } from '../portal.ts';
import { ReadButtons } from '../ReadButtons.tsx';
import { SubscriptionPill } from '../SubscriptionPill.tsx';
import styles from './About.module.css';

interface Props {
  readonly service: ServiceDetail;
  /** Below everything. */
  readonly actions: readonly Action[];
  readonly portal: Portal;
}

/** How many fit; the button below leads to the whole text. */
const PAST = 2;
const INCLUDES = 4;

export function About({ service, actions, portal }: Props) {
  const { service: copy } = words.value;
  const past = service.pastOrders.slice(0, PAST).map(({ paidAt, months: count, amountFen }) => ({
    label: dateOnly(paidAt),
    value: `${months(count)} · ${amount(amountFen)}`,
  }));
  return (
    <div class={styles.about}>
      <SubscriptionPill service={service} portal={portal} />
      <div class={styles.words}>
        <h1 class={styles.title}>{say(service.title)}</h1>
        <p class={styles.text} data-beyond="">
          {say(service.text)}
        </p>
        <div class={styles.includes} data-spare="">
          {service.includes.slice(0, INCLUDES).map((item) => (
            <span key={item['zh-CN']} class={styles.item}>
              <Icon name="check" class={styles.check} />
              {say(item)}
            </span>
          ))}
        </div>
      </div>
      <Panel title={past.length > 0 ? copy.past : copy.noPast}>
        <Rows isDense rows={past} />
      </Panel>
      <ReadButtons actions={actions} focus={portal.focus} />
    </div>
  );
}
