/** People called an order paid, another card of it proved a debit, and people take their word back: that card pays for the order. */
import { expect, test } from 'vitest';
import { debitsOfDay, getAttempt, markDebit, putAttempt } from '../books/store/attemptStore.ts';
import { openCasesOn } from '../books/store/caseStore.ts';
import { isDayOpen, putDayWork } from '../books/store/dayStore.ts';
import { noWire } from '../bossFake.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { deskOf, SUPERVISOR } from './desk.fixture.ts';

const REJECTED = () => ({ state: 'REJECTED', reason: 'account.closed', final: true }) as const;

/** The order is completed by people's word alone. Another card has paid for it too; what BOSS says to that credit is `credit`'s. */
async function paidByWord(credit: 'rejected' | 'silent') {
  const { fixture, box, attemptId, orderId, record, order } = await payingFixture();
  const desk = deskOf(fixture);
  const { boss } = fixture;
  await fixture.abandon(box, attemptId);
  const other = await fixture.payingAgain(box, await order(), OTHER_CARD);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  const { caseNo } = await desk.caseOf('evidence-conflict');
  await desk.decide(caseNo, 'debited');
  if (credit === 'rejected') boss.credit = REJECTED;
  else boss.instead.push({ match: /PUT .*credit/, answer: noWire });
  await fixture.report(box, other.attemptId, other.debited);
  await fixture.resolve(box, attemptId, { sequence: 5 });
  await fixture.time.drain();
  const second = () => desk.attempt(other.attemptId);
  return { fixture, desk, caseNo, orderId, attemptId, other: other.attemptId, second };
}

test('the money that BOSS did not credit pays for the service that was opened: nobody loses', async () => {
  const { fixture, desk, caseNo, orderId, attemptId, other, second } = await paidByWord('rejected');
  expect(await second()).toMatchObject({ surplus: 'case' });
  await desk.propose(caseNo, 'notDebited');
  const shown = (await desk.previewOf(caseNo, 'notDebited'))!;
  expect(shown.postings).toMatchObject([{ kind: 'debitBack', attemptId, amountFen: 2600 }]);
  expect(shown.needsBossWord).toBe(true);
  await desk.done(SUPERVISOR, caseNo, { step: 'approve' });
  expect(await desk.order(orderId)).toMatchObject({ state: 'COMPLETED', paidBy: other });
  expect((await second()).surplus).toBeUndefined();
  expect((await desk.cases()).every(({ state }) => state === 'CLOSED')).toBe(true);
  expect(await desk.books()).toMatchObject({
    unionpay_receivable: 2600,
    operator_revenue: -2600,
    order_liability: 0,
    write_off: 0,
  });
  expect(fixture.violations).toEqual([]);
});

test('a loss that people had posted is taken back with it', async () => {
  const { desk, caseNo } = await paidByWord('rejected');
  await desk.decide((await desk.caseOf('no-tac')).caseNo, 'writeOff');
  await desk.decide(caseNo, 'notDebited');
  const books = { unionpay_receivable: 2600, order_liability: 0, write_off: 0 };
  expect(await desk.books()).toMatchObject(books);
});

test('BOSS has credited it after all: people do not take their word back before that is known here', async () => {
  const { fixture, desk, caseNo, other } = await paidByWord('rejected');
  fixture.boss.orders.set(other, { orderId: other, state: 'CREDITED', amountFen: 2600 });
  await desk.propose(caseNo, 'notDebited');
  const refused = await desk.take(SUPERVISOR, caseNo, { step: 'approve' });
  expect(refused).toMatchObject({ error: { code: 'case.decision' } });
});

test('while BOSS is asked for its credit they wait, and afterwards they are shown the loss', async () => {
  const { fixture, desk, caseNo, second } = await paidByWord('silent');
  expect(await second()).toMatchObject({ surplus: 'due' });
  expect(await desk.decisions(caseNo)).toEqual(['blockCard', 'explained']);
  await fixture.time.advance(2_000);
  expect(await second()).toMatchObject({ surplus: 'credited' });
  await desk.propose(caseNo, 'notDebited');
  const shown = (await desk.previewOf(caseNo, 'notDebited'))!;
  expect(shown.postings).toMatchObject([{ kind: 'writeOff', amountFen: 2600 }]);
  await desk.done(SUPERVISOR, caseNo, { step: 'approve' });
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 2600, write_off: 2600 });
});

test('a case about the service is about the debit that pays for it now, and ends when BOSS has credited its money', async () => {
  const { fixture, desk, caseNo, orderId, attemptId, other } = await paidByWord('rejected');
  const missing = await desk.opened('missing-at-boss', { orderId, attemptId, amountFen: 2600 });
  await desk.decide(caseNo, 'notDebited');
  expect(await desk.caseOf('missing-at-boss')).toMatchObject({ attemptId: other, state: 'OPEN' });
  expect(await fixture.room.transaction((tx) => openCasesOn(tx, attemptId))).toEqual([]);
  fixture.boss.orders.delete(orderId);
  fixture.boss.credit = () => ({ state: 'CREDITED', creditNo: 'K1' });
  expect((await desk.decide(missing, 'credit')).state).toBe('CLOSED');
  expect((await desk.order(orderId)).state).toBe('CREDITED');
});

test('another card proves its debit after people took their word back: the order has its digits, and the day of the mistake lacks it', async () => {
  const { fixture, box, attemptId, orderId, record, order } = await payingFixture();
  const desk = deskOf(fixture);
  await fixture.abandon(box, attemptId);
  const other = await fixture.payingAgain(box, await order(), OTHER_CARD);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  const { caseNo } = await desk.caseOf('evidence-conflict');
  await desk.decide(caseNo, 'debited');
  await fixture.resolve(box, attemptId, { sequence: 5 });
  await desk.decide(caseNo, 'notDebited');
  // As if the two had been on either side of the cut-off.
  const before = '20261122';
  await fixture.room.transaction(async (tx) => {
    const row = (await getAttempt(tx, attemptId))!;
    putAttempt(tx, { ...row, mac1: { ...row.mac1!, businessDate: before } });
    markDebit(tx, before, row);
    putDayWork(tx, before, {});
  });
  await fixture.report(box, other.attemptId, other.debited);
  const { cardTail } = await desk.attempt(other.attemptId);
  expect(await desk.order(orderId)).toMatchObject({ paidBy: other.attemptId, cardTail });
  expect(cardTail).not.toBe((await desk.attempt(attemptId)).cardTail);
  expect(await desk.rows(debitsOfDay(before))).toEqual([]);
  expect(await fixture.room.transaction((tx) => isDayOpen(tx, before))).toBe(true);
});

test('the days of both debits are looked at again, also where the claim of the second is on its way', async () => {
  const { fixture, desk, caseNo, attemptId, other } = await paidByWord('rejected');
  const days = ['20261121', '20261122'] as const;
  await fixture.room.transaction(async (tx) => {
    for (const [at, id] of [attemptId, other].entries()) {
      const row = (await getAttempt(tx, id))!;
      const mac1 = { ...row.mac1!, businessDate: days[at]! };
      putAttempt(tx, { ...row, mac1, ...(id === other ? { claim: 'SENT' as const } : {}) });
      putDayWork(tx, days[at]!, {});
    }
  });
  await desk.decide(caseNo, 'notDebited');
  for (const date of days)
    expect(await fixture.room.transaction((tx) => isDayOpen(tx, date)), date).toBe(true);
});
