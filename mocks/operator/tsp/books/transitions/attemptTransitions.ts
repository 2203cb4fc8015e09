/** Every transition of an attempt. A pair of state and event that is not here is a bug: it throws. */

export const ATTEMPT_STATES = [
  'CREATED',
  'CARD_BOUND',
  'PSAM_LEASED',
  'INIT_DONE',
  'MAC1_ISSUED',
  'IN_DOUBT',
  'DEBITED',
  /** Only its box says so. It is kept on watch: any later signature wins. */
  'NOT_DEBITED_CLAIMED',
  /** A signature says so (the card's number paid for another attempt), or two people do. */
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
  /** By a MAC2 that the HSM found right, or by two people. */
  'debitProven',
  /** By what its box says. */
  'debitDenied',
  /** By a right MAC2 of another attempt with the same number of the card, or by two people. */
  'debitDisproven',
  /** The card gave its TAC for a debit that was known without it. */
  'tacLearned',
  /** People decided that it was debited, and now decide otherwise or follow a right MAC2 of another attempt with the same number. */
  'takenBack',
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
  DEBITED: { tacLearned: 'DEBITED', takenBack: 'NOT_DEBITED' },
  NOT_DEBITED_CLAIMED: { debitProven: 'DEBITED', debitDisproven: 'NOT_DEBITED' },
  // A right MAC2 can only come from the debit itself: it outweighs what people decided without it.
  NOT_DEBITED: { debitProven: 'DEBITED' },
  VOID: {},
};

/** @throws Error on a pair the table does not list. */
export function nextAttemptState(state: AttemptState, event: AttemptEvent): AttemptState {
  const next = ATTEMPT_TRANSITIONS[state][event];
  if (next === undefined) throw new Error(`unlisted transition: attempt ${state} + ${event}`);
  return next;
}

/** Whether no MAC1 was given out: the attempt can be voided at any time. */
export const isBeforeMac1 = (state: AttemptState): boolean =>
  ATTEMPT_TRANSITIONS[state].voided !== undefined;

/** Whether MAC1 was given out and the card may have been debited; the first report or proof ends this. */
export const isUnproven = (state: AttemptState): boolean =>
  ATTEMPT_TRANSITIONS[state].debitDenied !== undefined;

/** Whether no signature and no people have settled it: it is unproven, or only its box says that it took nothing. */
export const isUnsettled = (state: AttemptState): boolean =>
  ATTEMPT_TRANSITIONS[state].debitDisproven !== undefined;

/** Whether the outcome is known or stated. A later proof may still move it to another state that is over. */
export const isOver = (state: AttemptState): boolean => !isBeforeMac1(state) && !isUnproven(state);
