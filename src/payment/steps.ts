/** The step a subscriber is at: one situation, with all its screen shows. */
import type { Order, Quote, Receipt, Text } from '../tsp/tspTypes.ts';
import type { Failure } from './failure.ts';

/** One service for a number of months. */
export interface Choice {
  readonly serviceId: string;
  readonly months: number;
  /** With overdue bills: what was wanted first. */
  readonly wish?: Choice;
  /** The card in the slot was refused for it: it must come out before another is read. */
  readonly isCardUsed?: true;
}

/** A payment for which nobody knows whether the card was debited. */
export interface Doubt {
  readonly attemptId: string;
  readonly orderId: string;
  /** Entries of an older portal, and a card's payment in another box, have none. */
  readonly serviceId?: string | undefined;
  readonly amountFen: number;
  /** Last four digits of the card that must come back. */
  readonly cardTail: string;
  /** The card's sequence number before the payment, where it is known. */
  readonly cardSequence?: number;
  readonly title?: Text;
  readonly ref: string;
  /** After a restart nothing says that DEBIT was sent: the same screen, in softer words. */
  readonly softly?: boolean;
}

/** A payment that still waits while the subscriber looks at something else; the home screen keeps a banner for it. */
export type Unfinished =
  | { readonly kind: 'doubt'; readonly doubt: Doubt }
  /** Debited, and the report has not reached the TSP yet. */
  | { readonly kind: 'report'; readonly orderId: string; readonly amountFen: number }
  /** An open order that cannot be read, or not with its card: only the hotline can follow it. */
  | { readonly kind: 'unclear'; readonly ref: string; readonly orderId?: string | undefined };

/** An order on its way to the card. */
export interface Payable {
  readonly choice: Choice;
  readonly quote: Quote;
  readonly order: Order;
}

/**
 * `used`: the card in the slot has been tried; it must come out (or be turned) before anything goes on. `held`: another
 * program has the reader; `forbidden`: this page may not use it; `unavailable`: it is there and does not answer.
 */
export type ReaderSight =
  | 'no-reader'
  | 'held'
  | 'forbidden'
  | 'unavailable'
  | 'empty'
  | 'mute'
  | 'used'
  | 'reading';

/** What was wanted before the overdue bills were paid; a page that was loaded since does not know it. */
interface Wishing {
  readonly wish?: Choice | undefined;
}

export type Step =
  /** Of several doubts that of `serviceId` comes first. */
  | {
      readonly kind: 'recovering';
      readonly serviceId?: string | undefined;
      /** The outage that may be over. */
      readonly lost?: Failure;
    }
  | { readonly kind: 'outOfService'; readonly failure: Failure; readonly retryInMs: number }
  | { readonly kind: 'home'; readonly unfinished: Unfinished | null }
  | { readonly kind: 'service'; readonly serviceId: string; readonly unfinished: Unfinished | null }
  | { readonly kind: 'history'; readonly unfinished: Unfinished | null }
  | { readonly kind: 'quoting'; readonly choice: Choice }
  | { readonly kind: 'confirm'; readonly choice: Choice; readonly quote: Quote }
  | { readonly kind: 'ordering'; readonly choice: Choice; readonly quote: Quote }
  | { readonly kind: 'waitCard'; readonly payable: Payable; readonly sight: ReaderSight }
  | { readonly kind: 'cardCheck'; readonly payable: Payable }
  /** Waiting for a PSAM; `position` counts from 1. */
  | { readonly kind: 'prepare'; readonly payable: Payable; readonly position: number }
  | { readonly kind: 'authorising'; readonly payable: Payable }
  /** The one irreversible stretch: no key leaves it. */
  | { readonly kind: 'debiting'; readonly payable: Payable }
  /** The card answered; the TSP does not know it yet. */
  | ({ readonly kind: 'reporting'; readonly order: Order; readonly slow: boolean } & Wishing)
  | ({ readonly kind: 'finishing'; readonly order: Order; readonly mayLeave: boolean } & Wishing)
  /** Paid; `order.state` says what became of the service. */
  | ({ readonly kind: 'result'; readonly order: Order; readonly receipt: Receipt | null } & Wishing)
  /** Not paid, or not known to be: `failure.money` decides the words. */
  | {
      readonly kind: 'refused';
      readonly failure: Failure;
      readonly choice: Choice;
      /** There while the order can still be paid: another card, another try. */
      readonly payable: Payable | null;
    }
  | {
      readonly kind: 'insertSameCard';
      readonly doubt: Doubt;
      readonly sight: ReaderSight;
      /** Another card was put in. */
      readonly otherCard: boolean;
      /** A payment that goes on once this doubt is resolved. */
      readonly resume: Payable | null;
    }
  | { readonly kind: 'resolving'; readonly doubt: Doubt; readonly resume: Payable | null }
  /** People decide: the case number is all there is to say. */
  | { readonly kind: 'manualCase'; readonly order: Order };

export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;
