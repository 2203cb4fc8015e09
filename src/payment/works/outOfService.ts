/** While the platform does not answer: asks it again after a while. */
import type { PaymentParts, Work } from '../paymentParts.ts';

export function outOfServiceWork({ timers }: Pick<PaymentParts, 'timers'>): Work<'outOfService'> {
  return ({ step, send, signal }) => {
    signal.onAbort(timers.after(step.retryInMs, () => send({ kind: 'retried' })));
  };
}
