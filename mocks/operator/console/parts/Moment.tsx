import { useConsole } from '../state/console.ts';
import { age, moment, shortMoment } from '../state/format.ts';
import { say } from '../state/language.ts';

/** A moment in China's time, as short as possible. The full time is in the `title`. */
export function Moment({ at, long }: { readonly at: string; readonly long?: boolean }) {
  const { clock } = useConsole();
  return (
    <time dateTime={at} title={moment(at)}>
      {long ? moment(at) : shortMoment(at, clock.now())}
    </time>
  );
}

export function Age({ since }: { readonly since: string }) {
  const { clock } = useConsole();
  return (
    <time dateTime={since} title={say(`自 ${moment(since)}`, `since ${moment(since)}`)}>
      {age(since, clock.now())}
    </time>
  );
}
