import { Countdown } from '../../ui/Countdown.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Message } from '../../ui/Message.tsx';
import type { Tone } from '../../ui/Pill.tsx';
import { Note, Split } from '../../ui/Split.tsx';
import { amount } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import { type ResultKind, resultOf } from './resultOf.ts';
import { resultRows } from './resultRows.ts';

/** A second OK of an impatient thumb must not close the receipt unread. */
const GUARD_OK_MS = 800;

const SIGNS: Readonly<Record<ResultKind, { icon: IconName; tone: Tone }>> = {
  open: { icon: 'check', tone: 'ok' },
  opening: { icon: 'check', tone: 'ok' },
  credited: { icon: 'warning', tone: 'warn' },
  refunded: { icon: 'warning', tone: 'warn' },
  manual: { icon: 'person', tone: 'warn' },
  unsure: { icon: 'wait', tone: 'warn' },
};

export function ResultScreen({ step: { order, receipt }, send, portal }: ScreenProps<'result'>) {
  const { result, hint, row } = words.value;
  const close = () => send({ kind: 'closed' });
  const actions: readonly Action[] = [
    { id: 'done', label: result.done, run: close },
    { id: 'history', label: result.history, run: () => send({ kind: 'historyOpened' }) },
  ];
  takeKeys(portal, {
    key: `result:${order.orderId}`,
    zones: [actionZone(actions)],
    guardOkMs: GUARD_OK_MS,
    onOk: runAction(actions),
    onBack: () => send({ kind: 'back' }),
  });
  const kind = resultOf(order.state);
  const isKnown = kind !== 'manual' && kind !== 'unsure';
  const { title, act } = result[kind];
  const total = { label: isKnown ? row.paidTotal : row.amount, fen: order.amountFen };
  return (
    <ScreenFrame
      portal={portal}
      money={[isKnown ? 'paid' : 'doubted', order.amountFen]}
      hints={[
        ['sides', hint.choose],
        ['ok', hint.confirm],
        ['back', hint.home],
      ]}
    >
      <Split
        left={
          <Message
            sign={SIGNS[kind]}
            title={title}
            act={act}
            money={isKnown ? result.money(amount(order.amountFen)) : result.manualMoney}
          />
        }
        foot={
          <>
            <ActionButtons actions={actions} focus={portal.focus} />
            <Note>
              <Countdown
                now={portal.now}
                until={portal.visit.since + portal.limits.resultMs}
                say={result.homeIn}
              />
            </Note>
          </>
        }
        right={<MoneyPanel rows={resultRows(order, receipt)} total={total} />}
      />
    </ScreenFrame>
  );
}
