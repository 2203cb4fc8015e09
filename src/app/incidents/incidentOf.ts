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

const orderOf = (step: Step): string | undefined => {
  if ('payable' in step && step.payable) return step.payable.order.orderId;
  if ('order' in step) return step.order.orderId;
  return 'doubt' in step ? step.doubt.orderId : undefined;
};
const attemptOf = (step: Step): string | undefined => {
  if ('payable' in step && step.payable) return step.payable.order.attempt?.attemptId;
  if ('order' in step) return step.order.attempt?.attemptId;
  return 'doubt' in step ? step.doubt.attemptId : undefined;
};

const ofFailure = (failure: Failure, from: Step, step: Step): Fault => ({
  code: failure.ref,
  step: from.kind,
  cause: failure.kind,
  money: failure.money,
  orderId: orderOf(step) || orderOf(from),
  attemptId: failure.attemptId || attemptOf(step),
  detail: [failure.detail, failure.reason].filter(Boolean).join(' ') || undefined,
});

/** `from`: the step before. Null where the viewer is told nothing that has a code. */
export function faultOf(from: Step, step: Step): Fault | null {
  switch (step.kind) {
    case 'refused':
    case 'outOfService':
      return ofFailure(step.failure, from, step);
    case 'insertSameCard':
      return {
        code: step.doubt.ref,
        step: from.kind,
        cause: 'doubt',
        money: 'unknown',
        orderId: orderOf(step),
        attemptId: attemptOf(step),
      };
    case 'manualCase':
      return {
        code: step.order.ref,
        step: from.kind,
        cause: 'manual-case',
        money: step.order.money,
        orderId: orderOf(step),
        attemptId: attemptOf(step),
      };
    case 'home': {
      const { unfinished } = step;
      if (unfinished === null || unfinished.kind !== 'unclear') return null;
      const { ref, orderId } = unfinished;
      return { code: ref, step: from.kind, cause: 'unclear', money: 'unknown', orderId };
    }
    default:
      return null;
  }
}
