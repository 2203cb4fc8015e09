import { Message } from '../../ui/Message.tsx';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import { orderRows } from '../quoteRows.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';

/** The case number is read out over the telephone, so nothing else stands larger. */
export function ManualCaseScreen({ step: { order }, send, portal }: ScreenProps<'manualCase'>) {
  const { manual, row, backHome, hint } = words.value;
  const { hotline } = portal.operator;
  const actions: readonly Action[] = [
    { id: 'close', label: backHome, run: () => send({ kind: 'closed' }) },
  ];
  takeKeys(portal, {
    key: `manualCase:${order.orderId}`,
    zones: [actionZone(actions)],
    guardOkMs: 800,
    onOk: runAction(actions),
    onBack: () => send({ kind: 'back' }),
  });
  return (
    <ScreenFrame
      portal={portal}
      money={['doubted', order.amountFen]}
      hints={[
        ['ok', hint.home],
        ['back', hint.home],
      ]}
    >
      <Split
        left={
          <Message
            sign={{ icon: 'person', tone: 'warn' }}
            title={manual.title}
            act={manual.act(hotline)}
            money={manual.money}
          />
        }
        foot={<ActionButtons actions={actions} focus={portal.focus} />}
        right={
          <MoneyPanel
            rows={[
              { label: row.caseNo, value: order.caseNo ?? order.ref, tone: 'warn' },
              { label: row.hotline, value: hotline },
              { label: row.state, value: manual.state },
              ...orderRows(order),
            ]}
            total={{ label: row.amount, fen: order.amountFen }}
          />
        }
      />
    </ScreenFrame>
  );
}
