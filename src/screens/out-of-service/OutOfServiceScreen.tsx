import { Countdown } from '../../ui/Countdown.tsx';
import type { Row } from '../../ui/Rows.tsx';
import { fill } from '../../ui/words/fill.ts';
import { words } from '../../ui/words/words.ts';
import { Situation } from '../Situation.tsx';
import type { ScreenProps } from '../screenProps.ts';

export function OutOfServiceScreen({ step, send, portal }: ScreenProps<'outOfService'>) {
  const { outOfService: say, refused, hint, row } = words.value;
  const { failure, retryInMs } = step;
  const { title, act } = refused.failure[failure.kind];
  const rows: Row[] = [
    { label: row.state, value: title, tone: 'warn' },
    { label: row.hotline, value: portal.operator.hotline },
  ];
  if (failure.ref !== undefined) rows.push({ label: row.ref, value: failure.ref });
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
      rows={rows}
    />
  );
}
