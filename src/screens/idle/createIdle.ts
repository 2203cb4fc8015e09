/**
 * When nobody presses a key: a warning, then home with nothing personal left on it (WCAG 2.2.1: a minute's warning, and
 * any key stays). Never where something is under way: the transition table says where that is.
 */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Step } from '../../payment/steps.ts';
import type { Clock, Instant, Timers } from '../../shared/time.ts';

/** How long the warning stands. */
export const WARNING_MS = 60_000;

interface IdleParts {
  readonly step: ReadonlySignal<Step>;
  /** Nothing is under way on the current step. */
  mayLeave(): boolean;
  /** On home: a dialog is open, or something is typed. */
  isBusy(): boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly idleMs: number;
  /** Sends everything home and forgets what was looked at. */
  leave(): void;
}

export interface Idle {
  /** When the screens go home; `null` while no warning stands. */
  readonly leavesAt: ReadonlySignal<Instant | null>;
  /** A key was pressed. */
  stay(): void;
}

export function createIdle(parts: IdleParts): Idle {
  const { step, mayLeave, isBusy, clock, timers, idleMs, leave } = parts;
  const leavesAt = signal<Instant | null>(null);
  /** Nobody has touched anything since home was left clean. */
  let isClean = false;
  let cancel = () => {};

  function begin(): void {
    cancel();
    leavesAt.value = null;
    cancel = timers.after(idleMs, warn);
  }

  function goHome(): void {
    leavesAt.value = null;
    isClean = true;
    leave();
  }

  function warn(): void {
    if (!mayLeave()) begin();
    else if (step.peek().kind === 'home' && !isBusy()) {
      // Nothing would be lost, so there is no warning; and once is enough.
      if (!isClean) goHome();
    } else {
      leavesAt.value = clock.now() + WARNING_MS;
      cancel = timers.after(WARNING_MS, goHome);
    }
  }

  let kind = '';
  effect(() => {
    const next = step.value.kind;
    if (next === kind) return;
    kind = next;
    // A warning stays for the next step if that can be left as well: nobody has pressed a key.
    if (leavesAt.peek() === null || !mayLeave()) begin();
  });
  return {
    leavesAt,
    stay() {
      isClean = false;
      begin();
    },
  };
}
