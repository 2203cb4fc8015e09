import { Countdown } from '../../ui/Countdown.tsx';
import { fill } from '../../ui/words/fill.ts';
import { words } from '../../ui/words/words.ts';
import { HelpPanel } from '../HelpPanel.tsx';
import type { ScreenProps } from '../portal.ts';
import { Situation } from '../Situation.tsx';

export function OutOfServiceScreen({ step, send, portal }: ScreenProps<'outOfService'>) {
  const { outOfService: say, refused, hint, row } = words.value;
  const { failure, retryInMs } = step;
  const { title, act } = refused.failure[failure.kind];
  return (
    <Situation
      portal={portal}
      send={send}
      id="outOfService"
      sign={{ icon: 'warning', tone: 'warn' }}
      title={say.title}
      act={act}
      money={say.money}
      actions={[{ id: 'retry', label: say.retryNow, run: () => send({ kind: 'retried' }) }]}
      back={hint.leave}
      note={
        <Countdown
          now={portal.now}
          until={() => portal.visit.since + retryInMs}
          say={(left) => (left > 0 ? fill(say.retryIn, { seconds: left }) : say.retrying)}
        />
      }
      rows={[{ label: row.state, value: title, tone: 'warn' }]}
      rest={<HelpPanel operator={portal.operator} code={failure.ref} />}
    />
  );
}
