/** What waits while the subscriber looks at something else. */
import type { Order } from '../tsp/tspTypes.ts';
import type { PaymentEvent } from './events.ts';
import type { Step, Unfinished } from './steps.ts';

const reportOf = ({ orderId, amountFen }: Order): Unfinished => ({
  kind: 'report',
  orderId,
  amountFen,
});

/** What waits after `event`: a doubt or report stays until it is resolved, whatever the subscriber looks at. */
export function unfinishedAfter(
  { step, unfinished }: { readonly step: Step; readonly unfinished: Unfinished | null },
  event: PaymentEvent,
): Unfinished | null {
  switch (event.kind) {
    case 'recovered':
      return event.unfinished;
    case 'doubtFound':
    case 'doubted':
      return { kind: 'doubt', doubt: event.doubt };
    case 'debitAnswered':
      return step.kind === 'debiting' ? (unfinished ?? reportOf(step.payable.order)) : unfinished;
    case 'answerFound':
      return unfinished ?? reportOf(event.order);
    case 'reportAccepted':
      return unfinished?.kind === 'report' ? null : unfinished;
    case 'resolvedDebited':
    case 'resolvedNotDebited':
    case 'resolvedManual':
      return step.kind === 'resolving' &&
        unfinished?.kind === 'doubt' &&
        unfinished.doubt.attemptId === step.doubt.attemptId
        ? null
        : unfinished;
    default:
      return unfinished;
  }
}
