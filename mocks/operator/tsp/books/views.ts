/** Rows as the portal sees them. They never have a card number, and state nothing about the money that is not known. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { Money, OpenAttempt, Order, Receipt } from '../../../../src/tsp/tspTypes.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { outcomeOf } from './outcome.ts';
import { type AttemptRow, issued, monthsOf, type OrderRow, serviceOf } from './rows.ts';
import { type AttemptState, isUnproven } from './transitions/attemptTransitions.ts';

export function moneyOf(order: OrderRow, attempt: AttemptRow | undefined): Money {
  if (order.paidBy !== undefined) return 'taken';
  if (order.state === 'IN_DOUBT' || order.state === 'MANUAL') return 'unknown';
  if (attempt && isUnproven(attempt.state)) return 'unknown';
  return 'untouched';
}

const publicState = (state: AttemptState) =>
  state === 'NOT_DEBITED_CLAIMED' ? 'NOT_DEBITED' : state;

function attemptView(attempt: AttemptRow): NonNullable<Order['attempt']> {
  const { attemptId, state, cardTail, init, reason } = attempt;
  return {
    attemptId,
    state: publicState(state),
    cardTail,
    ...(init === undefined ? {} : { cardSequence: init.sequence }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** `attempt` is the order's newest. Another box than its own is told the order, not the attempt: it could not settle it. */
export function orderView(
  { now, parts, who }: UnitOfWork,
  order: OrderRow,
  attempt: AttemptRow | undefined,
): Order {
  const { quote, paidAt, caseNo, receiptNo } = order;
  const own = attempt?.stbId === who ? attempt : undefined;
  const cardTail = order.cardTail ?? own?.cardTail;
  return {
    orderId: order.orderId,
    state: order.state,
    money: moneyOf(order, attempt),
    serviceId: serviceOf(order),
    title: quote.title,
    months: monthsOf(order),
    amountFen: quote.amountFen,
    from: order.from ?? quote.from,
    to: order.to ?? quote.to,
    createdAt: rfc3339(order.createdAt),
    payable:
      order.state === 'CONFIRMED' &&
      now < order.expiresAt &&
      order.tries < parts.limits.triesPerOrder,
    ref: order.ref,
    ...(paidAt === undefined ? {} : { paidAt: rfc3339(paidAt) }),
    ...(caseNo === undefined ? {} : { caseNo }),
    ...(receiptNo === undefined ? {} : { receiptNo }),
    ...(cardTail === undefined ? {} : { cardTail }),
    ...outcomeOf(order, now, parts.limits),
    ...(own === undefined ? {} : { attempt: attemptView(own) }),
  };
}

export function openAttemptView(attempt: AttemptRow): OpenAttempt {
  const { attemptId, orderId, amountFen, cardTail, init } = attempt;
  return {
    attemptId,
    orderId,
    amountFen,
    cardTail,
    ...(init === undefined ? {} : { cardSequence: init.sequence }),
  };
}

function serviceState(order: OrderRow): Receipt['serviceState'] {
  switch (order.state) {
    case 'COMPLETED':
      return 'open';
    case 'CREDITED':
      return 'credited';
    case 'REFUNDED':
      return 'refunded';
    case 'MANUAL':
    case 'REFUND_DUE':
      return 'manual';
    default:
      return 'opening';
  }
}

/** `paying` is the attempt that paid. @throws Error for an order that is not paid. */
export function receiptView(
  { now, parts }: UnitOfWork,
  order: OrderRow,
  paying: AttemptRow,
): Receipt {
  const { quote, receiptNo, paidAt } = order;
  if (receiptNo === undefined || paidAt === undefined) throw new Error('no receipt: not paid');
  const { init, mac1, terminalNo } = issued(paying);
  return {
    receiptNo,
    orderId: order.orderId,
    title: quote.title,
    from: order.from ?? quote.from,
    to: order.to ?? quote.to,
    months: monthsOf(order),
    amountFen: quote.amountFen,
    cardTail: paying.cardTail,
    balanceBeforeFen: init.balanceFen,
    balanceAfterFen: init.balanceFen - quote.amountFen,
    paidAt: rfc3339(paidAt),
    terminalNo,
    terminalSequence: mac1.terminalSequence,
    serviceState: serviceState(order),
    ...outcomeOf(order, now, parts.limits),
  };
}
