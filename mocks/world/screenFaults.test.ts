import { expect, test } from 'vitest';
import { good } from '../../e2e/virtual/goodDay.fixture.ts';
import type { AuditEvent } from '../operator/tsp/books/journals/audit.ts';
import { type Said, screenFaults } from './screenFaults.ts';
import type { Facts } from './worldFacts.ts';

const [attempt] = good.attempts as [Facts['attempts'][number]];
const { orderId } = attempt;
const { issuedAt } = attempt.mac1!;
const LATER = issuedAt + 10_000;

/** What became of the order, and when. */
const history = (...states: readonly (readonly [at: number, to: string])[]): AuditEvent[] =>
  states.map(([at, to]) => ({ at, who: 'tsp', what: 'order.moved', orderId, to }));
const paid = history([issuedAt, 'PAYING'], [LATER, 'PAID'], [LATER + 1_000, 'COMPLETED']);
const untouched = { attempts: good.attempts, debits: [] };
const byPeople = {
  attempts: good.attempts.map((row) => ({ ...row, provenBy: 'people' as const })),
  debits: [],
};

const table: [
  what: string,
  said: Pick<Said, 'says' | 'at'>,
  facts: Pick<Facts, 'attempts' | 'debits'>,
  history: readonly AuditEvent[],
  fault: RegExp | null,
][] = [
  [
    'not charged, before a MAC1',
    { says: 'not-charged', at: issuedAt - 1 },
    good,
    history([issuedAt - 5, 'PAYING']),
    null,
  ],
  [
    'not charged, and the card was debited',
    { says: 'not-charged', at: LATER - 1 },
    good,
    history([issuedAt, 'PAYING']),
    /said not-charged, and a card was debited/,
  ],
  [
    'not charged, and the card paid for another MAC1 of the same second',
    { says: 'not-charged', at: LATER - 2 },
    {
      ...good,
      attempts: [
        { ...attempt, attemptId: 'A2', mac1: { ...attempt.mac1!, issuedAt: LATER - 1 } },
        attempt,
      ],
    },
    history([issuedAt, 'CONFIRMED']),
    null,
  ],
  [
    'not charged while it is not known',
    { says: 'not-charged', at: LATER },
    untouched,
    history([issuedAt, 'PAYING'], [LATER - 1, 'IN_DOUBT']),
    /said not-charged, and it was IN_DOUBT/,
  ],
  [
    'not charged when the doubt was over',
    { says: 'not-charged', at: LATER },
    untouched,
    history([issuedAt, 'IN_DOUBT'], [LATER, 'CONFIRMED']),
    null,
  ],
  [
    'not charged, by an order that is paid',
    { says: 'not-charged', at: LATER },
    untouched,
    paid,
    /and it was PAID/,
  ],
  ['debited, before the platform knew', { says: 'debited', at: LATER - 1 }, good, paid, null],
  ['debited, and it was not', { says: 'debited', at: LATER }, untouched, paid, /no card was/],
  ['paid', { says: 'paid', at: LATER }, good, paid, null],
  ['paid too soon', { says: 'paid', at: LATER - 1 }, good, paid, /said paid, and it was PAYING/],
  ['paid, and it was not', { says: 'paid', at: LATER }, untouched, paid, /no card was debited/],
  ['paid, as people decided', { says: 'paid', at: LATER }, byPeople, paid, null],
  ['open too soon', { says: 'open', at: LATER }, good, paid, /said open, and it was PAID/],
  ['open', { says: 'open', at: LATER + 1_000 }, good, paid, null],
  ['credited', { says: 'credited', at: LATER + 1_000 }, good, paid, /credited, and it was COMP/],
];

test.each(table)('a screen said: %s', (_, said, facts, states, fault) => {
  const faults = screenFaults([{ ...said, orderId }], facts, states);
  if (fault === null) expect(faults).toEqual([]);
  else expect(faults).toEqual([expect.stringMatching(fault)]);
});

test('what is said of another order is held against that one', () => {
  const said: Said = { at: LATER, orderId: 'OTHER', says: 'not-charged' };
  expect(screenFaults([said], good, paid)).toEqual([]);
});
