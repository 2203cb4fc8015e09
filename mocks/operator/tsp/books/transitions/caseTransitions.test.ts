import { expect, test } from 'vitest';
import type { CaseState } from '../cases.ts';
import { CASE_EVENTS, CASE_TRANSITIONS, mayCase, nextCaseState } from './caseTransitions.ts';

/** Columns in the order of CASE_EVENTS; `-` throws. */
const TABLE: { readonly [S in CaseState]: string } = {
  OPEN: 'ASSIGNED - - - - - - - CLOSED - - OPEN',
  ASSIGNED: 'ASSIGNED EVIDENCE - - - - - - CLOSED - - ASSIGNED',
  EVIDENCE: 'EVIDENCE EVIDENCE PROPOSED - - - - - CLOSED - - EVIDENCE',
  PROPOSED: '- - - EVIDENCE APPROVED - - - CLOSED - - EVIDENCE',
  APPROVED: '- - - - - POSTED - - - - - -',
  POSTED: '- - - - - - CLOSED EVIDENCE - - EVIDENCE -',
  CLOSED: '- - - - - - - - - OPEN - -',
};

const STATES = Object.keys(CASE_TRANSITIONS) as CaseState[];
const PAIRS = STATES.flatMap((state) =>
  CASE_EVENTS.map((event, index) => ({ state, event, to: TABLE[state].split(' ')[index]! })),
);

test.each(PAIRS)('a case that is $state, $event: $to', ({ state, event, to }) => {
  expect(mayCase(state, event)).toBe(to !== '-');
  if (to === '-') expect(() => nextCaseState(state, event)).toThrow('unlisted transition: case');
  else expect(nextCaseState(state, event)).toBe(to);
});

test('nothing is posted without an approval, and nothing approved without a proposal', () => {
  const before = (to: CaseState) =>
    STATES.filter((state) => Object.values(CASE_TRANSITIONS[state]).includes(to));
  expect(before('POSTED')).toEqual(['APPROVED']);
  expect(before('APPROVED')).toEqual(['PROPOSED']);
  expect(before('PROPOSED')).toEqual(['EVIDENCE']);
});
