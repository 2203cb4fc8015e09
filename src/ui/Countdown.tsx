import type { ReadonlySignal } from '@preact/signals';
import type { Instant } from '../shared/time.ts';
import { secondsUntil } from './words/format.ts';

interface CountdownProps {
  readonly now: ReadonlySignal<Instant>;
  /** Called while drawing, because the end may only be known once the screen is shown. */
  until(): Instant;
  /** The text for the seconds left; an empty text shows nothing. */
  say(secondsLeft: number): string;
}

/** Text that changes every second without drawing its screen again. */
export const Countdown = ({ now, until, say }: CountdownProps) => (
  <>{say(secondsUntil(until(), now.value))}</>
);
