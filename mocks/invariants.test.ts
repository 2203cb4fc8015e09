import { beforeAll, expect, test } from 'vitest';
import { type VirtualBox, virtualBox } from '../e2e/virtualPortal.ts';
import { chinaTime } from '../src/shared/time.ts';
import { encodeLogRecord } from './card/logRecord.ts';
import {
  type CardDebit,
  type Facts,
  gatherFacts,
  restFaults,
  safetyFaults,
  watchDebits,
} from './invariants.ts';
import { memoryPlastic } from './plastic.ts';
import { scenarios } from './scenarios.ts';
import type { AttemptRow, OrderRow } from './tsp/rows.ts';

/** Two payments with the same card, uploaded and accepted. */
let good: Facts;
let debits: readonly CardDebit[];

async function buys(box: VirtualBox, serviceId: string): Promise<void> {
  await box.buys(serviceId, 1);
  const { order } = await box.reaches('result');
  expect(order.state).toBe('COMPLETED');
  box.send({ kind: 'closed' });
}

beforeAll(async () => {
  const watched = watchDebits(memoryPlastic());
  debits = watched.debits;
  const box = await virtualBox(scenarios['first-day']!, { plastic: watched.plastic });
  await buys(box, 'basic');
  await buys(box, 'sport');
  const { time, environment } = box.simulation;
  await time.runUntil(() => false, 600_000);
  await box.world.tsp.uploadDay(chinaTime(time.now()).date);
  good = await gatherFacts(box.store, environment.crypto, debits);
}, 60_000);

const first = <T>(items: readonly T[], change: Partial<T>): T[] =>
  items.map((item, at) => (at === 0 ? { ...item, ...change } : item));
const ofAttempt = (change: Partial<AttemptRow>) => ({ attempts: first(good.attempts, change) });
const ofOrder = (change: Partial<OrderRow>) => ({ orders: first(good.orders, change) });
const ofDebit = (change: Partial<CardDebit>) => ({ debits: first(good.debits, change) });

test('an honest day has no faults', () => {
  expect(safetyFaults(good)).toEqual([]);
  expect(restFaults(good)).toEqual([]);
  expect(good.debits.map(({ sequence }) => sequence)).toEqual([0, 1]);
  expect([good.attempts.length, good.accepted.length, good.boss.length]).toEqual([2, 2, 2]);
});

/** The two ends of what holds a card. */
const BOTH_HOLD = ['PSAM_LEASED', 'IN_DOUBT'] as const;
/** Two cards with one PSAM, the second lease so much later. */
const leasedTogether = (laterMs: number): AttemptRow[] =>
  good.attempts.map((one, at) => ({
    ...one,
    state: 'PSAM_LEASED',
    asn: `${one.asn.slice(0, -1)}${at}`,
    terminalNo: 'A00000000001',
    heldUntil: 1_000_000 + at * laterMs,
  }));

const safety: [what: string, spoil: () => Partial<Facts>, fault: RegExp][] = [
  [
    'a debit nobody authorised',
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
  ['one card sequence twice', () => ofAttempt({ init: good.attempts[1]!.init! }), /^I5 \(asn, n\)/],
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
      attempts: good.attempts.map((one, at) => ({ ...one, state: BOTH_HOLD[at]! })),
    }),
    /^I11 two payments .*…\d{4}$/,
  ],
  [
    'a PSAM that two attempts hold',
    () => ({ attempts: leasedTogether(29_999) }),
    /^I11 PSAM .* leased twice/,
  ],
  [
    'a receivable without a debit',
    () => ({ books: { ...good.books, unionpay_receivable: 1 } }),
    /^I15 receivable/,
  ],
];

test.each(safety)('%s is seen at once', (_, spoil, fault) => {
  const faults = safetyFaults({ ...good, ...spoil() });
  expect(
    faults.some((one) => fault.test(one)),
    faults.join('; '),
  ).toBe(true);
  expect(restFaults({ ...good, ...spoil() })).toEqual(expect.arrayContaining(faults));
});

const rest: [what: string, spoil: () => Partial<Facts>, fault: RegExp][] = [
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
    'money owed that nobody has in hand',
    () => ({ books: { ...good.books, order_liability: -2600 } }),
    /^I16 more or less is owed/,
  ],
  [
    'a refund in hand for which nothing is owed',
    () => ofOrder({ state: 'REFUND_DUE' }),
    /^I16 more or less is owed/,
  ],
  ['a surplus that nobody gave back', () => ofAttempt({ surplus: 'due' }), /^I17 the surplus/],
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

test.each(rest)('%s is seen at rest', (_, spoil, fault) => {
  const faults = restFaults({ ...good, ...spoil() });
  expect(
    faults.some((one) => fault.test(one)),
    faults.join('; '),
  ).toBe(true);
});

test.each<[string, () => Partial<Facts>]>([
  ['a refund', () => ofOrder({ state: 'REFUND_DUE' })],
  ['a paid order', () => ofOrder({ state: 'MANUAL' })],
  ['a surplus', () => ofAttempt({ surplus: 'case' })],
])('%s that people have in hand is owed, and no fault of the books', (_, change) => {
  const books = { ...good.books, order_liability: -good.attempts[0]!.amountFen };
  const faults = restFaults({ ...good, ...change(), books });
  expect(faults.filter((fault) => /owed|surplus/.test(fault))).toEqual([]);
});

test('a lease that begins when the one before has run out is no fault', () => {
  const faults = safetyFaults({ ...good, attempts: leasedTogether(30_000) });
  expect(faults.filter((fault) => fault.startsWith('I11 PSAM'))).toEqual([]);
});

test('a doubt in the open is no fault yet, and neither is a debit in it', async () => {
  const watched = watchDebits(memoryPlastic());
  const box = await virtualBox(scenarios['card-never-returns']!, { plastic: watched.plastic });
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

test('a watch on plastic counts a debit once, however often the card is written', () => {
  const watched = watchDebits(memoryPlastic());
  const { asn, ...record } = good.debits[0]!;
  const write = (offlineSequence: number) =>
    watched.plastic.write(
      'card:good',
      JSON.stringify({
        publicFile: `${'0'.repeat(20)}${asn}`,
        offlineSequence,
        log: offlineSequence === 0 ? [] : [encodeLogRecord(record)],
      }),
    );
  for (const offlineSequence of [0, 1, 1, 1]) write(offlineSequence);
  watched.plastic.write('psam:000000000007', '{}');
  expect(watched.debits).toEqual([good.debits[0]]);
  expect(JSON.parse(watched.plastic.read('card:good')!)).toMatchObject({ offlineSequence: 1 });
});
