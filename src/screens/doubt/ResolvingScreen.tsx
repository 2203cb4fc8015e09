import { zoneOf } from '../../remote/zones.ts';
import { Message } from '../../ui/Message.tsx';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { STATUS_ID, StatusLine } from '../StatusLine.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import { doubtRows } from './doubtRows.ts';

/** The card is being asked; taking it out is the only way to leave, and nothing asks for that. */
export function ResolvingScreen({ step: { doubt }, portal }: ScreenProps<'resolving'>) {
  const { doubt: say, row } = words.value;
  takeKeys(portal, {
    key: `resolving:${doubt.attemptId}`,
    zones: [zoneOf('status', [STATUS_ID], 1)],
  });
  return (
    <ScreenFrame portal={portal} money={['doubted', doubt.amountFen]} hints={[]}>
      <Split
        left={
          <Message
            sign={{ icon: 'card', tone: 'info' }}
            title={say.resolving}
            act={say.resolvingAct}
            money={say.money}
          />
        }
        foot={<StatusLine portal={portal} />}
        right={
          <MoneyPanel
            rows={doubtRows(doubt, say.checking)}
            total={{ label: row.amount, fen: doubt.amountFen }}
          />
        }
      />
    </ScreenFrame>
  );
}
