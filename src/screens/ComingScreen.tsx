import type { StepKind } from '../payment/steps.ts';
import { words } from '../ui/words/words.ts';
import { Situation } from './Situation.tsx';
import type { ScreenProps } from './screenProps.ts';

/** In place of a screen whose script is still on its way. */
export const ComingScreen = ({ send, portal }: Pick<ScreenProps<StepKind>, 'send' | 'portal'>) => (
  <Situation
    portal={portal}
    send={send}
    id="coming"
    sign={{ icon: 'wait', tone: 'info' }}
    {...words.value.coming}
    back={words.value.hint.previous}
  />
);
