/** Asks again for what a payment may have changed; for the history each time it is looked at. */
import { effect } from '@preact/signals';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Payment } from '../payment/payment.ts';
import type { StepKind, Unfinished } from '../payment/steps.ts';

/** Steps that show what is left open have it. */
interface WithUnfinished {
  readonly kind: StepKind;
  readonly unfinished?: Unfinished | null;
}

export function keepFresh(
  payment: Pick<Payment, 'step'>,
  catalogue: Pick<Catalogue, 'services' | 'refresh' | 'loadHistory'>,
  isFresh: boolean,
): void {
  // The catalogue is loaded at the start; with an empty journal the recovery cannot change it.
  let before = isFresh ? 'fresh' : '';
  let left: Unfinished | null | undefined;
  effect(() => {
    const step = payment.step.value;
    const { kind, unfinished } = step as WithUnfinished;
    if (before === 'fresh' && kind === 'recovering') return;
    const hasFailed = before === 'fresh' && catalogue.services.list.peek().state === 'failed';
    // From home to home with another banner: a payment in the background has ended. The key for home changes nothing.
    const hasEnded = before === 'home' && kind === before && unfinished !== left;
    // It is paid, and the list that led here did not say so.
    const isPaid = step.kind === 'refused' && step.failure.money === 'taken';
    if (before === 'recovering' || before === 'finishing' || hasEnded || hasFailed || isPaid) {
      catalogue.refresh();
    }
    if (kind === 'history' && before !== kind) catalogue.loadHistory();
    before = kind;
    left = unfinished;
  });
}
