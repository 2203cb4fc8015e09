import type { Period, ServiceDetail } from '../../tsp/tspTypes.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Rows } from '../../ui/Rows.tsx';
import { fill } from '../../ui/words/fill.ts';
import { amount, months, shortAmount } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import styles from './Periods.module.css';

interface Props {
  readonly service: ServiceDetail;
  readonly zone: string;
  readonly portal: Portal;
}

export const periodItemId = ({ months }: Period): string => `period-${months}`;

export function Periods({ service, zone, portal }: Props) {
  const { service: copy } = words.value;
  const { periods } = service;
  return (
    <>
      <h2 class={styles.heading}>{copy.choosePeriod}</h2>
      <div class={styles.periods} data-columns={periods.length > 4 ? 3 : 2}>
        {periods.map((period) => (
          <Focusable
            key={period.months}
            id={periodItemId(period)}
            focus={portal.focus}
            look="card"
            class={styles.period}
          >
            <div class={styles.months}>{months(period.months)}</div>
            <span class={styles.price}>{amount(period.amountFen)}</span>
            {period.savingFen > 0 ? (
              <span class={styles.saving}>
                {fill(copy.saving, { amount: shortAmount(period.savingFen) })}
              </span>
            ) : null}
          </Focusable>
        ))}
      </div>
      <FocusedSpan service={service} zone={zone} portal={portal} />
      <p class={styles.note}>
        {service.subscription.renewal ? words.value.renewal.note : copy.noRenewal}
      </p>
    </>
  );
}

/** From when to when the focused period runs; the only part that follows the focus. */
function FocusedSpan({ service, zone, portal }: Props) {
  const { row, service: copy } = words.value;
  const period = service.periods[portal.focus.indexIn(zone)];
  return (
    <Panel>
      <Rows
        isDense
        rows={[
          { label: row.from, value: period?.from ?? copy.byQuote },
          { label: row.to, value: period?.to ?? copy.byQuote },
        ]}
      />
    </Panel>
  );
}
