import { expect, test } from 'vitest';
import {
  caseOf,
  differenceOf,
  good,
  ofAttempt,
  ofOrder,
  revenue,
} from '../../e2e/virtual/goodDay.fixture.ts';
import { virtualBox } from '../../e2e/virtual/virtualPortal.ts';
import { scenarios } from '../faults/scenarios.ts';
import { memoryNvm } from '../store/nonVolatileMemory.ts';
import { type Facts, gatherFacts, restFaults, safetyFaults, watchDebits } from './invariants.ts';

const rest: [what: string, change: () => Partial<Facts>, fault: RegExp][] = [
  [
    'an accepted claim that the PPP does not have',
    () => ({ accepted: good.accepted.slice(1) }),
    /^I15 .*PPP has it not/,
  ],
  [
    'a claim by hand without a case',
    () => ofAttempt({ claim: 'CASE' }),
    /^I15 .*CASE without a case/,
  ],
  [
    'a rejected claim without a case',
    () => ofAttempt({ claim: 'REJECTED' }),
    /^I15 .*REJECTED without/,
  ],
  [
    'money booked as earned twice',
    () => ({ postings: [...good.postings, revenue()] }),
    /^I17 the money of .* 2 times/,
  ],
  [
    'money booked as earned and given back',
    () => ({ postings: [...good.postings, { ...revenue(), kind: 'refund' }] }),
    /^I17 the money of .* 2 times/,
  ],
  [
    'a completed order whose money was never posted as revenue',
    () => ({ postings: good.postings.filter((posting) => posting !== revenue()) }),
    /^I17 the money of .* 0 times, not as COMPLETED/,
  ],
  [
    'a surplus said to be refunded that never was',
    () => ofAttempt({ surplus: 'refunded' }),
    /^I17 the money of .*not as REFUNDED/,
  ],
  [
    'a difference without a case',
    () => ({ differences: [differenceOf({ state: 'waiting' })] }),
    /^I18 .*is waiting/,
  ],
  [
    'a difference whose case is not there',
    () => ({ differences: [differenceOf({ caseNo: 'C1' })] }),
    /^I18 .*is case/,
  ],
  [
    'a difference listed that time does not explain',
    () => ({ differences: [differenceOf({ state: 'listed' })] }),
    /^I18 .*is listed/,
  ],
  [
    'a difference closed whose case is open',
    () => ({
      cases: [caseOf({ state: 'OPEN' })],
      differences: [differenceOf({ state: 'closed', caseNo: 'C20261123-0001' })],
    }),
    /^I18 .*is closed/,
  ],
  ['a debit that was never posted', () => ofAttempt({ state: 'IN_DOUBT' }), /^I15 debits on cards/],
  ['a doubt that stays', () => ofAttempt({ state: 'IN_DOUBT' }), /^I16 .*still IN_DOUBT/],
  ['a MAC1 that stays out', () => ofAttempt({ state: 'MAC1_ISSUED' }), /^I16 .*still MAC1_ISSUED/],
  [
    'money left in suspense',
    () => ({ books: { ...good.books, suspense_receivable: 1 } }),
    /^I16 something/,
  ],
  [
    'an order left in suspense',
    () => ({ books: { ...good.books, suspense_order: -1 } }),
    /^I16 something/,
  ],
  [
    'money owed without a case',
    () => ({ books: { ...good.books, order_liability: -2600 } }),
    /^I16 more or less is owed/,
  ],
  [
    'a refund in hand for which nothing is owed',
    () => ofOrder({ state: 'REFUND_DUE' }),
    /^I16 more or less is owed/,
  ],
  ['a surplus that was not given back', () => ofAttempt({ surplus: 'due' }), /^I17 the surplus/],
  [
    'a paid order that leads nowhere',
    () => ofOrder({ state: 'ACTIVATING' }),
    /^I17 .*paid and ACTIVATING/,
  ],
  [
    'a debit whose order is gone',
    () => ({ orders: good.orders.slice(1) }),
    /^I17 .*paid and undefined/,
  ],
  [
    'an order completed at the TSP alone',
    () => ({ boss: good.boss.slice(1) }),
    /^I7 .*completed, not open/,
  ],
];

test.each(rest)('%s is found at rest', (_, change, fault) => {
  const faults = restFaults({ ...good, ...change() });
  expect(
    faults.some((sentence) => fault.test(sentence)),
    faults.join('; '),
  ).toBe(true);
});

test.each<[string, () => Partial<Facts>]>([
  ['a refund', () => ofOrder({ state: 'REFUND_DUE' })],
  ['a paid order', () => ofOrder({ state: 'MANUAL' })],
  ['a surplus', () => ofAttempt({ surplus: 'case' })],
])('%s with a case is still owed, and no fault', (_, change) => {
  const books = { ...good.books, order_liability: -good.attempts[0]!.amountFen };
  const faults = restFaults({ ...good, ...change(), books });
  expect(faults.filter((fault) => /owed|surplus/.test(fault))).toEqual([]);
});

test.each<[string, () => Partial<Facts>]>([
  ['timing', () => ({ differences: [differenceOf({ class: 'DAY_EDGE', state: 'listed' })] })],
  ['cured', () => ({ differences: [differenceOf({ state: 'cured' })] })],
  [
    'closed with its case',
    () => ({
      cases: [caseOf({})],
      differences: [differenceOf({ state: 'closed', caseNo: 'C20261123-0001' })],
    }),
  ],
  [
    'a claim people have in hand',
    () => ({
      ...ofAttempt({ claim: 'REJECTED' }),
      cases: [caseOf({ state: 'OPEN', attemptId: good.attempts[0]!.attemptId })],
    }),
  ],
  [
    'a debit that people found, though the card was never seen again',
    () => ({ ...ofAttempt({ provenBy: 'people' }), debits: good.debits.slice(1), cards: [] }),
  ],
])('%s is no fault', (_, change) => {
  expect(restFaults({ ...good, ...change() })).toEqual([]);
});

test('what is judged grows with the payments, not with their square', () => {
  const PAYMENTS = 2_000;
  let reads = 0;
  /** Every read of a field is counted. */
  const counted = <T extends object>(item: T): T =>
    new Proxy(item, {
      get(target, field) {
        reads++;
        return Reflect.get(target, field);
      },
    });
  const many = <T extends object>(items: readonly T[], change: (at: number) => Partial<T>): T[] =>
    Array.from({ length: PAYMENTS }, (_, at) => counted({ ...items[0]!, ...change(at) }));
  const orderId = (at: number) => `O${at}`;
  const asn = (at: number) => String(at).padStart(20, '0');
  const { mac1 } = good.attempts[0]!;
  const facts: Facts = {
    ...good,
    debits: many(good.debits, (at) => ({ asn: asn(at) })),
    cards: many(good.cards, (at) => ({
      asn: asn(at),
      issuedFen: good.cards[0]!.balanceFen + good.debits[0]!.amountFen,
      sequence: 1,
    })),
    orders: many(good.orders, (at) => ({ orderId: orderId(at) })),
    attempts: many(good.attempts, (at) => ({
      orderId: orderId(at),
      attemptId: `A${at}`,
      asn: asn(at),
      mac1: { ...mac1!, terminalSequence: String(at).padStart(8, '0') },
    })),
    boss: many(good.boss, (at) => ({ orderId: orderId(at) })),
    accepted: many(good.accepted, (at) => ({ cardSerial: asn(at) })),
    postings: many([revenue()], (at) => ({ attemptId: `A${at}` })),
    books: {
      ...good.books,
      unionpay_receivable: PAYMENTS * good.attempts[0]!.amountFen,
    },
  };
  expect(restFaults(facts)).toEqual([]);
  expect(reads / PAYMENTS).toBeGreaterThan(10);
  expect(reads / PAYMENTS).toBeLessThan(200);
});

test('an open doubt is no fault yet, with or without a debit', async () => {
  const watched = watchDebits(memoryNvm());
  const box = await virtualBox(scenarios['card-never-returns']!, { nvm: watched.nvm });
  await box.buys('basic', 1);
  await box.reaches('insertSameCard');
  await box.simulation.time.runUntil(() => false, 300_000);
  const facts = await gatherFacts(box.store, box.simulation.environment.crypto, watched.debits);
  expect(facts.debits.length).toBe(1);
  expect(safetyFaults(facts)).toEqual([]);
  expect(restFaults(facts).map((fault) => fault.slice(0, 3))).toEqual(
    expect.arrayContaining(['I15', 'I16']),
  );
});
