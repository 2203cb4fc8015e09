/** Loads the script that follows the first screen. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Log } from '../shared/log.ts';
import type { Timers } from '../shared/time.ts';

interface Late<T> {
  /** Null until it is there. */
  readonly there: ReadonlySignal<T | null>;
  /** Asks for it once for all callers, again and again until it comes; resolves when it is there. */
  come(): Promise<T>;
}

const RETRY_MS = 5_000;

export function loadLate<T>(load: () => Promise<T>, timers: Timers, log: Log): Late<T> {
  const there = signal<T | null>(null);
  let coming: Promise<T> | undefined;
  async function untilItCame(): Promise<T> {
    for (;;) {
      try {
        there.value = await load();
        return there.value;
      } catch (cause) {
        log('late', String(cause));
        await new Promise<void>((resolve) => timers.after(RETRY_MS, resolve));
      }
    }
  }
  return {
    there,
    come() {
      coming = coming || untilItCame();
      return coming;
    },
  };
}
