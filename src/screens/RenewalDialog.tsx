import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Cancelling } from '../catalogue/catalogue.ts';
import { zoneOf } from '../remote/zones.ts';
import type { ServiceDetail } from '../tsp/tspTypes.ts';
import { whole } from '../ui/whole.tsx';
import { fill } from '../ui/words/fill.ts';
import { amount } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';
import { ActionButtons } from './ActionButtons.tsx';
import { type Action, actionHints, actionZone, runAction } from './actions.ts';
import { codeFor } from './codeFor.ts';
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
 * Counts openings, so that each has its own ids: the focus never starts where it was left, on the button that cancels.
 */
let openings = 0;

/**
 * Shows what a service costs each month, and cancels that. The focus starts on the button that changes nothing; "done"
 * is said only when the answer says so.
 */
export function RenewalDialog({ portal, title, service, onClose, children }: Props) {
  const { renewal: say } = words.value;
  const { hotline } = portal.operator;
  const above = useSignal(onLayer(portal, 1)).peek();
  const opening = useSignal(++openings).peek();
  const asked = useSignal<ReadonlySignal<Cancelling> | null>(null);
  const outcome = asked.value?.value;
  const renewal = service?.subscription.renewal;
  const close: Action = { id: 'close', label: say.close, run: onClose };
  const ask = (label: string): Action => ({
    id: 'cancel',
    label,
    run() {
      if (service) asked.value = portal.catalogue.cancelRenewal(service.serviceId);
    },
  });
  let text = '';
  let actions = [close];
  let code = '';
  switch (outcome?.state) {
    case 'asking':
      text = say.asking;
      actions = [];
      break;
    case 'done':
      text = fill(say.done, { validTo: outcome.subscription.validTo ?? '' });
      break;
    case 'unknown':
      text = say.unknown;
      actions = [ask(say.again), close];
      code = codeFor(portal, 'renewal', 'renewal-unknown', outcome.ref);
      break;
    case 'refused': {
      const isByPhone = outcome.problem.code === 'renewal.not_cancellable';
      text = fill(isByPhone ? say.byPhone : say.refused, { hotline });
      code = outcome.problem.ref;
      break;
    }
    default:
      if (renewal) {
        const { nextDate, amountFen, cancellable } = renewal;
        const validTo = service?.subscription.validTo ?? nextDate;
        text = `${fill(say.now, { amount: amount(amountFen), date: nextDate })}${
          cancellable ? fill(say.explain, { validTo }) : fill(say.byPhone, { hotline })
        }`;
        if (cancellable) actions = [{ ...close, label: say.keep }, ask(say.cancel)];
      }
  }
  const isWaiting = actions.length === 0;
  return (
    <Dialog
      portal={above}
      id={`renewal:${opening}:${outcome?.state ?? ''}`}
      title={title}
      zones={[actionZone(actions), zoneOf('waiting', isWaiting ? [STATUS_ID] : [], 1)]}
      onOk={runAction(actions)}
      onBack={isWaiting ? undefined : onClose}
      hints={actionHints(actions, isWaiting ? undefined : say.close)}
    >
      <div data-tight={text ? '' : undefined}>
        {code ? <HelpPanel operator={portal.operator} code={code} /> : children}
      </div>
      {text && <p class={styles.text}>{whole(text)}</p>}
      <div class={styles.foot}>
        {isWaiting ? (
          <StatusLine portal={above} />
        ) : (
          <ActionButtons actions={actions} focus={portal.focus} />
        )}
      </div>
    </Dialog>
  );
}
