/** The time as a signal: it changes on every full second, and only while something watches it. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock, Instant, Timers } from '../shared/time.ts';

export function createTicker(clock: Clock, timers: Timers): ReadonlySignal<Instant> {
  let stop = () => {};
  const ticker = signal(clock.now(), { watched: tick, unwatched: () => stop() });
  function tick(): void {
    const now = clock.now();
    ticker.value = now;
    // Never less than half a second: a clock that is set back must not make the ticker spin.
    stop = timers.after(Math.max(500, 1000 - (now % 1000)), tick);
  }
  return ticker;
}
