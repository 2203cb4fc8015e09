import { expect, test } from 'vitest';
import { caseOf, first, good, ofAttempt, ofOrder } from '../../e2e/virtual/goodDay.fixture.ts';
import { restFaults, safetyFaults } from './invariants.ts';
import type { Facts, Pending } from './worldFacts.ts';

const [attempt] = good.attempts as [Facts['attempts'][number]];
const { attemptId, orderId } = attempt;
const { businessDate } = attempt.mac1!;
const waits = (pending: Partial<Pending>) => ({ pending: { ...good.pending, ...pending } });
const unclaimed = ofAttempt({ claim: 'UNCLAIMED' });
const sent = (date: string, openDays: readonly string[]) => ({
  ...ofAttempt({ claim: 'SENT' }),
  ...waits({
    openDays,
    batches: [{ businessDate: date, state: 'SENT' as const, attemptIds: [attemptId] }],
  }),
});
const inHand = { cases: [caseOf({ state: 'OPEN', attemptId, orderId })] };
const card = first(good.cards, { balanceFen: good.cards[0]!.balanceFen - 1 });

const stuck: [what: string, change: Partial<Facts>, fault: RegExp | null][] = [
  ['an unclaimed debit without its mark', unclaimed, /^I19 nothing .*UNCLAIMED/],
  [
    'an unclaimed debit under the mark of another day',
    { ...unclaimed, ...waits({ claims: [`20200101/${attemptId}`] }) },
    /^I19 nothing .*UNCLAIMED/,
  ],
  [
    'an unclaimed debit with its mark',
    { ...unclaimed, ...waits({ claims: [`${businessDate}/${attemptId}`] }) },
    null,
  ],
  ['a debit that a day and its batch will claim', sent(businessDate, [businessDate]), null],
  ['a batch of a day that nobody looks at', sent(businessDate, []), /^I19 nothing .*SENT/],
  [
    'a debit in no batch that says it is in one',
    { ...ofAttempt({ claim: 'BATCHED' }), ...waits({ openDays: [businessDate] }) },
    /^I19 nothing .*BATCHED/,
  ],
  ['a debit that people claim', { ...unclaimed, ...inHand }, null],
  [
    'a mark without a debit',
    waits({ claims: [`${businessDate}/${attemptId}`] }),
    /^I19 claim .* is of no debit/,
  ],
  ['a doubt without a deadline', ofAttempt({ state: 'IN_DOUBT' }), /^I19 nothing .*IN_DOUBT/],
  [
    'a doubt with its deadline',
    {
      ...ofAttempt({ state: 'IN_DOUBT' }),
      ...waits({ deadlines: [{ subject: `attempt/${attemptId}`, at: 1 }] }),
    },
    null,
  ],
  ['a doubt in a case', { ...ofAttempt({ state: 'IN_DOUBT' }), ...inHand }, null],
  ['a MAC1 that nobody waits for', ofAttempt({ state: 'MAC1_ISSUED' }), /^I19 nothing .*MAC1/],
  ['a leased PSAM that time does not end', ofAttempt({ state: 'PSAM_LEASED' }), /^I19 nothing/],
  ['a surplus that goes nowhere', ofAttempt({ surplus: 'due' }), /^I19 nothing .*due/],
  [
    'a surplus that is credited',
    { ...ofAttempt({ surplus: 'due' }), ...waits({ outbox: [`SURPLUS_CREDIT/${attemptId}`] }) },
    null,
  ],
  ['a surplus for people, without a case', ofAttempt({ surplus: 'case' }), /^I19 nothing .*case/],
  ['a paid order that BOSS is not told of', ofOrder({ state: 'PAID' }), /^I19 nothing .*PAID/],
  [
    'a paid order that BOSS is being told of',
    { ...ofOrder({ state: 'ACTIVATING' }), ...waits({ outbox: [`ACTIVATE/${orderId}`] }) },
    null,
  ],
  ['a credit that is not asked for', ofOrder({ state: 'CREDIT_DUE' }), /^I19 nothing .*CREDIT_DUE/],
  ['a refund without a case', ofOrder({ state: 'REFUND_DUE' }), /^I19 nothing .*REFUND_DUE/],
  ['people’s order without a case', ofOrder({ state: 'MANUAL' }), /^I19 nothing .*MANUAL/],
  [
    'people’s order whose case is closed',
    {
      ...ofOrder({ state: 'MANUAL' }),
      cases: [caseOf({ state: 'CLOSED', attemptId, orderId })],
    },
    /^I19 nothing .*MANUAL/,
  ],
  ['people’s order', { ...ofOrder({ state: 'MANUAL' }), ...inHand }, null],
  ['a quote that never ends', ofOrder({ state: 'QUOTED' }), /^I19 nothing .*QUOTED/],
  ['an order that never ends', ofOrder({ state: 'CONFIRMED' }), /^I19 nothing .*CONFIRMED/],
  ['an order that pays with nothing', ofOrder({ state: 'PAYING' }), /^I19 nothing .*PAYING/],
  ['an order in doubt of nothing', ofOrder({ state: 'IN_DOUBT' }), /^I19 nothing .*IN_DOUBT/],
  [
    'a deadline of nothing',
    waits({ deadlines: [{ subject: 'order/NONE', at: 1 }] }),
    /^I19 the deadline of order.NONE/,
  ],
  ['a message about nothing', waits({ outbox: ['CREDIT/NONE'] }), /^I19 message CREDIT.NONE/],
  ['a card that lost a fen', { cards: card }, /^I9 card .* has/],
  [
    'a card that gained what it was not loaded with',
    { cards: first(good.cards, { loadedFen: 1 }) },
    /^I9 card .* has/,
  ],
  [
    'a card whose number went on without a debit',
    { cards: first(good.cards, { sequence: 3 }) },
    /^I9 card .* counts 3/,
  ],
];

/** Of the sentences about `own`, one is `fault`; null: there are none. */
function expectFault(faults: readonly string[], own: RegExp, fault: RegExp | null): void {
  const ours = faults.filter((sentence) => own.test(sentence));
  if (fault === null) expect(ours).toEqual([]);
  else expect(ours.filter((sentence) => fault.test(sentence))).not.toEqual([]);
}

test.each(stuck)('%s', (_, change, fault) => {
  expectFault(safetyFaults({ ...good, ...change }), /^I(9|19) /, fault);
});

const now = good.now!;
const hold = {
  ...good.pending.holds.find((kept) => kept.hold.orderId === orderId)!,
  expiresAtMs: now + 1,
  released: false,
};
const over = ofOrder({ state: 'CANCELLED' });

const waiting: [what: string, change: Partial<Facts>, fault: RegExp | null][] = [
  ['a message that still waits', waits({ outbox: [`GRACE/${orderId}`] }), /^I19 message GRACE/],
  [
    'a deadline that nobody saw',
    waits({ deadlines: [{ subject: `order/${orderId}`, at: now - 3_600_000 }] }),
    /passed unseen/,
  ],
  [
    'a deadline to come',
    waits({ deadlines: [{ subject: `order/${orderId}`, at: now + 1 }] }),
    null,
  ],
  ['a hold of an order that ended', { ...over, ...waits({ holds: [hold] }) }, /BOSS still keeps/],
  [
    'a hold that was released',
    { ...over, ...waits({ holds: [{ ...hold, released: true }] }) },
    null,
  ],
  ['a hold that lapsed', { ...over, ...waits({ holds: [{ ...hold, expiresAtMs: now }] }) }, null],
  ['a hold of an order that was paid', waits({ holds: [hold] }), null],
  ['a debit that is not claimed', unclaimed, /^I15 .* is still UNCLAIMED/],
  ['a claim without an answer', ofAttempt({ claim: 'SENT' }), /^I15 .* is still SENT/],
];

test.each(waiting)('at rest: %s', (_, change, fault) => {
  expectFault(restFaults({ ...good, ...change }), /waits|unseen|keeps|still [A-Z]+$/, fault);
});
