import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Cancelling } from '../catalogue/catalogue.ts';
import { zoneOf } from '../remote/zones.ts';
import type { ServiceDetail } from '../tsp/tspTypes.ts';
import type { Hint } from '../ui/KeyHints.tsx';
import { fill } from '../ui/words/fill.ts';
import { amount } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';
import { ActionButtons } from './ActionButtons.tsx';
import { type Action, actionZone, runAction } from './actions.ts';
import { Dialog } from './Dialog.tsx';
import { HelpPanel } from './HelpPanel.tsx';
import { onLayer, type Portal } from './portal.ts';
import styles from './RenewalDialog.module.css';
import { STATUS_ID, StatusLine } from './StatusLine.tsx';

interface Props {
  readonly portal: Portal;
  readonly title: string;
  /** Absent while it is not known. */
  readonly service: ServiceDetail | undefined;
  onClose(): void;
  readonly children?: ComponentChildren;
}

/**
 * What a service costs from month to month, and the end of that. The focus starts on leaving all as it is; done is said
 * only when the answer says so.
 */
export function RenewalDialog({ portal, title, service, onClose, children }: Props) {
  const { renewal: say, hint } = words.value;
  const { hotline } = portal.operator;
  const above = useSignal(onLayer(portal, 1)).peek();
  const asked = useSignal<ReadonlySignal<Cancelling> | null>(null);
  const outcome = asked.value?.value;
  const renewal = service?.subscription.renewal;
  const ask = (id: string, label: string): Action => ({
    id,
    label,
    run() {
      if (service) asked.value = portal.catalogue.cancelRenewal(service.serviceId);
    },
  });
  const close: Action = { id: 'close', label: say.close, run: onClose };
  let text = '';
  let actions = [close];
  const date = renewal?.nextDate ?? '';
  const now = fill(say.now, { amount: amount(renewal?.amountFen ?? 0), date });
  if (outcome === undefined && renewal?.cancellable) {
    text = `${now} ${fill(say.explain, { validTo: service?.subscription.validTo ?? date })}`;
    actions = [{ ...close, label: say.keep }, ask('cancel', say.cancel)];
  } else if (outcome === undefined && renewal) {
    text = `${now} ${fill(say.byPhone, { hotline })}`;
  } else if (outcome?.state === 'asking') {
    text = say.asking;
    actions = [];
  } else if (outcome?.state === 'done') {
    text = fill(say.done, { validTo: outcome.subscription.validTo ?? '' });
  } else if (outcome?.state === 'unknown') {
    text = say.unknown;
    actions = [ask('again', say.again), close];
  } else if (outcome) {
    const isByPhone = outcome.problem.code === 'renewal.not_cancellable';
    text = fill(isByPhone ? say.byPhone : say.refused, { hotline });
  }
  const hints: Hint[] = [];
  if (actions.length > 1) hints.push(['sides', hint.choose], ['ok', hint.confirm]);
  else if (actions.length > 0) hints.push(['ok', close.label]);
  if (actions.length > 0) hints.push(['back', close.label]);
  const code =
    outcome?.state === 'refused'
      ? outcome.problem.ref
      : outcome?.state === 'unknown' && (outcome.ref ?? 'renewal');
  return (
    <Dialog
      portal={above}
      id={`renewal:${outcome?.state ?? ''}`}
      title={title}
      zones={[actionZone(actions), zoneOf('waiting', actions.length > 0 ? [] : [STATUS_ID], 1)]}
      onOk={runAction(actions)}
      onBack={actions.length > 0 ? onClose : undefined}
      hints={hints}
    >
      <div data-tight={text ? '' : undefined}>
        {code ? <HelpPanel operator={portal.operator} code={code} /> : children}
      </div>
      {text && <p class={styles.text}>{text}</p>}
      <div class={styles.foot}>
        {actions.length > 0 ? (
          <ActionButtons actions={actions} focus={portal.focus} />
        ) : (
          <StatusLine portal={above} />
        )}
      </div>
    </Dialog>
  );
}
