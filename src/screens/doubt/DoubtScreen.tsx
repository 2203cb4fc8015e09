import type { StepOf } from '../../payment/steps.ts';
import { fill } from '../../ui/words/fill.ts';
import { words } from '../../ui/words/words.ts';
import { askForReader } from '../actions.ts';
import { HelpPanel } from '../HelpPanel.tsx';
import type { ScreenProps } from '../portal.ts';
import { STEP } from '../ScreenFrame.tsx';
import { Situation } from '../Situation.tsx';
import { doubtHead, doubtRows } from './doubtRows.ts';

/** It is not known whether the card was debited: neither "paid" nor "not charged" may stand here. */
export function DoubtScreen({ step, send, portal }: ScreenProps<'insertSameCard'>) {
  const { doubt: say, hint } = words.value;
  const { doubt } = step;
  const isAsked = step.sight === 'no-reader' && portal.reader.canRequest.value;
  return (
    <Situation
      portal={portal}
      send={send}
      id={`doubt:${doubt.attemptId}:${isAsked}`}
      sign={{ icon: 'warning', tone: 'warn' }}
      title={step.otherCard ? say.otherTitle : say.title}
      act={isAsked ? words.value.card.allow.act : actOf(step)}
      money={say.money}
      actions={[
        ...(isAsked ? [askForReader(portal)] : []),
        { id: 'later', label: say.later, run: () => send({ kind: 'closed' }) },
      ]}
      back={hint.home}
      at={STEP.pay}
      head={doubtHead(doubt)}
      known={['doubted', doubt.amountFen]}
      rows={doubtRows(doubt, say.state)}
      rest={<HelpPanel operator={portal.operator} code={doubt.ref ?? doubt.attemptId.slice(-8)} />}
    />
  );
}

/** The nearest obstacle first. */
function actOf({ sight, otherCard, doubt }: StepOf<'insertSameCard'>): string {
  const say = words.value.doubt;
  if (otherCard) return fill(say.otherAct, { tail: doubt.cardTail });
  if (sight === 'mute') return say.mute;
  if (sight === 'used') return say.used;
  if (sight === 'empty') return doubt.softly ? say.softAct : say.act;
  return words.value.card.sight[sight].act;
}
