import { zoneOf } from '../../remote/zones.ts';
import { Message } from '../../ui/Message.tsx';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { STATUS_ID, StatusLine } from '../StatusLine.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';

export function RecoveringScreen({ portal, send }: ScreenProps<'recovering'>) {
  const { recovering, hint } = words.value;
  takeKeys(portal, {
    key: 'recovering',
    zones: [zoneOf('status', [STATUS_ID], 1)],
    onBack: () => send({ kind: 'back' }),
  });
  return (
    <ScreenFrame portal={portal} hints={[['back', hint.leave]]}>
      <Split
        left={<Message sign={{ icon: 'wait', tone: 'info' }} {...recovering} />}
        foot={<StatusLine portal={portal} />}
        right={null}
      />
    </ScreenFrame>
  );
}
