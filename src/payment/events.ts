/** The events of a payment: past facts, from keys or from a step's work. */
import type { Order, Quote, Receipt } from '../tsp/tspTypes.ts';
import type { Failure } from './failure.ts';
import type { Remedy } from './remedy.ts';
import type { Choice, Doubt, ReaderSight, Unfinished } from './steps.ts';

/** Events that a screen may send. */
export type KeyEvent =
  | { readonly kind: 'back' }
  | { readonly kind: 'serviceOpened'; readonly serviceId: string }
  | { readonly kind: 'historyOpened' }
  | { readonly kind: 'periodChosen'; readonly choice: Choice }
  /** OK on the confirm screen: this amount was shown and is wanted. */
  | { readonly kind: 'amountConfirmed' }
  /** OK on a refusal, with what its first button does, or on a screen that waits to try again. */
  | { readonly kind: 'retried'; readonly remedy?: Remedy }
  /** OK on the result of overdue bills: what was wanted first is priced anew. */
  | { readonly kind: 'wishResumed' }
  /** OK on a result, a case or a doubt that is put off. */
  | { readonly kind: 'closed' }
  /** OK on the home screen's banner, or on the service whose payment is not over. */
  | { readonly kind: 'unfinishedOpened' }
  /** Nobody has pressed a key for long, not even under the warning. */
  | { readonly kind: 'idled' }
  /** The box was away: what home says may be of before. */
  | { readonly kind: 'woke' };

/** Events that a step's work may send. */
export type WorkEvent =
  | { readonly kind: 'recovered'; readonly unfinished: Unfinished | null }
  | { readonly kind: 'answerFound'; readonly order: Order }
  | { readonly kind: 'paymentFound'; readonly order: Order }
  | { readonly kind: 'doubtFound'; readonly doubt: Doubt }
  | { readonly kind: 'serviceLost'; readonly failure: Failure; readonly retryInMs: number }
  | { readonly kind: 'quoted'; readonly quote: Quote }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly order?: Order }
  | { readonly kind: 'quoteExpired' }
  | { readonly kind: 'ordered'; readonly order: Order }
  | { readonly kind: 'readerSeen'; readonly sight: ReaderSight }
  | { readonly kind: 'cardInserted' }
  | { readonly kind: 'queued'; readonly position: number }
  | { readonly kind: 'attemptStarted' }
  | { readonly kind: 'authorised' }
  | { readonly kind: 'debitAnswered' }
  | { readonly kind: 'doubted'; readonly doubt: Doubt }
  | { readonly kind: 'reportDelayed' }
  | { readonly kind: 'reportAccepted'; readonly order: Order }
  | { readonly kind: 'activationSlow' }
  | { readonly kind: 'orderRested'; readonly order: Order; readonly receipt: Receipt | null }
  | { readonly kind: 'otherCardInserted' }
  /** The card could not be read, or the TSP could not be asked: put it in again. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'resolvedDebited'; readonly order: Order }
  | { readonly kind: 'resolvedNotDebited'; readonly order: Order }
  | { readonly kind: 'resolvedManual'; readonly order: Order }
  /** A bug in a step's work: journal and TSP are asked where things stand. */
  | { readonly kind: 'workFailed' };

export type PaymentEvent = KeyEvent | WorkEvent;
export type EventKind = PaymentEvent['kind'];
export type EventOf<K extends EventKind> = Extract<PaymentEvent, { kind: K }>;
