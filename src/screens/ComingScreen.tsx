import { earlyTransitions, type Table } from '../payment/earlyTransitions.ts';
import type { StepKind } from '../payment/steps.ts';
import { zoneOf } from '../remote/zones.ts';
import { Message } from '../ui/Message.tsx';
import { Split } from '../ui/Split.tsx';
import { words } from '../ui/words/words.ts';
import { actionHints } from './actions.ts';
import type { ScreenProps } from './portal.ts';
import { ScreenFrame } from './ScreenFrame.tsx';
import { STATUS_ID, StatusLine } from './StatusLine.tsx';
import { takeKeys } from './takeKeys.ts';

interface Props extends Pick<ScreenProps<StepKind>, 'send' | 'portal'> {
  /** Absent while a dialog's script is coming: then `send` closes the dialog. */
  readonly step?: ScreenProps<StepKind>['step'];
}

/** Takes the place of a screen whose script is still on its way; Back does what it does there. */
export function ComingScreen({ send, portal, step }: Props) {
  const { coming, hint } = words.value;
  const rows: Partial<Table> = earlyTransitions;
  const isStuck = step && !rows[step.kind]?.back;
  const back = isStuck ? undefined : hint.previous;
  takeKeys(portal, {
    key: 'coming',
    zones: [zoneOf('waiting', [STATUS_ID], 1)],
    onBack: back === undefined ? back : () => send({ kind: 'back' }),
  });
  return (
    <ScreenFrame portal={portal} hints={actionHints([], back)}>
      <Split
        left={<Message sign={{ icon: 'wait', tone: 'info' }} {...coming} />}
        foot={<StatusLine portal={portal} />}
      />
    </ScreenFrame>
  );
}
