import type { StepOf } from '../../payment/steps.ts';
import { Message } from '../../ui/Message.tsx';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import { doubtRows } from './doubtRows.ts';

/** It is not known whether the card was debited: neither "paid" nor "not charged" may stand here. */
export function DoubtScreen({ step, send, portal }: ScreenProps<'insertSameCard'>) {
  const { doubt: say, hint, row } = words.value;
  const { doubt } = step;
  const actions: readonly Action[] = [
    { id: 'later', label: say.later, run: () => send({ kind: 'closed' }) },
  ];
  takeKeys(portal, {
    key: `doubt:${doubt.attemptId}`,
    zones: [actionZone(actions)],
    onOk: runAction(actions),
    onBack: () => send({ kind: 'back' }),
  });
  return (
    <ScreenFrame
      portal={portal}
      money={['doubted', doubt.amountFen]}
      hints={[
        ['ok', say.later],
        ['back', hint.home],
      ]}
    >
      <Split
        left={
          <Message
            sign={{ icon: 'warning', tone: 'warn' }}
            title={step.otherCard ? say.otherTitle : say.title}
            act={actOf(step)}
            money={say.money}
          />
        }
        foot={<ActionButtons actions={actions} focus={portal.focus} />}
        right={
          <MoneyPanel
            rows={doubtRows(doubt, say.state)}
            total={{ label: row.amount, fen: doubt.amountFen }}
          />
        }
      />
    </ScreenFrame>
  );
}

/** The nearest obstacle first. */
function actOf({ sight, otherCard, doubt }: StepOf<'insertSameCard'>): string {
  const say = words.value.doubt;
  if (sight === 'no-reader') return say.noReader;
  if (otherCard) return say.otherAct(doubt.cardTail);
  if (sight === 'mute') return say.mute;
  if (sight === 'used') return say.used;
  return doubt.softly ? say.softAct : say.act;
}
