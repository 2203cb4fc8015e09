/** Tells the platform which parts of its answers did not fit: names only, each once a page, and quietly. */
import { effect, type ReadonlySignal } from '@preact/signals';
import type { Timers } from '../shared/time.ts';
import type { TspLink } from '../tsp/tspLink.ts';

/** From a name to the request: others may follow, and a payment goes first. */
const TELL_MS = 60_000;
/** As many as one request may have. */
const MOST = 50;

/** A name as the contract allows it. */
const counter = (name: string): string =>
  `misfit.${name}`
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '-')
    .slice(0, 60);

/** When it is not heard, it is told again with the next name, or never. */
export function tellPlatform(
  { post }: Pick<TspLink, 'post'>,
  misfits: ReadonlySignal<readonly string[]>,
  timers: Timers,
  portalVersion: string,
): void {
  let told: readonly string[] = [];
  let isWaiting = false;
  const tell = async () => {
    isWaiting = false;
    const names = misfits.peek().filter((name) => told.indexOf(name) < 0);
    const counters: Record<string, number> = {};
    for (const name of names.slice(0, MOST)) counters[counter(name)] = 1;
    const answer = await post(
      () => null,
      '/telemetry',
      () => ({ portalVersion, counters }),
    );
    if (answer.ok) told = told.concat(names);
  };
  effect(() => {
    if (misfits.value.length === 0 || isWaiting) return;
    isWaiting = true;
    timers.after(TELL_MS, tell);
  });
}
