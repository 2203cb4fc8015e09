import { words } from '../../ui/words/words.ts';
import { quoteRows } from '../quoteRows.ts';
import { Situation } from '../Situation.tsx';
import type { ScreenProps } from '../screenProps.ts';

/** The order is on its way: one flight only, so no key until it has landed. */
export function OrderingScreen({ step: { quote }, portal }: ScreenProps<'ordering'>) {
  const { ordering, row } = words.value;
  return (
    <Situation
      portal={portal}
      id="ordering"
      {...ordering}
      headerMoney={['due', quote.amountFen]}
      rows={quoteRows(quote)}
      total={[row.total, quote.amountFen]}
    />
  );
}
