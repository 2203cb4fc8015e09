import { beforeEach, expect, test } from 'vitest';
import { order, paid, quote, receipt } from '../app/gallery/onePayment.fixture.ts';
import { fromHex } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { CardFacts, Problem } from '../tsp/tspTypes.ts';
import { holdAnswers } from './holdAnswers.ts';
import { memoryJournal } from './journal.fixture.ts';
import type { JournalEntry } from './journal.ts';

const ORDER = quote.quoteId;
const card = { serial: fromHex('00062226000000000018') } as CardFacts;
const init = { balanceFen: 100_000 } as Parameters<Tsp['authorise']>[1];
const started = {
  attemptId: 'A1',
  terminalNo: receipt.terminalNo,
  keyIndex: 1,
  leaseUntil: '',
};
const attempt = { attemptId: 'A1', state: 'DEBITED' as const };
const ofOrder = { orderId: ORDER, attempt };

let answers: Partial<Record<keyof Tsp, Result<unknown, TspError>>>;
let misfits: string[];
let journal: ReturnType<typeof memoryJournal>;
let tsp: Tsp;
let heldJournal: typeof journal;

beforeEach(() => {
  answers = {};
  misfits = [];
  journal = memoryJournal();
  const answer = (call: keyof Tsp) => async () => answers[call];
  const calls = [
    'openOrders',
    'orders',
    'order',
    'cancel',
    'quote',
    'confirm',
    'startAttempt',
  ] as const;
  const later = ['authorise', 'report', 'abandon', 'resolve', 'receipt'] as const;
  const plain = Object.fromEntries([...calls, ...later].map((call) => [call, answer(call)]));
  const held = holdAnswers({ tsp: plain as unknown as Tsp, journal }, (name) => misfits.push(name));
  tsp = held.tsp;
  heldJournal = held.journal;
});

const problem = (code: string, money: Problem['money'] = 'untouched') =>
  fail<TspError>({ kind: 'problem', problem: { code, money, retry: 'no', ref: '' } as Problem });

/** A payment up to the report. */
async function pays(): Promise<void> {
  answers.confirm = ok(order('CONFIRMED', { orderId: ORDER }));
  await tsp.confirm('K', quote);
  answers.startAttempt = ok(started);
  await tsp.startAttempt('K', ORDER, { card, balanceFen: 100_000, readerId: '' });
  answers.authorise = ok({ terminalSequence: receipt.terminalSequence });
  await tsp.authorise('A1', init);
  expect(misfits).toEqual([]);
}

const believed = async (call: keyof Tsp, value: unknown): Promise<unknown> => {
  answers[call] = ok(value);
  const ask: Partial<Record<keyof Tsp, () => Promise<Result<unknown, TspError>>>> = {
    report: () => tsp.report('A1', { statusWord: '9000' }),
    abandon: () => tsp.abandon('A1', { debitSent: false, reason: 'back' }),
    order: () => tsp.order(ORDER),
    receipt: () => tsp.receipt(ORDER),
    resolve: () => tsp.resolve('K', 'A1', {} as never),
    cancel: () => tsp.cancel('K', ORDER),
    confirm: () => tsp.confirm('K', quote),
    quote: () => tsp.quote('K', { serviceId: 'basic', months: 12 }),
  };
  const answer = await ask[call]!();
  return answer.ok || (answer.error as { ref?: string }).ref;
};

test('what the report answers is about the order that is paid, with the amount that was confirmed', async () => {
  await pays();
  expect(await believed('report', paid('PAID', { ...ofOrder, amountFen: 100 }))).toBe('T22');
  expect(await believed('report', paid('PAID', { attempt }))).toBe('T21');
  expect(await believed('report', paid('PAID', { ...ofOrder, serviceId: 'sport' }))).toBe('T23');
  expect(await believed('report', paid('PAID', ofOrder))).toBe(true);
  expect(misfits).toEqual(['order.amountFen', 'order.orderId', 'order.item']);
});

test('once it is paid no answer takes that back', async () => {
  await pays();
  expect(await believed('report', paid('PAID', ofOrder))).toBe(true);
  expect(await believed('order', order('IN_DOUBT', { ...ofOrder, money: 'unknown' }))).toBe('T27');
  expect(await believed('order', order('CANCELLED', ofOrder))).toBe('T27');
  expect(await believed('confirm', order('CONFIRMED', ofOrder))).toBe('T27');
  expect(await believed('order', paid('COMPLETED', ofOrder))).toBe(true);
});

test('what another answer about an order said first, no later one changes', async () => {
  const verdict = { verdict: 'debited', order: paid('PAID', ofOrder) };
  expect(await believed('resolve', verdict)).toBe(true);
  expect(await believed('order', order('CONFIRMED', ofOrder))).toBe('T27');
  answers.orders = ok({ items: [paid('COMPLETED', { orderId: 'O2' })], months: [] });
  await tsp.orders();
  answers.order = ok(paid('COMPLETED', { orderId: 'O2', amountFen: 100 }));
  expect(await tsp.order('O2')).toMatchObject({ error: { ref: 'T22' } });
  answers.order = ok(paid('COMPLETED', { orderId: 'O2', serviceId: 'sport' }));
  expect(await tsp.order('O2')).toMatchObject({ error: { ref: 'T23' } });
});

test('an answer about something else than was asked is not believed', async () => {
  await pays();
  const other = order('CONFIRMED');
  expect(await believed('quote', { ...quote, items: [{ serviceId: 'basic', months: 1 }] })).toBe(
    'T11',
  );
  expect(
    await believed('confirm', order('CONFIRMED', { orderId: ORDER, from: '2026-01-01' })),
  ).toBe('T24');
  expect(await believed('order', other)).toBe('T21');
  expect(await believed('cancel', other)).toBe('T21');
  expect(await believed('abandon', other)).toBe('T21');
  expect(await believed('resolve', { verdict: 'not-debited', order: other })).toBe('T21');
  answers.startAttempt = ok(started);
  const body = { card, balanceFen: 100_000, readerId: '' };
  expect(await tsp.startAttempt('K', 'O2', body)).toMatchObject({ error: { ref: 'T31' } });
});

test('an earlier payment that a refusal told of is the one that its verdict is about', async () => {
  const told = { attemptId: 'A1', orderId: 'O1', amountFen: 28_600, cardTail: '0018' };
  answers.startAttempt = fail({
    kind: 'problem',
    problem: { code: 'card.unresolved', money: 'unknown', attempt: told } as Problem,
  });
  await tsp.startAttempt('K', ORDER, { card, balanceFen: 100_000, readerId: '' });
  const verdict = (more: object) => ({
    verdict: 'debited',
    order: paid('PAID', { orderId: 'O1', attempt, ...more }),
  });
  expect(await believed('resolve', verdict({ orderId: 'O2' }))).toBe('T21');
  expect(await believed('resolve', verdict({ amountFen: 100 }))).toBe('T22');
  expect(await believed('resolve', verdict({}))).toBe(true);
});

test('a receipt has the balance that INIT read, the card and the terminal', async () => {
  await pays();
  const own = { ...receipt, orderId: ORDER };
  expect(await believed('receipt', own)).toBe(true);
  expect(
    await believed('receipt', { ...own, balanceBeforeFen: 90_000, balanceAfterFen: 61_400 }),
  ).toBe('T55');
  expect(await believed('receipt', { ...own, cardTail: '0019' })).toBe('T54');
  expect(await believed('receipt', { ...own, terminalSequence: '0000002B' })).toBe('T56');
  expect(await believed('receipt', { ...own, terminalNo: '000000000008' })).toBe('T56');
});

test('the journal of an earlier page knows order, amount, attempt and card', async () => {
  const entry = { attemptId: 'A1', orderId: ORDER, amountFen: 28_600, cardTail: '0018' };
  await journal.put({ ...entry, phase: 'debit-answered' } as JournalEntry);
  await heldJournal.all();
  expect(await believed('report', paid('PAID', { ...ofOrder, amountFen: 100 }))).toBe('T22');
  expect(await believed('report', paid('PAID', { orderId: ORDER }))).toBe('T26');
  expect(await believed('report', paid('PAID', { attempt }))).toBe('T21');
  expect(
    await believed('resolve', { verdict: 'debited', order: order('CONFIRMED', ofOrder) }),
  ).toBe('T41');
  expect(await believed('receipt', { ...receipt, orderId: ORDER, cardTail: '0019' })).toBe('T54');
});

test('after a shown "paid" of an earlier page, "not debited" is not believed', async () => {
  const entry = { attemptId: 'A1', orderId: ORDER, amountFen: 28_600, cardTail: '0018' };
  await heldJournal.put({ ...entry, phase: 'reported' } as JournalEntry);
  expect(await believed('order', order('CONFIRMED', ofOrder))).toBe('T27');
});

test('a doubt may end either way', async () => {
  await pays();
  const doubted = order('IN_DOUBT', { ...ofOrder, money: 'unknown' });
  expect(await believed('report', doubted)).toBe(true);
  const verdict = { verdict: 'not-debited', order: order('CONFIRMED', ofOrder) };
  expect(await believed('resolve', verdict)).toBe(true);
});

test('a receipt is of the newest attempt, though the journal still has an earlier one', async () => {
  const earlier = { attemptId: 'A0', orderId: ORDER, amountFen: 28_600, cardTail: '0019' };
  await pays();
  await journal.put({ ...earlier, phase: 'debit-sent' } as JournalEntry);
  await heldJournal.all();
  await tsp.authorise('A1', { ...init, balanceFen: 50_000 });
  expect(await believed('receipt', { ...receipt, orderId: ORDER })).toBe(true);
});

test('a refusal for too little money, or for an earlier payment, is of this card and this order', async () => {
  await pays();
  const body = { card, balanceFen: 100_000, readerId: '' };
  const refusal = (code: string, more: object) =>
    fail<TspError>({
      kind: 'problem',
      problem: { ...(problem(code).error as { problem: Problem }).problem, ...more },
    });
  const refOf = (answer: Result<unknown, TspError>) =>
    answer.ok || ('ref' in answer.error ? answer.error.ref : answer.error.kind);
  const open = { attemptId: 'A9', orderId: 'O9', amountFen: 100, cardTail: '0019' };
  answers.startAttempt = refusal('card.unresolved', { money: 'unknown', attempt: open });
  expect(refOf(await tsp.startAttempt('K', ORDER, body))).toBe('T32');
  answers.startAttempt = refusal('card.unresolved', { attempt: { ...open, cardTail: '0018' } });
  expect(refOf(await tsp.startAttempt('K', ORDER, body))).toBe('problem');
  answers.authorise = refusal('card.unresolved', { attempt: open });
  expect(refOf(await tsp.authorise('A1', init))).toBe('T32');
  answers.startAttempt = refusal('card.insufficient', { amountFen: 100, balanceFen: 100_000 });
  expect(refOf(await tsp.startAttempt('K', ORDER, body))).toBe('T33');
  answers.authorise = refusal('card.unresolved', { money: 'unknown', attempt: open });
  expect(refOf(await tsp.authorise('A1', init))).toBe('T32');
  answers.authorise = refusal('card.unresolved', { attempt: { ...open, cardTail: '0018' } });
  expect(refOf(await tsp.authorise('A1', init))).toBe('problem');
  answers.authorise = refusal('card.insufficient', { amountFen: 28_600, balanceFen: 1 });
  expect(refOf(await tsp.authorise('A1', init))).toBe('T33');
  answers.authorise = refusal('card.insufficient', { amountFen: 100, balanceFen: 100_000 });
  expect(refOf(await tsp.authorise('A1', init))).toBe('T33');
  answers.authorise = refusal('card.insufficient', { amountFen: 28_600, balanceFen: 100_000 });
  expect(refOf(await tsp.authorise('A1', init))).toBe('problem');
});

test('of a list the orders that do not fit are as those that cannot be read', async () => {
  await pays();
  const other = paid('COMPLETED');
  const wrong = order('PAYING', { ...ofOrder, amountFen: 100, payable: false });
  const said = ok({ items: [other, wrong], months: [], unread: [{ ref: 'X' }] });
  answers = { openOrders: said, orders: said };
  for (const page of [await tsp.openOrders(), await tsp.orders()]) {
    expect(page).toMatchObject({
      ok: true,
      value: { items: [other], unread: [{ ref: 'X' }, { orderId: ORDER, ref: wrong.ref }] },
    });
  }
  expect(misfits).toEqual(['order.amountFen', 'order.amountFen']);
});

test('an unlisted code is believed about money before MAC1, and never after it', async () => {
  const moneyOf = async (answer: Promise<Result<unknown, TspError>>) => {
    const { error } = (await answer) as { error: { problem: Problem } };
    return error.problem.money;
  };
  const said = problem('brand.new');
  answers = {
    quote: said,
    confirm: said,
    startAttempt: said,
    authorise: said,
    report: said,
    abandon: said,
    resolve: said,
    cancel: said,
    order: said,
  };
  expect(await moneyOf(tsp.quote('K', { serviceId: 'basic', months: 12 }))).toBe('untouched');
  expect(await moneyOf(tsp.confirm('K', quote))).toBe('untouched');
  const body = { card, balanceFen: 1, readerId: '' };
  expect(await moneyOf(tsp.startAttempt('K', ORDER, body))).toBe('untouched');
  expect(await moneyOf(tsp.authorise('A1', init))).toBe('unknown');
  expect(await moneyOf(tsp.report('A1', { statusWord: '9302' }))).toBe('unknown');
  expect(await moneyOf(tsp.abandon('A1', { debitSent: false, reason: 'back' }))).toBe('unknown');
  expect(await moneyOf(tsp.cancel('K', ORDER))).toBe('unknown');
  expect(await moneyOf(tsp.resolve('K', 'A1', {} as never))).toBe('unknown');
  answers.report = problem('mac.card_rejected');
  expect(await moneyOf(tsp.report('A1', { statusWord: '9302' }))).toBe('untouched');
});
