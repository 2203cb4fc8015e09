/** What became of a paid order, or is still to become of it. Done is only what the books or a decision say. */
import { type Instant, rfc3339 } from '../../../../src/shared/time.ts';
import type { Outcome } from '../../../../src/tsp/tspTypes.ts';
import type { TspLimits } from '../base/limits.ts';
import type { OrderRow } from './rows.ts';

type Limits = Pick<TspLimits, 'activationGiveUpMs' | 'refundWithinMs'>;

const numbered = (number: string | undefined) => (number === undefined ? {} : { number });
const caused = ({ cause }: OrderRow) => (cause === undefined ? {} : { cause });
const done = (at: Instant | undefined) => (at === undefined ? {} : { at: rfc3339(at) });

/** A time that has passed without its being done is no promise any more. */
const due = (since: Instant | undefined, withinMs: number, now: Instant) =>
  since === undefined || since + withinMs <= now ? {} : { dueBy: rfc3339(since + withinMs) };

function outcome(order: OrderRow, now: Instant, limits: Limits): Outcome | undefined {
  const { state, stateSince, servedAt, paidAt, creditNo, refundRef } = order;
  const since = stateSince ?? paidAt;
  switch (state) {
    case 'PAID':
    case 'ACTIVATING':
      return due(since, limits.activationGiveUpMs, now);
    case 'COMPLETED':
      return done(servedAt);
    case 'CREDIT_DUE':
      return {
        ...due(since, limits.activationGiveUpMs, now),
        ...{ place: 'account', ...caused(order) },
      };
    case 'CREDITED':
      return { ...done(servedAt), place: 'account', ...caused(order), ...numbered(creditNo) };
    case 'REFUND_DUE':
      return { ...due(since, limits.refundWithinMs, now), place: 'bank', ...caused(order) };
    case 'REFUNDED':
      return { ...done(stateSince), place: 'bank', ...caused(order), ...numbered(refundRef) };
    default:
      return undefined;
  }
}

export function outcomeOf(
  order: OrderRow,
  now: Instant,
  limits: Limits,
): { readonly outcome?: Outcome } {
  const found = outcome(order, now, limits);
  return found === undefined ? {} : { outcome: found };
}
