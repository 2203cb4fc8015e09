/** Stands between the screens and the payment: a key that would spend money may need the child lock's PIN first. */
import { afterRefusal } from '../payment/afterRefusal.ts';
import type { KeyEvent } from '../payment/events.ts';
import type { Payment } from '../payment/payment.ts';
import type { Step } from '../payment/steps.ts';
import type { Portal } from '../screens/portal.ts';
import type { Fen } from '../shared/money.ts';

/** The amount, when this key sends it on its way to the card; else `null`. No other key leads there. */
export function amountAtStake(step: Step, event: KeyEvent): Fen | null {
  if (step.kind === 'confirm' && event.kind === 'amountConfirmed') return step.quote.amountFen;
  if (step.kind === 'refused' && event.kind === 'retried' && event.remedy) {
    const next = afterRefusal(step, event.remedy, null);
    if (next.kind === 'waitCard') return next.payable.order.amountFen;
  }
  return null;
}

/**
 * Passes key events on to the payment; a guarded amount only after its PIN, and only on the screen that asked for it.
 */
export function keyGate(
  payment: Pick<Payment, 'step' | 'send'>,
  { settings, dialog }: Pick<Portal, 'settings' | 'dialog'>,
): (event: KeyEvent) => void {
  return (event) => {
    const step = payment.step.peek();
    const amountFen = amountAtStake(step, event);
    if (amountFen === null || !settings.lock.guards(amountFen)) return payment.send(event);
    dialog.value = {
      at: 'pin',
      amountFen,
      back: null,
      opened() {
        dialog.value = null;
        if (payment.step.peek() === step) payment.send(event);
      },
    };
  };
}
