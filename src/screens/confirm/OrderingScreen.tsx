import { zoneOf } from '../../remote/zones.ts';
import { Message } from '../../ui/Message.tsx';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import { quoteRows } from '../quoteRows.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { STATUS_ID, StatusLine } from '../StatusLine.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';

/** The order is on its way: one flight only, so no key until it has landed. */
export function OrderingScreen({ step: { quote }, portal }: ScreenProps<'ordering'>) {
  const { ordering, row } = words.value;
  takeKeys(portal, { key: 'ordering', zones: [zoneOf('status', [STATUS_ID], 1)] });
  return (
    <ScreenFrame portal={portal} money={['due', quote.amountFen]} hints={[]}>
      <Split
        left={<Message title={ordering.title} act={ordering.act} money={ordering.money} />}
        foot={<StatusLine portal={portal} />}
        right={
          <MoneyPanel rows={quoteRows(quote)} total={{ label: row.total, fen: quote.amountFen }} />
        }
      />
    </ScreenFrame>
  );
}
