import { beforeEach, expect, test } from 'vitest';
import { order } from '../../app/gallery/onePayment.fixture.ts';
import { neverAborted } from '../../shared/abort.ts';
import { codeOfText } from '../../shared/code.ts';
import { fail, ok } from '../../shared/result.ts';
import { DAY_MS, rfc3339 } from '../../shared/time.ts';
import type { TspError } from '../../tsp/tspError.ts';
import type { Order, OrderState } from '../../tsp/tspTypes.ts';
import type { JournalEntry, JournalPhase } from '../journal.ts';
import { recoverOpenPayments, unfinishedOf } from '../recoverOpenPayments.ts';
import { recoverWork } from './recover.ts';
import {
  entry,
  handedOut,
  problem,
  unreachable,
  type WorkFixture,
  workFixture,
} from './work.fixture.ts';

const report = { statusWord: '9000', tac: 'AAAAAAAA', mac2: 'BBBBBBBB' };
let fixture: WorkFixture;

beforeEach(() => {
  fixture = workFixture();
});

const attempt = (state: NonNullable<Order['attempt']>['state'], attemptId = 'A1') => ({
  attemptId,
  state,
  cardTail: '0018',
  cardSequence: 7,
});
const ours = (state: OrderState, more: Partial<Order> = {}): Order => ({
  ...order(state),
  orderId: entry.orderId,
  attempt: attempt('MAC1_ISSUED'),
  ...more,
});
const inDoubt = ours('IN_DOUBT', { money: 'unknown', attempt: attempt('IN_DOUBT') });
const journalled = (phase: JournalPhase, more: Partial<JournalEntry> = {}) => {
  const attemptId = more.attemptId ?? 'A1';
  fixture.entries.set(attemptId, { ...entry, phase, ...more });
};
async function recovers(...open: Order[]): Promise<string[]> {
  fixture.answers.openOrders = () => ok({ items: open, months: [] });
  await fixture.run(recoverWork(fixture.parts), { kind: 'recovering' });
  return fixture.events.map(({ kind }) => kind);
}
const told = () => fixture.told.map(({ call }) => call).filter((call) => call !== 'openOrders');

test('nothing open anywhere: home', async () => {
  expect(await recovers(order('COMPLETED'))).toEqual(['recovered']);
});

test.each<[JournalPhase, softly: boolean]>([
  ['debit-sent', false],
  ['mac1', true],
])('an entry "%s" whose order is in doubt asks for the card, and stays', async (phase, softly) => {
  journalled(phase);
  expect(await recovers(inDoubt)).toEqual(['doubtFound']);
  expect(fixture.events).toMatchObject([
    { doubt: { attemptId: 'A1', amountFen: 28_600, cardTail: '0018', cardSequence: 7, softly } },
  ]);
  expect(fixture.entries.get('A1')?.phase).toBe(phase);
});

test('an order in doubt that the TSP no longer lists as open is asked for by name', async () => {
  journalled('debit-sent');
  fixture.answers.order = () => ok(inDoubt);
  expect(await recovers()).toEqual(['doubtFound']);
});

test('an entry whose order cannot be asked for stays, and is not decided', async () => {
  journalled('debit-sent');
  expect(await recovers()).toEqual(['recovered']);
  expect(fixture.entries.get('A1')?.phase).toBe('debit-sent');
});

test.each<[JournalPhase, left: JournalPhase | undefined]>([
  ['mac1', undefined],
  ['debit-sent', undefined],
  ['reported', undefined],
  ['debit-answered', 'debit-answered'],
])('of an order that is not this household’s an entry "%s" is left as: %s', async (phase, left) => {
  journalled(phase, phase === 'debit-answered' ? { report } : {});
  fixture.answers.order = () => problem('order.not_found', { money: 'unknown' });
  expect(await recovers()).toEqual(['recovered']);
  expect(fixture.entries.get('A1')?.phase).toBe(left);
});

test('a doubt only the TSP knows of asks for the card, softly', async () => {
  expect(await recovers(inDoubt)).toEqual(['doubtFound']);
  expect(fixture.events).toMatchObject([{ doubt: { attemptId: 'A1', softly: true } }]);
});

test('a MAC1 that this box got and no longer knows of asks for the card; one that it has stated to be unused does not', async () => {
  expect(await recovers(handedOut)).toEqual(['doubtFound']);
  expect(fixture.events).toMatchObject([
    { doubt: { attemptId: 'A1', serviceId: entry.serviceId, softly: true } },
  ]);
  fixture.events.splice(0);
  journalled('abandoned');
  expect(await recovers(handedOut)).toEqual(['recovered']);
});

test.each<[string, JournalPhase, string]>([
  ['a minute ago', 'reported', 'paymentFound'],
  ['a day ago', 'reported', 'recovered'],
  ['a day ago', 'debit-sent', 'recovered'],
])('paid %s, an entry "%s": %s', async (when, phase, event) => {
  const ago = when === 'a day ago' ? DAY_MS + 1 : 60_000;
  journalled(phase);
  const paidAt = rfc3339(fixture.time.now() - ago);
  expect(await recovers(ours('COMPLETED', { money: 'taken', paidAt }))).toEqual([event]);
  expect(fixture.entries.size).toBe(event === 'recovered' ? 0 : 1);
});

test('what was paid a day ago and never reported is reported without a word', async () => {
  journalled('debit-answered', { report });
  const paidAt = rfc3339(fixture.time.now() - DAY_MS - 1);
  const paid = ours('COMPLETED', { money: 'taken', paidAt });
  fixture.answers.report = () => ok(paid);
  expect(await recovers(paid)).toEqual(['recovered']);
  expect(told()).toEqual(['report']);
  expect(fixture.entries.get('A1')).toMatchObject({ phase: 'reported' });
});

test('of several doubts that of the service which was opened comes first, also where only the TSP knows of it', async () => {
  journalled('debit-sent', { attemptId: 'A0', orderId: 'O0', serviceId: 'sport' });
  const other = { orderId: 'O0', serviceId: 'sport', attempt: attempt('IN_DOUBT', 'A0') };
  fixture.answers.openOrders = () =>
    ok({ items: [ours('IN_DOUBT', { ...other, money: 'unknown' }), handedOut], months: [] });
  const step = { kind: 'recovering', serviceId: handedOut.serviceId } as const;
  await fixture.run(recoverWork(fixture.parts), step);
  expect(fixture.events).toMatchObject([{ doubt: { attemptId: 'A1' } }]);
});

test('an answer that was not reported yet is reported', async () => {
  journalled('debit-answered', { report });
  expect(await recovers(inDoubt)).toEqual(['answerFound']);
  expect(fixture.entries.get('A1')?.report).toEqual(report);
});

test.each<[JournalPhase, Order]>([
  ['reported', ours('COMPLETED', { money: 'taken' })],
  ['debit-sent', ours('PAID', { money: 'taken' })],
  ['mac1', ours('ACTIVATING', { money: 'taken' })],
])('an entry "%s" whose order is paid shows the result', async (phase, open) => {
  journalled(phase);
  expect(await recovers(open)).toEqual(['paymentFound']);
  expect(fixture.entries.get('A1')?.phase).toBe('reported');
});

test.each<[string, Order]>([
  ['proven not debited', ours('CONFIRMED', { money: 'untouched' })],
  [
    'paid by another attempt now',
    ours('PAYING', { money: 'untouched', attempt: attempt('INIT_DONE', 'A2') }),
  ],
  ['over, and another one paid', ours('COMPLETED', { attempt: attempt('DEBITED', 'A2') })],
])('an entry of an attempt that is %s is removed', async (_, open) => {
  journalled('debit-sent');
  fixture.answers.cancel = () => ok(order('CANCELLED'));
  expect(await recovers(open)).toEqual(['recovered']);
  expect(fixture.entries.size).toBe(0);
});

test('an answer that was not reported yet is reported also when another attempt has paid: it is a surplus', async () => {
  journalled('debit-answered', { report });
  const paid = ours('COMPLETED', { money: 'taken', attempt: attempt('DEBITED', 'A2') });
  fixture.answers.order = () => ok(paid);
  expect(await recovers()).toEqual(['answerFound']);
  expect(fixture.entries.get('A1')).toMatchObject({ phase: 'debit-answered', report });
});

test('an answer that was not reported yet is reported also when its order is paid: without its TAC nobody can claim it', async () => {
  journalled('debit-answered', { report });
  expect(await recovers(ours('ACTIVATING', { money: 'taken' }))).toEqual(['answerFound']);
  expect(fixture.entries.get('A1')).toMatchObject({ phase: 'debit-answered', report });
});

test('while MAC1 may still be on its way the order is cancelled first, and kept if that fails', async () => {
  const paying = ours('PAYING', { money: 'untouched', attempt: attempt('INIT_DONE') });
  journalled('mac1');
  fixture.answers.cancel = () => problem('order.state');
  expect(await recovers(paying)).toEqual(['recovered']);
  expect(fixture.entries.size).toBe(1);
  fixture.answers.cancel = () => ok(order('CANCELLED'));
  await recovers(paying);
  expect(fixture.trail.slice(-3)).toEqual(['tsp cancel', 'removed A1', 'event recovered']);
});

test('a MAC1 that was issued before the order could be cancelled is a doubt', async () => {
  journalled('mac1');
  fixture.answers.cancel = () => problem('attempt.open', { money: 'unknown' });
  const paying = ours('PAYING', { money: 'untouched', attempt: attempt('INIT_DONE') });
  expect(await recovers(paying)).toEqual(['doubtFound']);
  expect(fixture.entries.size).toBe(1);
});

test.each<[string, Partial<JournalEntry>, call: string]>([
  ['a statement', { phase: 'abandoned', abandonReason: 'back' }, 'abandon'],
  ['a rejection', { phase: 'debit-answered', report: { statusWord: '9302' } }, 'report'],
])('%s is posted again, and goes once it is heard', async (_, more, call) => {
  journalled('mac1', more);
  expect(await recovers(inDoubt)).toContain('doubtFound');
  expect(told()).toEqual([call]);
  expect(fixture.entries.size).toBe(1);
  fixture.answers.abandon = () => ok(order('CONFIRMED'));
  fixture.answers.report = () => ok(order('CONFIRMED'));
  expect((await recovers()).slice(-1)).toEqual(['recovered']);
  expect(fixture.entries.size).toBe(0);
});

test.each([
  ['order.older', 0],
  ['order.money', 1],
])('a statement whose repeated answer does not fit in "%s": %i left', async (detail, left) => {
  journalled('mac1', { phase: 'abandoned', abandonReason: 'card-removed' });
  fixture.answers.abandon = () => fail({ kind: 'unintelligible', status: 200, detail });
  expect((await recovers()).slice(-1)).toEqual(['recovered']);
  expect(fixture.entries.size).toBe(left);
});

test('a result that nobody has seen, and that people have taken back since, keeps no banner for ever', async () => {
  journalled('reported');
  fixture.answers.order = () =>
    fail({ kind: 'unintelligible', status: 200, detail: 'order.older', ref: 'T27' });
  expect(await recovers()).toEqual(['recovered']);
  expect(fixture.events).toMatchObject([{ unfinished: null }]);
  expect(fixture.entries.size).toBe(0);
});

test('an answer that was not reported yet stays, also when people have taken its payment back: only the box has the TAC', async () => {
  journalled('debit-answered', { report });
  fixture.answers.order = () =>
    fail({ kind: 'unintelligible', status: 200, detail: 'order.older', ref: 'T27' });
  await recovers();
  expect(fixture.events).toMatchObject([{ unfinished: { kind: 'report' } }]);
  expect(fixture.entries.get('A1')?.report).toEqual(report);
});

test('a rejection of an earlier version, which does not say what it answers, is asked of the card', async () => {
  journalled('debit-answered', { report: { statusWord: '6985' } });
  fixture.answers.report = () => ok(inDoubt);
  expect(await recovers(inDoubt)).toEqual(['doubtFound']);
  expect(told()).toEqual(['report']);
  expect(fixture.entries.get('A1')).toEqual({ ...entry, phase: 'debit-sent' });
});

test('one entry that cannot be decided does not hide the next', async () => {
  journalled('debit-sent', { attemptId: 'A0', orderId: 'O-gone' });
  journalled('debit-sent');
  expect(await recovers(inDoubt)).toEqual(['doubtFound']);
  expect(fixture.events).toMatchObject([{ doubt: { attemptId: 'A1' } }]);
  expect(fixture.entries.size).toBe(2);
});

test('without the TSP the portal is out of service, and nothing is forgotten', async () => {
  journalled('debit-sent');
  fixture.answers.openOrders = () => unreachable;
  await fixture.run(recoverWork(fixture.parts), { kind: 'recovering' });
  expect(fixture.events).toMatchObject([{ kind: 'serviceLost', failure: { kind: 'offline' } }]);
  expect(fixture.entries.size).toBe(1);
});

const unread = (more: object = {}) => ok({ items: [], months: [], unread: [more] });
const unreadable = fail<TspError>({ kind: 'unintelligible', status: 200, detail: 'x', ref: 'T02' });
async function recoversUnread(more?: object) {
  fixture.answers.openOrders = () => unread(more);
  fixture.answers.order = () => unreadable;
  await fixture.run(recoverWork(fixture.parts), { kind: 'recovering' });
  return fixture.events[0];
}

test.each([
  [{ ref: '7K3-0D42' }, '7K3-0D42'],
  [{}, codeOfText('T02')],
])('an open order %j that cannot be read keeps a banner with its code', async (order, ref) => {
  expect(await recoversUnread(order)).toEqual({
    kind: 'recovered',
    unfinished: { kind: 'unclear', ref, ...order },
  });
});

test('an order in doubt whose card is not told keeps a banner, too', async () => {
  const open = order('IN_DOUBT', { money: 'unknown' });
  expect(await recovers(open)).toEqual(['recovered']);
  expect(fixture.events[0]).toMatchObject({ unfinished: { kind: 'unclear', ref: open.ref } });
});

test.each<[JournalPhase, object]>([
  ['debit-sent', { kind: 'doubtFound', doubt: { attemptId: 'A1', ref: codeOfText('A1') } }],
  ['mac1', { kind: 'doubtFound', doubt: { attemptId: 'A1', softly: true } }],
  [
    'reported',
    { kind: 'recovered', unfinished: { kind: 'unclear', ref: codeOfText(entry.orderId) } },
  ],
])(
  'when the order of an entry "%s" cannot be read, what the journal knows stands',
  async (phase, event) => {
    journalled(phase);
    expect(await recoversUnread({ orderId: entry.orderId })).toMatchObject(event);
    expect(fixture.entries.get('A1')?.phase).toBe(phase);
  },
);

test('an order that cannot be read is found once, by its entry or by its name', async () => {
  journalled('reported');
  fixture.answers.openOrders = () => unread({ orderId: entry.orderId });
  fixture.answers.order = () => unreadable;
  const found = await recoverOpenPayments(fixture.parts, neverAborted);
  expect(found.ok && found.value.unclear).toEqual([
    { kind: 'unclear', ref: codeOfText(entry.orderId), orderId: entry.orderId },
  ]);
});

test('a debit that is not reported is no doubt, though the TSP lists its order as one', async () => {
  journalled('debit-answered', { report });
  fixture.answers.openOrders = () => ok({ items: [inDoubt], months: [] });
  const found = await recoverOpenPayments(fixture.parts, neverAborted);
  expect(found.ok && [found.value.doubts, unfinishedOf(found.value)]).toEqual([
    [],
    { kind: 'report', orderId: entry.orderId, amountFen: 28_600 },
  ]);
});

test('at the start an answer is reported before any doubt is looked into', async () => {
  journalled('debit-answered', { report });
  const other = { ...inDoubt, orderId: 'O2', attempt: attempt('IN_DOUBT', 'A2') };
  expect(await recovers(inDoubt, other)).toEqual(['answerFound']);
});

test('on home a doubt comes before a report: people have to act on it', async () => {
  journalled('debit-answered', { report });
  const other = { ...inDoubt, orderId: 'O2', attempt: attempt('IN_DOUBT', 'A2') };
  fixture.answers.openOrders = () => ok({ items: [inDoubt, other], months: [] });
  const found = await recoverOpenPayments(fixture.parts, neverAborted);
  expect(found.ok && unfinishedOf(found.value)).toMatchObject({ doubt: { attemptId: 'A2' } });
});

test('a debit that is not reported stays on home while its order cannot be read', async () => {
  journalled('debit-answered', { report });
  expect(await recoversUnread({ orderId: entry.orderId })).toMatchObject({
    kind: 'recovered',
    unfinished: { kind: 'report', orderId: entry.orderId, amountFen: 28_600 },
  });
});
