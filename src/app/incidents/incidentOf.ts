/** What a change of the step shows the viewer with a code. */
import type { Failure } from '../../payment/failure.ts';
import type { Step } from '../../payment/steps.ts';
import type { Money } from '../../tsp/tspTypes.ts';

/** What is known of a fault where it is found; names only, never a card, a key or a person. */
export interface Fault {
  readonly code: string;
  /** The step of the payment, or the place outside of it. */
  readonly step: string;
  readonly cause: string;
  readonly money: Money;
  readonly orderId?: string | undefined;
  readonly attemptId?: string | undefined;
  readonly detail?: string | undefined;
}

type About = Pick<Fault, 'orderId' | 'attemptId'>;

/** The order and the attempt that a step is about. */
function aboutOf(step: Step): About {
  if ('doubt' in step) return { orderId: step.doubt.orderId, attemptId: step.doubt.attemptId };
  const order =
    'order' in step ? step.order : 'payable' in step && step.payable && step.payable.order;
  return order ? { orderId: order.orderId, attemptId: order.attempt?.attemptId } : {};
}

function ofFailure(failure: Failure, from: Step, step: Step): Fault {
  const { orderId, attemptId } = aboutOf(step);
  return {
    code: failure.ref,
    step: from.kind,
    cause: failure.kind,
    money: failure.money,
    orderId: orderId || aboutOf(from).orderId,
    attemptId: failure.attemptId || attemptId,
    detail: [failure.detail, failure.reason].filter(Boolean).join(' '),
  };
}

/** `from`: the step before. Null where the viewer is told nothing that has a code. */
export function faultOf(from: Step, step: Step): Fault | null {
  const found = (code: string, cause: string, money: Money, about: About = aboutOf(step)) => ({
    code,
    step: from.kind,
    cause,
    money,
    ...about,
  });
  switch (step.kind) {
    case 'refused':
    case 'outOfService':
      return ofFailure(step.failure, from, step);
    case 'insertSameCard':
      return found(step.doubt.ref, 'doubt', 'unknown');
    case 'manualCase':
      return found(step.order.ref, 'manual-case', step.order.money);
    case 'home': {
      const { unfinished } = step;
      return unfinished && unfinished.kind === 'unclear'
        ? found(unfinished.ref, 'unclear', 'unknown', { orderId: unfinished.orderId })
        : null;
    }
    default:
      return null;
  }
}
