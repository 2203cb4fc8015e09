/** What the portal knows, against every answer that contradicts it. */
import { expect, test } from 'vitest';
import { order, paid, quote, receipt } from '../app/gallery/onePayment.fixture.ts';
import { fromHex } from '../shared/bytes.ts';
import type { CardFacts, Order, Problem, Quote, Receipt, Resolution } from '../tsp/tspTypes.ts';
import {
  attemptMisfit,
  confirmedMisfit,
  MISFITS,
  orderMisfit,
  quoteMisfit,
  receiptMisfit,
  refusalMisfit,
  resolutionMisfit,
} from './answerFits.ts';
import { createKnown } from './known.ts';

const asked = { serviceId: 'basic', months: 12 };
const line = quote.lines[0]!;

test('what fits, fits', () => {
  const confirmed = order('CONFIRMED', { orderId: quote.quoteId });
  expect(quoteMisfit(quote, asked)).toBeNull();
  expect(confirmedMisfit(confirmed, quote)).toBeNull();
  expect(orderMisfit(paid('PAID'), {}, undefined)).toBeNull();
  expect(receiptMisfit(receipt, receipt.orderId, {}, {})).toBeNull();
});

test.each<[misfit: string, change: Partial<Quote>]>([
  ['quote.items', { items: [] }],
  ['quote.items', { items: [{ serviceId: 'sport', months: 12 }] }],
  ['quote.items', { items: [{ serviceId: 'basic', months: 1 }] }],
  ['quote.items', { items: [asked, asked] }],
  ['quote.lines', { amountFen: 9_900, lines: [{ ...line, amountFen: 2_600 }] }],
  ['quote.lines', { amountFen: 28_601 }],
  ['quote.lines', { lines: [] }],
  ['quote.period', { from: '2027-12-01' }],
  ['quote.period', { to: quote.from }],
  ['quote.period', { to: 'next year' }],
  ['quote.period', { from: '2026' }],
  ['quote.expiresAt', { expiresAt: 'soon' }],
])('%s: a quote that was not asked for, or does not add up', (misfit, change) => {
  expect(quoteMisfit({ ...quote, ...change }, asked)).toBe(misfit);
});

test.each<[misfit: string, change: Partial<Order>]>([
  ['order.orderId', { orderId: order('PAID').orderId }],
  ['order.amountFen', { amountFen: 100 }],
  ['order.item', { serviceId: 'sport' }],
  ['order.item', { months: 1 }],
  ['order.period', { from: '2026-11-01' }],
  ['order.period', { to: '2036-11-30' }],
  ['order.money', { money: 'unknown' }],
  ['order.money', { money: 'taken' }],
])('%s: an order that is not the quote that was confirmed', (misfit, change) => {
  const confirmed = order('CONFIRMED', { orderId: quote.quoteId, payable: false, ...change });
  expect(confirmedMisfit(confirmed, quote)).toBe(misfit);
});

test.each<[state: Order['state'], money: Order['money'], isSane: boolean]>([
  ['IN_DOUBT', 'unknown', true],
  ['IN_DOUBT', 'untouched', false],
  ['IN_DOUBT', 'taken', false],
  ['MANUAL', 'unknown', true],
  ['MANUAL', 'taken', true],
  ['MANUAL', 'untouched', false],
  ['PAYING', 'unknown', true],
  ['PAYING', 'taken', false],
  ['CANCELLED', 'untouched', true],
  ['CANCELLED', 'taken', false],
])('an order %s with money %s is sane: %s', (state, money, isSane) => {
  const stated = order(state, { money, payable: false });
  expect(orderMisfit(stated, {}, undefined)).toBe(isSane ? null : 'order.money');
});

test.each([
  'PAID',
  'ACTIVATING',
  'COMPLETED',
  'CREDIT_DUE',
  'CREDITED',
  'REFUND_DUE',
  'REFUNDED',
] as const)('of an order %s the money is taken, and nothing else', (state) => {
  for (const money of ['taken', 'untouched', 'unknown'] as const) {
    const stated = order(state, { money, payable: false });
    expect(orderMisfit(stated, {}, undefined)).toBe(money === 'taken' ? null : 'order.money');
  }
});

test.each<[Order['state'], Order['money']]>([
  ['PAYING', 'untouched'],
  ['CANCELLED', 'untouched'],
  ['CONFIRMED', 'unknown'],
  ['IN_DOUBT', 'unknown'],
  ['MANUAL', 'taken'],
  ['PAID', 'taken'],
])('only a confirmed order with its money untouched may be paid, not %s, %s', (state, money) => {
  expect(orderMisfit(order(state, { money, payable: true }), {}, undefined)).toBe('order.money');
});

test('any order has a period', () => {
  const { from } = quote;
  expect(orderMisfit(paid('COMPLETED', { to: from }), {}, undefined)).toBe('order.period');
});

test('what was taken stays taken', () => {
  const known = { isTaken: true };
  expect(orderMisfit(paid('COMPLETED'), known, undefined)).toBeNull();
  const back = order('IN_DOUBT', { money: 'unknown' });
  expect(orderMisfit(back, known, undefined)).toBe('order.older');
  expect(orderMisfit(order('CANCELLED'), known, undefined)).toBe('order.older');
});

test('an order whose attempt this page knows has an attempt', () => {
  expect(orderMisfit(paid('PAID'), { attemptId: 'A1' }, undefined)).toBe('order.attempt');
});

const known = { amountFen: 28_600, months: 12 };
const read = {
  cardTail: '0018',
  balanceFen: 100_000,
  terminalNo: receipt.terminalNo,
  terminalSequence: receipt.terminalSequence,
};
test.each<[misfit: string, change: Partial<Receipt>]>([
  ['receipt.orderId', { orderId: 'O2' }],
  ['receipt.amountFen', { amountFen: 100, balanceAfterFen: 99_900 }],
  ['receipt.period', { months: 1 }],
  ['receipt.period', { to: receipt.from }],
  ['receipt.card', { cardTail: '0019' }],
  ['receipt.balance', { balanceAfterFen: 71_401 }],
  ['receipt.balance', { balanceBeforeFen: 90_000, balanceAfterFen: 61_400 }],
  ['receipt.terminal', { terminalNo: '000000000008' }],
  ['receipt.terminal', { terminalSequence: '0000002B' }],
])('%s: a receipt of another payment', (misfit, change) => {
  const { orderId } = receipt;
  expect(receiptMisfit(receipt, orderId, known, read)).toBeNull();
  expect(receiptMisfit({ ...receipt, ...change }, orderId, known, read)).toBe(misfit);
});

const attempt = (attemptId: string) => ({ attemptId, state: 'DEBITED' as const });
test.each<[verdict: Resolution['verdict'], said: Order, fits: boolean]>([
  ['debited', paid('PAID'), true],
  ['debited', order('IN_DOUBT', { money: 'unknown' }), false],
  ['debited', order('CONFIRMED'), false],
  ['not-debited', order('CONFIRMED', { attempt: attempt('A1') }), true],
  ['not-debited', order('IN_DOUBT', { money: 'unknown', attempt: attempt('A1') }), false],
  ['not-debited', paid('PAID', { attempt: attempt('A1') }), false],
  ['not-debited', paid('PAID', { attempt: attempt('A2') }), true],
  ['manual', order('IN_DOUBT', { money: 'unknown', attempt: attempt('A1') }), true],
  ['manual', order('MANUAL', { money: 'taken', attempt: attempt('A1') }), true],
  ['manual', paid('COMPLETED', { attempt: attempt('A1') }), false],
  ['manual', order('CONFIRMED', { attempt: attempt('A1') }), false],
  ['manual', order('CONFIRMED', { attempt: attempt('A2') }), true],
  ['undecided', paid('COMPLETED', { attempt: attempt('A1') }), true],
])('a verdict "%s" says what its order says', (verdict, said, fits) => {
  expect(resolutionMisfit({ verdict, order: said }, 'A1')).toBe(fits ? null : 'resolution.verdict');
});

test('a refusal tells of the card in the slot and of the price that was confirmed', () => {
  const facts = createKnown();
  const refusal = (more: Partial<Problem>): Problem =>
    ({ code: 'card.unresolved', money: 'unknown', ref: '', ...more }) as Problem;
  facts.answered(order('CONFIRMED', { orderId: 'O1', attempt: attempt('A1') }));
  const open = { attemptId: 'A1', orderId: 'O1', amountFen: 28_600, cardTail: '0018' };
  const ofCard = (more: object) =>
    refusalMisfit(refusal({ attempt: { ...open, ...more } }), facts, 'O1', '0018', 1_350);
  expect(ofCard({})).toBeNull();
  expect(ofCard({ attemptId: 'A9', orderId: 'O9', amountFen: 1 })).toBeNull();
  expect(ofCard({ cardTail: '0019' })).toBe('problem.attempt');
  expect(ofCard({ amountFen: 100 })).toBe('problem.attempt');
  expect(ofCard({ orderId: 'O2' })).toBe('problem.attempt');
  const poor = (more: object) =>
    refusalMisfit(refusal({ code: 'card.insufficient', ...more }), facts, 'O1', '0018', 1_350);
  expect(poor({})).toBeNull();
  expect(poor({ amountFen: 28_600, balanceFen: 1_350 })).toBeNull();
  expect(poor({ amountFen: 100 })).toBe('problem.amountFen');
  expect(poor({ balanceFen: 13_500 })).toBe('problem.amountFen');
});

test('the order itself is in doubt with another card than the one in the slot', () => {
  const open = { attemptId: 'A1', orderId: 'O1', amountFen: 28_600, cardTail: '0019' };
  const refusal = { code: 'card.mismatch', money: 'unknown', ref: '', attempt: open } as Problem;
  expect(refusalMisfit(refusal, createKnown(), 'O1', '0018', 0)).toBeNull();
  expect(refusalMisfit(refusal, createKnown(), 'O2', '0018', 0)).toBe('problem.attempt');
});

test('an attempt belongs to one order', () => {
  const facts = createKnown();
  const started = { attemptId: 'A1', terminalNo: '', keyIndex: 1, leaseUntil: '' };
  facts.started(started, 'O1', { serial: fromHex('0018') } as CardFacts);
  expect(attemptMisfit(started, facts, 'O1')).toBeNull();
  expect(attemptMisfit(started, facts, 'O2')).toBe('attempt.attemptId');
});

test('each misfit has a code of its own for the hotline', () => {
  const codes = Object.values(MISFITS);
  expect(new Set(codes).size).toBe(codes.length);
});
