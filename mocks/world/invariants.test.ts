import { expect, test } from 'vitest';
import {
  caseOf,
  first,
  good,
  ofAttempt,
  ofDebit,
  ofOrder,
  stepOf,
} from '../../e2e/virtual/goodDay.fixture.ts';
import { encodeLogRecord } from '../card/logRecord.ts';
import type { AttemptRow } from '../operator/tsp/books/rows.ts';
import { memoryNvm } from '../store/nonVolatileMemory.ts';
import { type Facts, restFaults, safetyFaults, watchDebits } from './invariants.ts';

test('an honest day has no faults', () => {
  expect(safetyFaults(good)).toEqual([]);
  expect(restFaults(good)).toEqual([]);
  expect(good.debits.map(({ sequence }) => sequence)).toEqual([0, 1]);
  expect([good.attempts.length, good.accepted.length, good.boss.length]).toEqual([2, 2, 2]);
});

/** The first and the last state in which an attempt binds its card in its box. */
const BOTH_BIND = ['PSAM_LEASED', 'INIT_DONE'] as const;
/** Two cards with the same PSAM, the second lease `laterMs` later. */
const leasedTogether = (laterMs: number): AttemptRow[] =>
  good.attempts.map((attempt, at) => ({
    ...attempt,
    state: 'PSAM_LEASED',
    asn: `${attempt.asn.slice(0, -1)}${at}`,
    terminalNo: 'A00000000001',
    heldUntil: 1_000_000 + at * laterMs,
  }));

const safety: [what: string, change: () => Partial<Facts>, fault: RegExp][] = [
  [
    'a debit that was not authorised',
    () => ({ debits: [...good.debits, { ...good.debits[0]!, sequence: 9 }] }),
    /^I1 /,
  ],
  [
    'a debit of another amount',
    () => ofDebit({ amountFen: good.debits[0]!.amountFen + 1 }),
    /^I1 /,
  ],
  ['a debit on another card', () => ofDebit({ asn: '00062226000000003327' }), /^I1 /],
  ['a debit at another terminal', () => ofDebit({ terminalNo: 'FFFFFFFFFFFF' }), /^I1 /],
  ['a debit of another date', () => ofDebit({ date: '20261124' }), /^I1 /],
  ['a debit of another time', () => ofDebit({ time: '000000' }), /^I1 /],
  [
    'an attempt for more than was quoted',
    () => ofAttempt({ amountFen: good.attempts[0]!.amountFen + 1 }),
    /^I2 .*amounts/,
  ],
  [
    'an attempt for more than was confirmed',
    () => ofOrder({ confirmedAmountFen: 1 }),
    /^I2 .*amounts/,
  ],
  [
    'a MAC1 before the confirmation',
    () => ofOrder({ confirmedAt: Number.MAX_SAFE_INTEGER }),
    /^I2 .*before/,
  ],
  [
    'a MAC1 nobody confirmed',
    () => ({ orders: good.orders.map(({ confirmedAt: _, ...rest }) => rest) }),
    /^I2 .*before/,
  ],
  ['a debit posted that no card had', () => ({ debits: good.debits.slice(1) }), /^I3 more posted/],
  ['a debit let go of', () => ofAttempt({ state: 'NOT_DEBITED' }), /^I3 the cards lost more/],
  [
    'a debit that a statement made vanish',
    () => ofAttempt({ state: 'NOT_DEBITED_CLAIMED' }),
    /^I3 the cards lost more/,
  ],
  ['an order paid twice', () => ofAttempt({ orderId: good.attempts[1]!.orderId }), /^I4 /],
  [
    'one card sequence twice',
    () => ofAttempt({ init: good.attempts[1]!.init! }),
    /^I5 \(card, n\)/,
  ],
  [
    'one card sequence twice, under two serials',
    () =>
      ofAttempt({
        asn: `9999${good.attempts[0]!.asn.slice(4)}`,
        init: good.attempts[1]!.init!,
      }),
    /^I5 \(card, n\)/,
  ],
  [
    'a debit without a signature',
    () => ofAttempt({ mac2: '' as never, provenBy: 'log' as never }),
    /^I3 .* debited without proof/,
  ],
  [
    'an end without a signature',
    () => ({
      attempts: [
        ...good.attempts,
        { ...good.attempts[0]!, attemptId: 'X', state: 'NOT_DEBITED', asn: '0'.repeat(20) },
      ],
    }),
    /^I3 X is not debited without proof/,
  ],
  [
    'one terminal sequence twice',
    () => ofAttempt({ mac1: good.attempts[1]!.mac1!, terminalNo: good.attempts[1]!.terminalNo! }),
    /^I5 \(terminal, TTC\)/,
  ],
  ['books that do not add up', () => ({ bookFault: 'entry 3: chain broken' }), /^I6 entry 3/],
  [
    'a service opened without a debit',
    () => ofAttempt({ state: 'IN_DOUBT' }),
    /^I7 .*opened unpaid/,
  ],
  [
    'a service opened for another amount',
    () => ({ boss: first(good.boss, { amountFen: 1 }) }),
    /^I7 .*opened unpaid/,
  ],
  ['a service opened and its money credited', () => ofOrder({ state: 'CREDITED' }), /^I8 /],
  ['a service opened and its money refunded', () => ofOrder({ state: 'REFUNDED' }), /^I8 /],
  [
    'a debit accepted twice',
    () => ({ accepted: [...good.accepted, good.accepted[0]!] }),
    /^I10 .*twice/,
  ],
  [
    'more accepted than was debited',
    () => ({ accepted: first(good.accepted, { amountFen: 9_999_999 }) }),
    /^I10 more accepted/,
  ],
  [
    'two payments at once with one card',
    () => ({
      attempts: good.attempts.map((attempt, at) => ({ ...attempt, state: BOTH_BIND[at]! })),
    }),
    /^I11 two payments .* in box /,
  ],
  [
    'a PSAM leased to two attempts',
    () => ({ attempts: leasedTogether(29_999) }),
    /^I11 PSAM .* leased twice/,
  ],
  [
    'a debit accepted that is not ours',
    () => ({ accepted: first(good.accepted, { cardSequence: '00FF' }) }),
    /^I10 .*not debited/,
  ],
  [
    'a debit accepted for another amount',
    () => ({ accepted: first(good.accepted, { amountFen: 1 }) }),
    /^I10 .*not debited/,
  ],
  [
    'a loss that is not in the books',
    () => ofAttempt({ claim: 'WRITTEN_OFF' }),
    /^I15 the loss is not/,
  ],
  [
    'a loss in the books without a decision',
    () => ({ books: { ...good.books, write_off: 1 } }),
    /^I15 the loss is not/,
  ],
  [
    'a case that one person alone decided',
    () => ({ cases: [caseOf({ steps: [stepOf('propose', 'chen'), stepOf('approve', 'chen')] })] }),
    /^two people: chen alone/,
  ],
  [
    'a case approved that nobody proposed',
    () => ({ cases: [caseOf({ steps: [stepOf('approve', 'wang')] })] }),
    /^two people: wang alone/,
  ],
  [
    'a receivable without a debit',
    () => ({ books: { ...good.books, unionpay_receivable: 1 } }),
    /^I15 receivable/,
  ],
];

test.each(safety)('%s is found at once', (_, change, fault) => {
  const faults = safetyFaults({ ...good, ...change() });
  expect(
    faults.some((sentence) => fault.test(sentence)),
    faults.join('; '),
  ).toBe(true);
  expect(restFaults({ ...good, ...change() })).toEqual(expect.arrayContaining(faults));
});

test('among lying portals a debit under a claim is covered by the watch; one that was let go of is not', () => {
  const i3 = (change: Partial<Facts>, portals: 'honest' | 'lying') =>
    safetyFaults({ ...good, ...change }, portals).filter((fault) => fault.startsWith('I3 the'));
  const claimed = ofAttempt({ state: 'NOT_DEBITED_CLAIMED' });
  expect(i3(claimed, 'lying')).toEqual([]);
  expect(i3(claimed, 'honest')).toEqual(['I3 the cards lost more than is under suspicion']);
  for (const state of ['NOT_DEBITED', 'VOID'] as const) {
    expect(i3(ofAttempt({ state }), 'lying')).not.toEqual([]);
  }
  expect(safetyFaults(good, 'lying')).toEqual([]);
});

test('an attempt that people denied may still be debited', () => {
  const denied = ofAttempt({ state: 'NOT_DEBITED_CLAIMED', deniedBy: 'people' });
  expect(safetyFaults({ ...good, ...denied }).filter((fault) => fault.startsWith('I3'))).toEqual(
    [],
  );
});

test('a lease that begins when the one before has run out is no fault', () => {
  const faults = safetyFaults({ ...good, attempts: leasedTogether(30_000) });
  expect(faults.filter((fault) => fault.startsWith('I11 PSAM'))).toEqual([]);
});

test('watchDebits counts a debit once, however often the card is written', () => {
  const watched = watchDebits(memoryNvm());
  const { asn, ...record } = good.debits[0]!;
  const write = (offlineSequence: number) =>
    watched.nvm.write(
      'card:good',
      JSON.stringify({
        publicFile: `${'0'.repeat(20)}${asn}`,
        offlineSequence,
        log: offlineSequence === 0 ? [] : [encodeLogRecord(record)],
      }),
    );
  for (const offlineSequence of [0, 1, 1, 1]) write(offlineSequence);
  watched.nvm.write('psam:000000000007', '{}');
  expect(watched.debits).toEqual([good.debits[0]]);
  expect(JSON.parse(watched.nvm.read('card:good')!)).toMatchObject({ offlineSequence: 1 });
});
