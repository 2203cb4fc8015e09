/**
 * What applies to every screen: the home and menu keys, dialogs that close with their screen, and going home when
 * nobody is there.
 */
import { effect } from '@preact/signals';
import type { Payment } from '../payment/payment.ts';
import type { StepKind } from '../payment/steps.ts';
import { transitions } from '../payment/transitions.ts';
import type { Command } from '../remote/keys.ts';
import { createIdle, type Idle } from '../screens/idle/createIdle.ts';
import type { Portal } from '../screens/portal.ts';
import { SETTINGS } from '../screens/settings/dialogState.ts';

export interface Attending {
  readonly idle: Idle;
  /** Looks at a key before the screen does; true when the screen must not get it. */
  onKey(command: Command, layer: number): boolean;
}

/** While a card is being talked to, nothing may cover what the screen says. */
const mayCover = (kind: StepKind): boolean =>
  transitions[kind].idled !== undefined || kind === 'waitCard';

export function attend(payment: Payment, portal: Portal, idleMinutes = 3): Attending {
  const { dialog, focus, catalogue, clock, timers } = portal;
  const idle = createIdle({
    step: payment.step,
    isBusy: () => dialog.peek() !== null || catalogue.query.peek() !== null,
    clock,
    timers,
    idleMs: idleMinutes * 60_000,
    leave() {
      dialog.value = null;
      focus.forget();
      catalogue.search(null);
      catalogue.chooseCategory(null);
      catalogue.refresh();
      payment.send({ kind: 'idled' });
    },
  });
  let before = payment.step.peek().kind;
  effect(() => {
    const { kind } = payment.step.value;
    if (kind !== before) dialog.value = null;
    before = kind;
  });
  return {
    idle,
    onKey(command, layer) {
      idle.stay();
      const { kind } = payment.step.peek();
      if (layer > 1) return false;
      if (command === 'home' && transitions[kind].idled) {
        dialog.value = null;
        catalogue.search(null);
        payment.send({ kind: 'idled' });
        return true;
      }
      if (command !== 'menu' || layer > 0 || !mayCover(kind)) return false;
      dialog.value = SETTINGS;
      return true;
    },
  };
}
