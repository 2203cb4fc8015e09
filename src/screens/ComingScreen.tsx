import type { StepKind } from '../payment/steps.ts';
import { transitions } from '../payment/transitions.ts';
import { words } from '../ui/words/words.ts';
import type { ScreenProps } from './portal.ts';
import { Situation } from './Situation.tsx';

interface Props extends Pick<ScreenProps<StepKind>, 'send' | 'portal'> {
  /** Absent while a dialog's script is coming: then `send` closes the dialog. */
  readonly step?: ScreenProps<StepKind>['step'];
}

/** Takes the place of a screen whose script is still on its way; Back does what it does there. */
export function ComingScreen({ send, portal, step }: Props) {
  const { coming, hint } = words.value;
  const isStuck = step && !transitions[step.kind].back;
  return (
    <Situation
      portal={portal}
      send={send}
      id="coming"
      sign={{ icon: 'wait', tone: 'info' }}
      {...coming}
      back={isStuck ? undefined : hint.previous}
    />
  );
}
