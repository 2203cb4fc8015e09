import { words } from '../../ui/words/words.ts';
import type { ScreenProps } from '../portal.ts';
import { Situation } from '../Situation.tsx';

/** No way back: a viewer who left now would not learn of an unfinished payment. */
export const RecoveringScreen = ({ send, portal }: ScreenProps<'recovering'>) => (
  <Situation
    portal={portal}
    send={send}
    id="recovering"
    sign={{ icon: 'wait', tone: 'info' }}
    {...words.value.recovering}
  />
);
