import { Countdown } from '../../ui/Countdown.tsx';
import { Message } from '../../ui/Message.tsx';
import type { Row } from '../../ui/Rows.tsx';
import { Note, Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';

export function OutOfServiceScreen({ step, send, portal }: ScreenProps<'outOfService'>) {
  const { outOfService: say, refused, hint, row } = words.value;
  const { failure, retryInMs } = step;
  const actions: readonly Action[] = [
    { id: 'retry', label: say.retryNow, run: () => send({ kind: 'retried' }) },
  ];
  takeKeys(portal, {
    key: 'outOfService',
    zones: [actionZone(actions)],
    onOk: runAction(actions),
    onBack: () => send({ kind: 'back' }),
  });
  const { title, act } = refused.failure[failure.kind];
  const rows: Row[] = [{ label: row.hotline, value: portal.operator.hotline }];
  if (failure.ref !== undefined) rows.push({ label: row.ref, value: failure.ref });
  return (
    <ScreenFrame
      portal={portal}
      hints={[
        ['ok', say.retryNow],
        ['back', hint.leave],
      ]}
    >
      <Split
        left={
          <Message
            sign={{ icon: 'warning', tone: 'warn' }}
            title={say.title}
            act={act}
            money={say.money}
          />
        }
        foot={
          <>
            <ActionButtons actions={actions} focus={portal.focus} />
            <Note>
              <Countdown
                now={portal.now}
                until={portal.visit.since + retryInMs}
                say={(left) => (left > 0 ? say.retryIn(left) : say.retrying)}
              />
            </Note>
          </>
        }
        right={<MoneyPanel rows={[{ label: row.state, value: title, tone: 'warn' }, ...rows]} />}
      />
    </ScreenFrame>
  );
}
