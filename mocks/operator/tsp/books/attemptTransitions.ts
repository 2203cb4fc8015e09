/** Every move an attempt can make. A pair that is not here is a bug: it throws. */

export const ATTEMPT_STATES = [
  'CREATED',
  'CARD_BOUND',
  'PSAM_LEASED',
  'INIT_DONE',
  'MAC1_ISSUED',
  'IN_DOUBT',
  'DEBITED',
  /** Only the box says so: kept on watch, a later proof of debit wins. */
  'NOT_DEBITED_CLAIMED',
  /** The card says so. */
  'NOT_DEBITED',
  'VOID',
] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

export const ATTEMPT_EVENTS = [
  'cardBound',
  'psamLeased',
  'initAnswered',
  'mac1Issued',
  /** Ended before MAC1: nothing can have been taken. */
  'voided',
  'doubted',
  'debitProven',
  'debitDenied',
  'debitDisproven',
  /** The TAC of a debit known by the card's log alone. */
  'tacLearned',
] as const;
export type AttemptEvent = (typeof ATTEMPT_EVENTS)[number];

export const ATTEMPT_TRANSITIONS: {
  readonly [S in AttemptState]: { readonly [E in AttemptEvent]?: AttemptState };
} = {
  CREATED: { cardBound: 'CARD_BOUND', voided: 'VOID' },
  CARD_BOUND: { psamLeased: 'PSAM_LEASED', voided: 'VOID' },
  PSAM_LEASED: { initAnswered: 'INIT_DONE', voided: 'VOID' },
  INIT_DONE: { mac1Issued: 'MAC1_ISSUED', voided: 'VOID' },
  MAC1_ISSUED: {
    doubted: 'IN_DOUBT',
    debitProven: 'DEBITED',
    debitDenied: 'NOT_DEBITED_CLAIMED',
    debitDisproven: 'NOT_DEBITED',
  },
  IN_DOUBT: {
    debitProven: 'DEBITED',
    debitDenied: 'NOT_DEBITED_CLAIMED',
    debitDisproven: 'NOT_DEBITED',
  },
  DEBITED: { tacLearned: 'DEBITED' },
  NOT_DEBITED_CLAIMED: { debitProven: 'DEBITED', debitDisproven: 'NOT_DEBITED' },
  // A right MAC2 can only come from the debit itself: it outweighs whatever a box read to us before.
  NOT_DEBITED: { debitProven: 'DEBITED' },
  VOID: {},
};

/** @throws Error on a pair the table does not list. */
export function nextAttemptState(state: AttemptState, event: AttemptEvent): AttemptState {
  const next = ATTEMPT_TRANSITIONS[state][event];
  if (next === undefined) throw new Error(`unlisted transition: attempt ${state} + ${event}`);
  return next;
}

/** No MAC1 exists: it can be voided at any moment. */
export const isBeforeMac1 = (state: AttemptState): boolean =>
  ATTEMPT_TRANSITIONS[state].voided !== undefined;

/** MAC1 is out and nobody has said what the card did: it may have been debited. Whoever says so first ends this. */
export const isUnproven = (state: AttemptState): boolean =>
  ATTEMPT_TRANSITIONS[state].debitDenied !== undefined;

/** It is known, or said, what became of it. A later proof may still move it, to another state that is over. */
export const isOver = (state: AttemptState): boolean => !isBeforeMac1(state) && !isUnproven(state);
