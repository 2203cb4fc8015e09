import type { Service } from '../tsp/tspTypes.ts';
import { Pill } from '../ui/Pill.tsx';
import { fill } from '../ui/words/fill.ts';
import { day, shortAmount, today } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';
import type { Portal } from './portal.ts';

interface Props {
  readonly service: Service;
  readonly portal: Portal;
}

/** Says what is overdue; else whether and until when the service is paid; nothing where it never was. */
export function SubscriptionPill({ service: { serviceId, subscription }, portal }: Props) {
  const { home } = words.value;
  const { state, validTo, renewal } = subscription;
  const { now, catalogue } = portal;
  const overdueFen = (catalogue.subscriber.value?.dues ?? [])
    .filter((item) => item.serviceId === serviceId && item.dueDate < today(now.peek()))
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (overdueFen > 0)
    return <Pill tone="bad">{fill(home.overdue, { amount: shortAmount(overdueFen) })}</Pill>;
  // Only the year is taken from the time: peeking spares every card a tick a second.
  const until = validTo === undefined ? null : fill(home.until, { day: day(validTo, now.peek()) });
  if (renewal) {
    const nextDay = day(renewal.nextDate, now.peek());
    return <Pill tone="ok">{fill(words.value.renewal.until, { day: nextDay })}</Pill>;
  }
  switch (state) {
    case 'none':
      return null;
    case 'active':
      return <Pill tone="ok">{until ?? home.subscribed}</Pill>;
    case 'expiring':
      return <Pill tone="warn">{until ?? home.subscribed}</Pill>;
    case 'expired':
      return <Pill tone="bad">{home.expired}</Pill>;
    case 'stopped':
      return <Pill tone="plain">{home.stopped}</Pill>;
  }
}
