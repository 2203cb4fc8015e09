/** Clears up when a step is left: an order nobody will pay is cancelled, a card nobody talks to is powered down. */
import { uuid } from '../../shared/random.ts';
import type { EarlyParts } from '../paymentParts.ts';
import type { Payable, Step, StepKind } from '../steps.ts';

const TALKING: readonly StepKind[] = [
  'cardCheck',
  'prepare',
  'authorising',
  'debiting',
  'resolving',
];

/** At these steps nobody will pay what was ordered before: something else is chosen, or nothing. */
const GIVEN_UP: readonly StepKind[] = ['service', 'home', 'history', 'quoting'];

const payableOf = (step: Step): Payable | null => {
  if ('payable' in step) return step.payable;
  return 'resume' in step ? step.resume : null;
};

/** Best effort: the TSP drops an unpaid order by itself when its quote expires. */
export function leave({ tsp, slot, random }: EarlyParts, before: Step, after: Step): void {
  const unpaid = payableOf(before);
  const given = GIVEN_UP.indexOf(after.kind) >= 0;
  if (unpaid && given) {
    void tsp.cancel(uuid(random), unpaid.order.orderId);
  }
  const talked = TALKING.indexOf(before.kind) >= 0;
  if (talked && TALKING.indexOf(after.kind) < 0) void slot.release();
}
