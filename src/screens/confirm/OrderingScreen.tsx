import { words } from '../../ui/words/words.ts';
import type { ScreenProps } from '../portal.ts';
import { quoteHead, quoteRows } from '../quoteRows.ts';
import { STEP } from '../ScreenFrame.tsx';
import { Situation } from '../Situation.tsx';

/** The order is on its way, and must be sent once only: no key does anything until the answer is here. */
export function OrderingScreen({ step: { quote }, send, portal }: ScreenProps<'ordering'>) {
  return (
    <Situation
      portal={portal}
      send={send}
      id="ordering"
      {...words.value.ordering}
      at={STEP.check}
      head={quoteHead(quote)}
      known={['due', quote.amountFen]}
      rows={quoteRows(quote)}
    />
  );
}
