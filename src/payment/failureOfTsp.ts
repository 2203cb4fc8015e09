/** Turns the TSP's errors into the portal's reasons. Only to be used before DEBIT was handed over. */
import type { Random } from '../shared/random.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Problem, ProblemCode } from '../tsp/tspTypes.ts';
import type { Failure, FailureKind } from './failure.ts';
import { AT_THE_DOOR, outageOf } from './outage.ts';

const BY_CODE: Partial<Record<ProblemCode, FailureKind>> = {
  ...AT_THE_DOOR,
  'boss.rejected': 'order-rejected',
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
  'payments.paused': 'paused',
  'mac.card_rejected': 'card-refused-debit',
  'portal.outdated': 'portal-outdated',
};

/** A problem in the portal's words, with the money as the TSP states it. */
export function failureOfProblem(problem: Problem): Failure {
  const { code, money, ref, reason, balanceFen, amountFen, arrears } = problem;
  return {
    kind: BY_CODE[code] ?? 'internal',
    money,
    ref,
    detail: code,
    ...(reason === undefined ? {} : { reason }),
    ...(arrears === undefined ? {} : { arrears }),
    ...(balanceFen === undefined ? {} : { balanceFen }),
    ...(amountFen === undefined ? {} : { amountFen }),
  };
}

/** `money` is what is known when the TSP says nothing: `untouched` before MAC1 was asked for. */
export function failureOfTsp(error: TspError, money: Failure['money'], random: Random): Failure {
  if (error.kind === 'problem') return failureOfProblem(error.problem);
  return { ...outageOf(error, random), money };
}
