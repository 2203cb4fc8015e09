/** The reason why a payment did not go on, in the words of the portal. The screen chooses its sentences by `kind`. */
import type { Arrears, Money } from '../tsp/tspTypes.ts';

export type FailureKind =
  /** BOSS does not accept the order; `reason` is its code. */
  | 'order-rejected'
  | 'quote-expired'
  | 'quote-changed'
  | 'already-paying'
  | 'already-paid'
  /** No PSAM in the pool for this card. */
  | 'card-not-accepted'
  | 'balance-too-small'
  | 'card-blocked'
  | 'card-expired'
  /** An earlier payment with this card, begun by another box, comes first. */
  | 'card-unfinished'
  | 'card-unreadable'
  | 'card-removed'
  | 'reader-lost'
  /** Another program has the card. */
  | 'reader-held'
  | 'card-wait-over'
  /** Every PSAM stayed busy for the whole bounded wait. */
  | 'platform-busy'
  /** The card rejected MAC1. */
  | 'card-refused-debit'
  /** The attempt is proven not debited, after a doubt. */
  | 'not-charged'
  | 'cancelled'
  | 'boss-down'
  /** The operator lets no new payment begin. */
  | 'paused'
  | 'offline'
  /** The box signs nothing. */
  | 'box-silent'
  | 'box-refused'
  | 'portal-outdated'
  | 'internal';

export interface Failure {
  readonly kind: FailureKind;
  /** What is known of the money; `unknown` never stands on a screen that says "not charged". */
  readonly money: Money;
  /** What the viewer reads out to the hotline: the platform's for its refusals, the box's own for what it finds itself. */
  readonly ref: string;
  /** BOSS's code, with `order-rejected`. */
  readonly reason?: string;
  /** What found it, in names for the hotline: a code of the TSP, an error of the reader, a status word. */
  readonly detail?: string | undefined;
  /** What it was an attempt of. */
  readonly attemptId?: string;
  /** What must be paid first, with `arrears.first`. */
  readonly arrears?: Arrears;
  /** With `balance-too-small`. */
  readonly balanceFen?: number;
  readonly amountFen?: number;
}
