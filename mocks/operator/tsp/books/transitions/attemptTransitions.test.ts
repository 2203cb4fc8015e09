import { expect, test } from 'vitest';
import {
  ATTEMPT_EVENTS,
  ATTEMPT_STATES,
  ATTEMPT_TRANSITIONS,
  type AttemptState,
  isBeforeMac1,
  isOver,
  isUnproven,
  nextAttemptState,
} from './attemptTransitions.ts';

/** Columns in the order of ATTEMPT_EVENTS; `-` throws. */
const TABLE: { readonly [S in AttemptState]: string } = {
  CREATED: 'CARD_BOUND - - - VOID - - - - - -',
  CARD_BOUND: '- PSAM_LEASED - - VOID - - - - - -',
  PSAM_LEASED: '- - INIT_DONE - VOID - - - - - -',
  INIT_DONE: '- - - MAC1_ISSUED VOID - - - - - -',
  MAC1_ISSUED: '- - - - - IN_DOUBT DEBITED NOT_DEBITED_CLAIMED NOT_DEBITED - -',
  IN_DOUBT: '- - - - - - DEBITED NOT_DEBITED_CLAIMED NOT_DEBITED - -',
  DEBITED: '- - - - - - - - - DEBITED NOT_DEBITED',
  NOT_DEBITED_CLAIMED: '- - - - - - DEBITED - NOT_DEBITED - -',
  NOT_DEBITED: '- - - - - - DEBITED - - - -',
  VOID: '- - - - - - - - - - -',
};

const PAIRS = ATTEMPT_STATES.flatMap((state) =>
  ATTEMPT_EVENTS.map((event, index) => ({ state, event, to: TABLE[state].split(' ')[index]! })),
);

test.each(PAIRS)('an attempt in $state, $event: $to', ({ state, event, to }) => {
  if (to === '-') expect(() => nextAttemptState(state, event)).toThrow('unlisted transition');
  else expect(nextAttemptState(state, event)).toBe(to);
});

test('before MAC1 an attempt can be voided, after MAC1 it can be in doubt', () => {
  expect(ATTEMPT_STATES.filter(isBeforeMac1)).toEqual([
    'CREATED',
    'CARD_BOUND',
    'PSAM_LEASED',
    'INIT_DONE',
  ]);
  expect(ATTEMPT_STATES.filter(isUnproven)).toEqual(['MAC1_ISSUED', 'IN_DOUBT']);
});

test('an attempt is over in every other state, and stays over', () => {
  const over = ATTEMPT_STATES.filter(isOver);
  expect(over).toEqual(['DEBITED', 'NOT_DEBITED_CLAIMED', 'NOT_DEBITED', 'VOID']);
  const next = over.flatMap((state) => Object.values(ATTEMPT_TRANSITIONS[state]));
  expect(next.filter((state) => !isOver(state))).toEqual([]);
});
