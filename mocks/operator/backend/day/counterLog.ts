/** Writes the platform's counters into the log, once an hour, as far as they have grown: nobody else can read them. */
import type { Log } from '../../../../src/shared/log.ts';
import type { Timers } from '../../../../src/shared/time.ts';

interface CounterLogParts {
  readonly timers: Timers;
  readonly log: Log;
  /** The counters since the start. */
  readonly counters: () => Readonly<Record<string, number>>;
}

const HOUR_MS = 3_600_000;
/** Boxes make up names: no line gets longer than this many of them. */
const MOST_SHOWN = 40;

/** Returns the way to end it, which writes what is left. */
export function startCounterLog({ timers, log, counters }: CounterLogParts): () => void {
  let told: Readonly<Record<string, number>> = {};
  let cancel = () => {};

  function tell(): void {
    const now = counters();
    const grown = Object.entries(now)
      .map(([name, count]) => ({ name, by: count - (told[name] ?? 0) }))
      .filter(({ by }) => by > 0)
      .sort((a, b) => b.by - a.by || (a.name < b.name ? -1 : 1));
    told = now;
    if (grown.length === 0) return;
    const shown = grown.slice(0, MOST_SHOWN).map(({ name, by }) => `${name} ${by}`);
    const more = grown.length > MOST_SHOWN ? `, and ${grown.length - MOST_SHOWN} others` : '';
    log('tsp', `counted since the last such line: ${shown.join(', ')}${more}`);
  }

  function wait(): void {
    cancel = timers.after(HOUR_MS, () => {
      tell();
      wait();
    });
  }
  wait();
  return () => {
    cancel();
    tell();
  };
}
