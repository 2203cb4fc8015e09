import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choice, order, payable, quote } from '../app/gallery/onePayment.fixture.ts';
import type { Situation } from './earlyTransitions.ts';
import type { PaymentEvent } from './events.ts';
import type { Failure } from './failure.ts';
import type { Doubt, Unfinished } from './steps.ts';
import { advance as advanceWith } from './transitions.ts';

const advance = (situation: Situation, event: PaymentEvent) =>
  advanceWith(situation, event, () => '7K3-0D42');

const doubt: Doubt = {
  attemptId: 'A1',
  orderId: 'O1',
  amountFen: 28_600,
  cardTail: '0018',
  ref: '7K3-0D42',
};
const failure: Failure = { kind: 'card-removed', money: 'untouched', ref: '7K3-0D42' };
const waiting: Unfinished = { kind: 'doubt', doubt };

/** Everything that can happen and resolves nothing. */
const NOTHING_RESOLVED: readonly PaymentEvent[] = [
  { kind: 'back' },
  { kind: 'closed' },
  { kind: 'retried' },
  { kind: 'historyOpened' },
  { kind: 'unfinishedOpened' },
  { kind: 'serviceOpened', serviceId: 'basic' },
  { kind: 'periodChosen', choice },
  { kind: 'amountConfirmed' },
  { kind: 'quoted', quote },
  { kind: 'quoteExpired' },
  { kind: 'ordered', order: payable.order },
  { kind: 'refused', failure },
  { kind: 'readerSeen', sight: 'empty' },
  { kind: 'cardInserted' },
  { kind: 'otherCardInserted' },
  { kind: 'undecided' },
  { kind: 'queued', position: 1 },
  { kind: 'attemptStarted' },
  { kind: 'authorised' },
  { kind: 'debitAnswered' },
  { kind: 'reportDelayed' },
  { kind: 'reportAccepted', order: order('PAID') },
  { kind: 'activationSlow' },
  { kind: 'workFailed' },
  { kind: 'orderRested', order: order('COMPLETED'), receipt: null },
];

const after = (events: readonly PaymentEvent[], from: Situation): Situation =>
  events.reduce((situation, event) => advance(situation, event), from);
const resolving: Situation = {
  step: { kind: 'resolving', doubt, resume: null },
  unfinished: waiting,
};

test('a doubt waits, whatever else happens, until it is resolved', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...NOTHING_RESOLVED), { maxLength: 40 }), (events) => {
      expect(after(events, resolving).unfinished).toEqual(waiting);
    }),
    { numRuns: 2_000 },
  );
});

test('however often a card resolves nothing, home still shows the doubt', () => {
  const tries = Array.from({ length: 50 }, (): PaymentEvent[] => [
    { kind: 'undecided' },
    { kind: 'readerSeen', sight: 'empty' },
    { kind: 'cardInserted' },
  ]).flat();
  const home = after([...tries, { kind: 'undecided' }, { kind: 'back' }], resolving);
  expect(home.step).toEqual({ kind: 'home', unfinished: waiting });
});

test.each([
  { kind: 'resolvedDebited', order: order('PAID') },
  { kind: 'resolvedNotDebited', order: order('CONFIRMED') },
  { kind: 'resolvedManual', order: order('MANUAL') },
] satisfies PaymentEvent[])('$kind resolves this doubt, and no other one', (event) => {
  expect(advance(resolving, event).unfinished).toBeNull();
  const other: Unfinished = { kind: 'doubt', doubt: { ...doubt, attemptId: 'A0' } };
  expect(advance({ ...resolving, unfinished: other }, event).unfinished).toEqual(other);
});
