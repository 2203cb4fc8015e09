import { expect, test } from 'vitest';
import { type RowList, rowsIn } from '../../../store/rowList.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { AttemptRow } from '../books/rows.ts';
import { allAttempts, putAttempt, putPayer } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { deskOf, SUPERVISOR } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';

/** An attempt that its box gave up; then the order was paid with the same card, at the same sequence number. */
async function paidAfterGivingUp() {
  const payment = await payingFixture();
  const { fixture, box, attemptId } = payment;
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await payment.order());
  await fixture.report(box, second.attemptId, second.debited);
  await fixture.time.drain();
  return { ...payment, second, ...(await sideEffects(payment)) };
}

/** Reads what the TSP did beside the attempt itself. */
async function sideEffects({
  fixture,
}: Pick<Awaited<ReturnType<typeof payingFixture>>, 'fixture'>) {
  const all = <T>(list: RowList<T>) => fixture.room.transaction((tx) => rowsIn(tx, list));
  return {
    cases: async () => (await all(allCases)).map(({ kind }) => kind),
    paying: async () => (await all(allAttempts)).filter(({ state }) => state === 'DEBITED').length,
    credits: () => fixture.boss.asked.filter((line) => line.endsWith('/credit')).length,
  };
}

test('a log record of a number that has paid is no second debit: it belongs to the other attempt', async () => {
  const { fixture, box, attemptId, record, row, books, ...seen } = await paidAfterGivingUp();
  const forged = { sequence: record.sequence + 1, log: [record] };
  expect((await fixture.resolve(box, attemptId, forged)).value.verdict).toBe('not-debited');
  await fixture.time.drain();
  expect([(await row()).state, await seen.paying()]).toEqual(['NOT_DEBITED', 1]);
  expect([await seen.cases(), seen.credits()]).toEqual([[], 0]);
  expect(await books()).toMatchObject({ unionpay_receivable: 2600, order_liability: 0 });
});

test.each(['report', 'resolve'])(
  'a right MAC2 (by %s) for a number that has paid opens a case; it is not posted and not credited',
  async (how) => {
    const { fixture, box, attemptId, debited, report, row, books, ...seen } =
      await paidAfterGivingUp();
    const { mac2, tac } = debited;
    const proofs = [{ sequence: 6, mac2, tac }];
    for (let again = 0; again < 2; again++) {
      if (how === 'report') expect((await report(debited)).value.state).toBe('COMPLETED');
      else expect((await fixture.resolve(box, attemptId, { proofs })).value.verdict).toBe('manual');
    }
    await fixture.time.drain();
    expect([await seen.cases(), await seen.paying()]).toEqual([
      ['card-blocked', 'evidence-conflict'],
      1,
    ]);
    expect(await row()).toMatchObject({
      state: 'NOT_DEBITED',
      caseNo: expect.stringMatching(/^C/),
    });
    expect(seen.credits()).toBe(0);
    expect(await books()).toMatchObject({ unionpay_receivable: 2600, order_liability: 0 });
    // Two right MAC2s for one number can come from two cards only.
    const next = await fixture.ordered(box, 'film');
    expect((await fixture.startAttempt(box, next.orderId)).problem.code).toBe('card.blocked');
  },
);

test('a log record that contradicts the statement of a box is no debit: people decide', async () => {
  const payment = await payingFixture();
  const { fixture, box, attemptId, record, debited, row, report, order } = payment;
  const { cases } = await sideEffects(payment);
  await fixture.abandon(box, attemptId);
  const seen = { sequence: record.sequence + 1, log: [record] };
  for (let again = 0; again < 2; again++) {
    expect((await fixture.resolve(box, attemptId, seen)).value.verdict).toBe('manual');
  }
  expect((await row()).state).toBe('NOT_DEBITED_CLAIMED');
  expect([await cases(), (await order()).state]).toEqual([['evidence-conflict'], 'CONFIRMED']);
  expect(await fixture.tsp.desk.box('STB-1')).toMatchObject({
    blocked: false,
    watch: { why: expect.stringContaining('then read a debit out of the log') },
  });
  // The card's own proof still pays.
  expect((await report(debited)).value).toMatchObject({ state: 'PAID', money: 'taken' });
});

test('a right MAC2 for a number that people gave to another attempt goes to people; the card is no twin', async () => {
  const { fixture, box, attemptId, record, debited, report, order, row } = await payingFixture();
  await fixture.time.advance(30_000);
  const rival: AttemptRow = {
    ...(await row()),
    attemptId: '0',
    state: 'DEBITED',
    provenBy: 'people',
  };
  await fixture.room.transaction(async (tx) => {
    putAttempt(tx, rival);
    putPayer(tx, cardOf(rival), record.sequence, '0');
  });
  const manual = { state: 'MANUAL', money: 'unknown', caseNo: 'C20261123-0001' };
  expect((await report(debited)).value).toMatchObject(manual);
  const falseLog = { sequence: record.sequence + 1, log: [record] };
  expect((await fixture.resolve(box, attemptId, falseLog)).value.verdict).toBe('manual');
  expect(await order()).toMatchObject(manual);
  const next = await fixture.ordered(box, 'film');
  expect((await fixture.startAttempt(box, next.orderId)).status).toBe(201);
});

test('two people release a blocked card, with a reason, and it pays again', async () => {
  const { fixture, box, debited, report } = await paidAfterGivingUp();
  await report(debited);
  const desk = deskOf(fixture);
  const { caseNo } = await desk.caseOf('card-blocked');
  expect(await desk.decisions(caseNo)).toEqual(['releaseCard', 'explained']);
  const order = await fixture.ordered(box, 'film');
  expect((await fixture.startAttempt(box, order.orderId)).problem.code).toBe('card.blocked');
  await desk.propose(caseNo, 'releaseCard');
  expect((await fixture.startAttempt(box, order.orderId)).problem.code).toBe('card.blocked');
  expect((await desk.take(SUPERVISOR, caseNo, { step: 'approve' })).ok).toBe(true);
  expect((await fixture.startAttempt(box, order.orderId)).status).toBe(201);
  expect((await desk.events()).filter((event) => event.includes(' card.'))).toEqual([
    'tsp card.blocked',
    'wang card.released',
  ]);
});
