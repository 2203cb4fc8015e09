import type { ReadonlySignal } from '@preact/signals';
import type { Instant } from '../shared/time.ts';
import type { Subscription } from '../tsp/tspTypes.ts';
import { Pill } from '../ui/Pill.tsx';
import { fill } from '../ui/words/fill.ts';
import { day } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';

interface Props {
  readonly subscription: Subscription;
  readonly now: ReadonlySignal<Instant>;
}

/** Whether and until when the service is paid; nothing where it never was. */
export function SubscriptionPill({ subscription: { state, validTo }, now }: Props) {
  const { home } = words.value;
  // Only the year is taken from the time: peeking spares every card a tick a second.
  const until = validTo === undefined ? null : fill(home.until, { day: day(validTo, now.peek()) });
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
