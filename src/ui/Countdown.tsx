import type { ReadonlySignal } from '@preact/signals';
import type { Instant } from '../shared/time.ts';
import { secondsUntil } from './words/format.ts';

interface CountdownProps {
  readonly now: ReadonlySignal<Instant>;
  /** Asked while drawing: the screen may only just have come up. */
  until(): Instant;
  /** The words for the seconds left; empty words show nothing. */
  say(secondsLeft: number): string;
}

/** Text that changes every second without its screen. */
export const Countdown = ({ now, until, say }: CountdownProps) => (
  <>{say(secondsUntil(until(), now.value))}</>
);
