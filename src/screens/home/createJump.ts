/** Typing the number of a service: what was typed, where it leads, and going there. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Loaded } from '../../catalogue/loaded.ts';
import type { Found } from '../../catalogue/serviceList.ts';
import type { Timers } from '../../shared/time.ts';

/** Times after the last digit: until the service is looked up, and until the list goes there. */
const LOOK_MS = 150;
const GO_MS = 1500;
/** How long a number that leads nowhere stays to be read. */
const READ_MS = 2500;
const MOST_DIGITS = 6;

interface Jumping {
  readonly typed: string;
  /** `null` when no service has this number. */
  readonly found: Loaded<Found | null>;
}

export interface Jump {
  /** `null` while nothing is typed. */
  readonly state: ReadonlySignal<Jumping | null>;
  type(digit: string): void;
  /** Does not wait for another digit. */
  go(): void;
  cancel(): void;
}

export function createJump(
  { find }: Pick<Catalogue, 'find'>,
  timers: Timers,
  arrive: (found: Found) => void,
): Jump {
  const state = signal<Jumping | null>(null);
  let isDue = false;
  let stopLooking = () => {};
  let stopWaiting = () => {};

  function stop(): void {
    isDue = false;
    stopLooking();
    stopWaiting();
  }

  function cancel(): void {
    stop();
    state.value = null;
  }

  function finish(): void {
    const found = state.value?.found;
    if (!isDue || !found || found.state === 'loading') return;
    const target = found.state === 'ready' && found.value;
    if (target) {
      cancel();
      arrive(target);
    } else stopWaiting = timers.after(READ_MS, cancel);
  }

  function set(typed: string, found: Jumping['found']): void {
    state.value = { typed, found };
    finish();
  }

  async function look(typed: string): Promise<void> {
    const found = await find(Number(typed));
    if (state.value?.typed === typed) set(typed, found);
  }

  function go(): void {
    stopWaiting();
    isDue = true;
    finish();
  }

  return {
    state,
    type(digit) {
      const before = isDue || !state.value ? '' : state.value.typed;
      if (before.length >= MOST_DIGITS) return;
      stop();
      const typed = (before + digit).replace(/^0+(?=.)/, '');
      if (typed === '0') set(typed, { state: 'ready', value: null });
      else {
        set(typed, { state: 'loading' });
        stopLooking = timers.after(LOOK_MS, () => void look(typed));
      }
      stopWaiting = timers.after(GO_MS, go);
    },
    go,
    cancel,
  };
}
