import { words } from '../../ui/words/words.ts';
import type { ScreenProps } from '../portal.ts';
import { STEP } from '../ScreenFrame.tsx';
import { Situation } from '../Situation.tsx';
import { doubtHead, doubtRows } from './doubtRows.ts';

/** The card is being asked; taking it out is the only way to leave, and no text suggests that. */
export function ResolvingScreen({ step: { doubt }, send, portal }: ScreenProps<'resolving'>) {
  const { doubt: say } = words.value;
  return (
    <Situation
      portal={portal}
      send={send}
      id={`resolving:${doubt.attemptId}`}
      sign={{ icon: 'card', tone: 'info' }}
      title={say.resolving}
      act={say.resolvingAct}
      money={say.resolvingMoney}
      at={STEP.pay}
      head={doubtHead(doubt)}
      known={['doubted', doubt.amountFen]}
      rows={doubtRows(doubt, say.checking)}
    />
  );
}
