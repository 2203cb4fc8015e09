import { Stages } from '../../ui/Stages.tsx';
import { words } from '../../ui/words/words.ts';
import type { Action } from '../actions.ts';
import type { ScreenProps } from '../portal.ts';
import { orderHead, validityRow } from '../quoteRows.ts';
import { STEP } from '../ScreenFrame.tsx';
import { Situation } from '../Situation.tsx';
import { Elapsed } from '../StatusLine.tsx';
import styles from './ProgressScreen.module.css';
import { orderOf, type ProgressStep, progressOf } from './progressOf.ts';

const STAGE_ID = 'stage';

/** Named stages from the card to the open service. While the card is debited no key does anything. */
export function ProgressScreen({ step, send, portal }: ScreenProps<ProgressStep['kind']>) {
  const { progress, backHome } = words.value;
  const order = orderOf(step);
  const { at, title, act, money, isUrgent, isPaid, back } = progressOf(step);
  const actions: readonly Action[] =
    isPaid && back !== null
      ? [{ id: 'leave', label: backHome, run: () => send({ kind: 'back' }) }]
      : [];
  return (
    <Situation
      portal={portal}
      send={send}
      id={`${step.kind}:${order.orderId}`}
      sign={{ icon: isPaid ? 'check' : 'card', tone: isPaid ? 'ok' : 'info' }}
      title={title}
      act={act}
      isUrgent={isUrgent}
      money={money}
      below={
        <p class={styles.elapsed}>
          <Elapsed portal={portal} />
        </p>
      }
      actions={actions}
      focusedId={STAGE_ID}
      back={back ?? undefined}
      at={STEP.pay}
      known={[isPaid ? 'paid' : 'paying', order.amountFen]}
      head={orderHead(order)}
      rows={[validityRow(order)]}
      rest={
        <div class={styles.stages}>
          <Stages names={progress.stages} at={at} id={STAGE_ID} focus={portal.focus} />
        </div>
      }
    />
  );
}
