/** A payment that is not over comes before another one for the same service. */
import type { PaymentParts, Work } from '../paymentParts.ts';
import { isOpen } from './postStatement.ts';

/** Whether a debit of this box for the service is in doubt, or its report was not answered yet. */
export const isUnfinished = async (
  { journal }: PaymentParts,
  serviceId: string,
): Promise<boolean> =>
  (await journal.all()).some((entry) => entry.serviceId === serviceId && isOpen(entry));

export function serviceWork(parts: PaymentParts): Work<'service'> {
  return async ({ step, send }) => {
    const { serviceId, unfinished } = step;
    // One that only the TSP knows of.
    const isKnown = unfinished?.kind === 'doubt' && unfinished.doubt.serviceId === serviceId;
    if (isKnown || (await isUnfinished(parts, serviceId))) send({ kind: 'unfinishedOpened' });
  };
}
