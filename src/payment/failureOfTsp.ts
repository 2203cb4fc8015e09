/** Turns the TSP's errors into the portal's reasons. Only to be used before DEBIT was handed over. */
import type { TspError } from '../tsp/tspError.ts';
import type { Problem, ProblemCode } from '../tsp/tspTypes.ts';
import type { Failure, FailureKind } from './failure.ts';

const BY_CODE: Partial<Record<ProblemCode, FailureKind>> = {
  'boss.rejected': 'order-rejected',
  'boss.unavailable': 'boss-down',
  'quote.expired': 'quote-expired',
  'quote.not_found': 'quote-expired',
  'quote.changed': 'quote-changed',
  'order.already_paying': 'already-paying',
  'order.already_paid': 'already-paid',
  'order.state': 'quote-expired',
  'order.not_found': 'quote-expired',
  'card.unsupported': 'card-not-accepted',
  'psam.none_for_card': 'card-not-accepted',
  'card.insufficient': 'balance-too-small',
  'card.blocked': 'card-blocked',
  'card.counter_exhausted': 'card-blocked',
  'card.expired': 'card-expired',
  'psam.busy': 'platform-busy',
  'hsm.unavailable': 'platform-busy',
  'rate.limited': 'platform-busy',
  'payments.paused': 'paused',
  'mac.card_rejected': 'card-refused-debit',
  'stb.unknown': 'box-refused',
  'stb.blocked': 'box-refused',
  'auth.signature': 'box-refused',
  'portal.outdated': 'portal-outdated',
};

/** A problem in the portal's words, with the money as the TSP states it. */
export function failureOfProblem(problem: Problem): Failure {
  const { code, money, ref, reason, balanceFen, amountFen, arrears } = problem;
  const kind = BY_CODE[code];
  return {
    kind: kind ?? 'internal',
    money,
    ref,
    ...(kind ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    ...(arrears === undefined ? {} : { arrears }),
    ...(balanceFen === undefined ? {} : { balanceFen }),
    ...(amountFen === undefined ? {} : { amountFen }),
  };
}

/** Why there may be no session. Whoever answered has signed nothing: no more than this is taken from it. */
const AT_THE_DOOR: readonly FailureKind[] = ['box-refused', 'boss-down', 'platform-busy'];

/** `money` is what is known when the TSP says nothing: `untouched` before MAC1 was asked for. */
export function failureOfTsp(error: TspError, money: Failure['money']): Failure {
  switch (error.kind) {
    case 'problem':
      return failureOfProblem(error.problem);
    case 'no-session': {
      const { kind, ref } = failureOfProblem(error.problem);
      return { kind: AT_THE_DOOR.indexOf(kind) < 0 ? 'internal' : kind, money, ref: ref! };
    }
    case 'unreachable':
      return { kind: error.box ? 'box-silent' : 'offline', money };
    default:
      return { kind: 'internal', money, ...(error.ref === undefined ? {} : { ref: error.ref }) };
  }
}
