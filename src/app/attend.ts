/**
 * What applies to every screen: the home and menu keys, dialogs that close with their screen, going home when nobody is
 * there, and beginning again when the box was away.
 */
import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { Payment } from '../payment/payment.ts';
import type { StepKind } from '../payment/steps.ts';
import type { Command } from '../remote/keys.ts';
import { createIdle, type Idle, WARNING_MS } from '../screens/idle/createIdle.ts';
import type { Portal } from '../screens/portal.ts';
import { SETTINGS } from '../screens/settings/dialogState.ts';
import { type AbsenceParts, watchAbsence } from './watchAbsence.ts';

export interface Attending {
  readonly idle: Idle;
  /** Looks at a key before the screen does; true when the screen must not get it. */
  onKey(command: Command, layer: number): boolean;
}

/** Screens of what was fetched. What a payment came to stays true. */
const FETCHED: readonly StepKind[] = ['home', 'service', 'history'];

/** What the platform may allow. */
const LONGEST_CARD_WAIT_MS = 300_000;

interface Surroundings extends Pick<AbsenceParts, 'page' | 'clock' | 'boxTime'> {
  /** Changes when a card or reader comes or goes. */
  readonly slot: ReadonlySignal<unknown>;
  /** The box was away: what it knows of the platform's time is old, too. */
  onReturn(): void;
}

export function attend(
  payment: Payment,
  portal: Portal,
  { slot, onReturn, ...around }: Surroundings,
  idleMinutes = 3,
): Attending {
  const { dialog, focus, catalogue, clock, timers } = portal;
  const idleMs = idleMinutes * 60_000;
  const mayLeave = () => payment.knows('idled');
  /** While a card is being talked to, nothing may cover what the screen says. */
  const mayCover = () => mayLeave() || payment.step.peek().kind === 'waitCard';
  const clear = () => {
    dialog.value = null;
    focus.forget();
    catalogue.search(null);
  };
  const idle = createIdle({
    step: payment.step,
    mayLeave,
    isBusy: () => dialog.peek() !== null || catalogue.query.peek() !== null,
    clock,
    timers,
    idleMs,
    leave() {
      clear();
      catalogue.chooseCategory(null);
      catalogue.refresh();
      payment.send({ kind: 'idled' });
    },
  });
  let isOld = false;
  /** Everything is asked for again before anybody can act on it. Not while a payment is under way: then once home shows. */
  const renew = (mayBegin: boolean) => {
    if (!isOld || !mayBegin) return;
    isOld = false;
    onReturn();
    clear();
    catalogue.forget();
    // The order that the card was asked for is cancelled.
    if (payment.step.peek().kind === 'waitCard') payment.send({ kind: 'back' });
    payment.send({ kind: 'idled' });
    payment.send({ kind: 'woke' });
  };
  const check = watchAbsence({
    ...around,
    timers,
    // Longer than anybody may stay on a screen without one, also while a card is looked for.
    keylessMs: Math.max(idleMs, LONGEST_CARD_WAIT_MS) + 2 * WARNING_MS,
    onReturn() {
      isOld = true;
      const { kind } = payment.step.peek();
      renew(mayCover() && kind !== 'result');
    },
  });
  effect(() => {
    if (slot.value) untracked(check);
  });
  let before = payment.step.peek().kind;
  effect(() => {
    const { kind } = payment.step.value;
    if (kind !== before) dialog.value = null;
    before = kind;
    // Not within the change.
    if (isOld) timers.after(0, () => renew(FETCHED.indexOf(payment.step.peek().kind) >= 0));
  });
  return {
    idle,
    onKey(command, layer) {
      const step = payment.step.peek();
      check(true);
      // The key was meant for what is gone.
      if (payment.step.peek() !== step) return true;
      idle.stay();
      if (layer > 1) return false;
      if (command === 'home' && mayLeave()) {
        dialog.value = null;
        catalogue.search(null);
        payment.send({ kind: 'idled' });
        return true;
      }
      if (command !== 'menu' || layer > 0 || !mayCover()) return false;
      dialog.value = SETTINGS;
      return true;
    },
  };
}
