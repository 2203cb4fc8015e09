/** Every transition of an order. A pair of state and event that is not here is a bug: it throws. */
import type { OrderState } from '../../../../../src/tsp/tspTypes.ts';

export const ORDER_EVENTS = [
  'confirmed',
  'cancelled',
  'expired',
  'attemptStarted',
  /** The attempt took nothing; another one may follow. */
  'attemptEnded',
  /** The attempt took nothing; none may follow. */
  'lastAttemptEnded',
  'doubted',
  'doubtAged',
  /** What the card says contradicts itself or what is known. */
  'evidenceConflicted',
  'debited',
  'surplusFound',
  'activationStarted',
  'activationUnsettled',
  'activated',
  'activationRejected',
  'activationStuck',
  /** The PPP refused the claim, and BOSS stopped the service. */
  'serviceStopped',
  /** The PPP pays what was withheld. */
  'serviceOwed',
  'credited',
  'creditRefused',
  'refunded',
  /** People decided where money that was taken goes. */
  'creditDecided',
  'refundDecided',
  /** People decided that it was paid, and now decide otherwise or follow a signature; nothing was given for it. */
  'paymentTakenBack',
] as const;
export type OrderEvent = (typeof ORDER_EVENTS)[number];

export const ORDER_TRANSITIONS: {
  readonly [S in OrderState]: { readonly [E in OrderEvent]?: OrderState };
} = {
  QUOTED: { confirmed: 'CONFIRMED', cancelled: 'CANCELLED', expired: 'EXPIRED' },
  CONFIRMED: {
    attemptStarted: 'PAYING',
    cancelled: 'CANCELLED',
    expired: 'EXPIRED',
    // An earlier attempt that was stated to be not debited is proven debited.
    debited: 'PAID',
  },
  PAYING: {
    attemptEnded: 'CONFIRMED',
    lastAttemptEnded: 'CANCELLED',
    doubted: 'IN_DOUBT',
    debited: 'PAID',
  },
  IN_DOUBT: {
    attemptEnded: 'CONFIRMED',
    lastAttemptEnded: 'CANCELLED',
    debited: 'PAID',
    doubtAged: 'MANUAL',
    evidenceConflicted: 'MANUAL',
  },
  PAID: {
    activationStarted: 'ACTIVATING',
    // The PPP says that its TAC is wrong: nothing was opened.
    activationStuck: 'MANUAL',
    surplusFound: 'PAID',
  },
  ACTIVATING: {
    activationUnsettled: 'ACTIVATING',
    activated: 'COMPLETED',
    activationRejected: 'CREDIT_DUE',
    activationStuck: 'MANUAL',
    surplusFound: 'ACTIVATING',
  },
  COMPLETED: {
    surplusFound: 'COMPLETED',
    serviceStopped: 'MANUAL',
    // BOSS turned out not to have opened the service: the money goes back.
    creditDecided: 'CREDIT_DUE',
    refundDecided: 'REFUND_DUE',
  },
  CREDIT_DUE: {
    credited: 'CREDITED',
    creditRefused: 'REFUND_DUE',
    surplusFound: 'CREDIT_DUE',
    // Asked for the credit, BOSS answered that it has opened the service.
    activated: 'COMPLETED',
  },
  CREDITED: { surplusFound: 'CREDITED' },
  REFUND_DUE: {
    refunded: 'REFUNDED',
    surplusFound: 'REFUND_DUE',
    creditDecided: 'CREDIT_DUE',
    paymentTakenBack: 'CANCELLED',
  },
  REFUNDED: { surplusFound: 'REFUNDED' },
  // The card itself may still answer what people were asked to decide.
  MANUAL: {
    debited: 'PAID',
    serviceOwed: 'PAID',
    lastAttemptEnded: 'CANCELLED',
    surplusFound: 'MANUAL',
    creditDecided: 'CREDIT_DUE',
    refundDecided: 'REFUND_DUE',
    paymentTakenBack: 'CANCELLED',
  },
  CANCELLED: { debited: 'PAID' },
  EXPIRED: { debited: 'PAID' },
};

/** @throws Error on a pair the table does not list. */
export function nextOrderState(state: OrderState, event: OrderEvent): OrderState {
  const next = ORDER_TRANSITIONS[state][event];
  if (next === undefined) throw new Error(`unlisted transition: order ${state} + ${event}`);
  return next;
}
