import { zoneOf } from '../../remote/zones.ts';
import type { Hint } from '../../ui/KeyHints.tsx';
import { Message } from '../../ui/Message.tsx';
import { Split } from '../../ui/Split.tsx';
import { Stages } from '../../ui/Stages.tsx';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import { orderRows } from '../quoteRows.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { Elapsed } from '../StatusLine.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import styles from './ProgressScreen.module.css';
import { orderOf, type ProgressStep, progressOf } from './progressOf.ts';

const STAGE_ID = 'stage';

/** Named stages from the card to the open service. While the card is debited no key does anything. */
export function ProgressScreen({ step, send, portal }: ScreenProps<ProgressStep['kind']>) {
  const { progress, row, backHome, hint } = words.value;
  const order = orderOf(step);
  const { at, title, act, money, isUrgent, isPaid, back } = progressOf(step);
  const goBack = () => send({ kind: 'back' });
  const actions: readonly Action[] =
    isPaid && back !== null ? [{ id: 'leave', label: backHome, run: goBack }] : [];
  takeKeys(portal, {
    key: `${step.kind}:${order.orderId}`,
    zones: [actionZone(actions), zoneOf('stage', actions.length > 0 ? [] : [STAGE_ID], 1)],
    onOk: runAction(actions),
    ...(back === null ? {} : { onBack: goBack }),
  });
  const hints: Hint[] = [];
  if (actions.length > 0) hints.push(['ok', hint.confirm]);
  if (back !== null) hints.push(['back', back]);
  const total = { label: isPaid ? row.paidTotal : row.total, fen: order.amountFen };
  return (
    <ScreenFrame portal={portal} money={[isPaid ? 'paid' : 'due', order.amountFen]} hints={hints}>
      <Split
        left={
          <>
            <Message
              sign={{ icon: isPaid ? 'check' : 'card', tone: isPaid ? 'ok' : 'info' }}
              title={title}
              act={act}
              isUrgent={isUrgent}
              money={money}
            />
            <p class={styles.elapsed}>
              <Elapsed portal={portal} />
            </p>
          </>
        }
        {...(actions.length > 0
          ? { foot: <ActionButtons actions={actions} focus={portal.focus} /> }
          : {})}
        right={
          <MoneyPanel rows={orderRows(order)} total={total}>
            <div class={styles.stages}>
              <Stages names={progress.stages} at={at} id={STAGE_ID} focus={portal.focus} />
            </div>
          </MoneyPanel>
        }
      />
    </ScreenFrame>
  );
}
