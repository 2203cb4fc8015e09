/** Every transition of a case. A pair that is not here is refused to people; anywhere else it is a bug and throws. */
import type { CaseState } from '../cases.ts';

export const CASE_EVENTS = [
  'assign',
  'evidence',
  'propose',
  'refuse',
  'approve',
  /** The decision was posted, or is on its way to BOSS. */
  'post',
  /** BOSS did what was decided. */
  'finish',
  /** BOSS rejected it: people decide again. */
  'fail',
  /** The card, or a later answer, ended it without people. Stored audit entries have this name. */
  'settle',
  'reopen',
  /** The decision is carried out, and what the case is about is still to be decided. */
  'goOn',
  /** New evidence came in: a proposal that did not know it is void. */
  'noted',
] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

export const CASE_TRANSITIONS: {
  readonly [S in CaseState]: { readonly [E in CaseEvent]?: CaseState };
} = {
  OPEN: { assign: 'ASSIGNED', settle: 'CLOSED', noted: 'OPEN' },
  ASSIGNED: { assign: 'ASSIGNED', evidence: 'EVIDENCE', settle: 'CLOSED', noted: 'ASSIGNED' },
  EVIDENCE: {
    assign: 'EVIDENCE',
    evidence: 'EVIDENCE',
    propose: 'PROPOSED',
    settle: 'CLOSED',
    noted: 'EVIDENCE',
  },
  PROPOSED: { refuse: 'EVIDENCE', approve: 'APPROVED', settle: 'CLOSED', noted: 'EVIDENCE' },
  APPROVED: { post: 'POSTED' },
  POSTED: { finish: 'CLOSED', fail: 'EVIDENCE', goOn: 'EVIDENCE' },
  CLOSED: { reopen: 'OPEN' },
};

/** @throws Error on a pair the table does not list. */
export function nextCaseState(state: CaseState, event: CaseEvent): CaseState {
  const next = CASE_TRANSITIONS[state][event];
  if (next === undefined) throw new Error(`unlisted transition: case ${state} + ${event}`);
  return next;
}

export const mayCase = (state: CaseState, event: CaseEvent): boolean =>
  CASE_TRANSITIONS[state][event] !== undefined;
