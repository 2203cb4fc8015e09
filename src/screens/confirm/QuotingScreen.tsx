import { zoneOf } from '../../remote/zones.ts';
import { Message } from '../../ui/Message.tsx';
import { Split } from '../../ui/Split.tsx';
import { say, words } from '../../ui/words/words.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { STATUS_ID, StatusLine } from '../StatusLine.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';

export function QuotingScreen({ step: { choice }, send, portal }: ScreenProps<'quoting'>) {
  const { quoting, hint, row, months } = words.value;
  takeKeys(portal, {
    key: 'quoting',
    zones: [zoneOf('status', [STATUS_ID], 1)],
    onBack: () => send({ kind: 'back' }),
  });
  const detail = portal.catalogue.service(choice.serviceId).value;
  const title =
    detail.state === 'ready' ? [{ label: row.service, value: say(detail.value.title) }] : [];
  return (
    <ScreenFrame portal={portal} hints={[['back', hint.previous]]}>
      <Split
        left={<Message title={quoting.title} act={quoting.act} money={quoting.money} />}
        foot={<StatusLine portal={portal} />}
        right={
          <MoneyPanel rows={[...title, { label: row.period, value: months(choice.months) }]} />
        }
      />
    </ScreenFrame>
  );
}
