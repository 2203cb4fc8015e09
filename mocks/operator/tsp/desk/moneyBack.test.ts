import { expect, test } from 'vitest';
import { bossProblem, noWire } from '../bossFake.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { deskOf, rejectedService, SUPERVISOR, stuckActivation } from './desk.fixture.ts';

test('BOSS never opened the service: people decide on a credit, and the case waits for BOSS', async () => {
  const { fixture, desk, caseNo, orderId } = await stuckActivation();
  expect(await desk.decisions(caseNo)).toEqual(['credit', 'refund']);
  fixture.boss.orders.delete(orderId);
  fixture.boss.instead.push({ match: /PUT .*credit/, answer: noWire });
  expect((await desk.decide(caseNo, 'credit')).state).toBe('POSTED');
  expect((await desk.order(orderId)).state).toBe('CREDIT_DUE');
  await fixture.time.advance(2_000);
  expect((await desk.order(orderId)).state).toBe('CREDITED');
  const closed = { state: 'CLOSED', ending: 'BOSS booked it' };
  expect(await fixture.tsp.desk.findCase(caseNo)).toMatchObject(closed);
  expect(await desk.books()).toMatchObject({ order_liability: 0, subscriber_credit: -2600 });
});

test('asked for the credit, BOSS says that the service is open: completed, and nothing is given back', async () => {
  const { fixture, desk, caseNo, orderId } = await stuckActivation();
  const { boss } = fixture;
  boss.orders.set(orderId, { orderId, state: 'ACTIVATED', amountFen: 2600, from: '2026-11-25' });
  boss.instead.push({ match: /PUT .*credit/, answer: () => bossProblem(409, 'order.conflict') });
  await desk.decide(caseNo, 'credit');
  expect(await desk.order(orderId)).toMatchObject({ state: 'COMPLETED', from: '2026-11-25' });
  expect((await fixture.tsp.desk.findCase(caseNo))!.state).toBe('CLOSED');
  expect(await desk.books()).toMatchObject({ operator_revenue: -2600, subscriber_credit: 0 });
});

test('while BOSS may still open the service the credit waits; the case is not decided again', async () => {
  const { fixture, desk, caseNo, orderId } = await stuckActivation();
  const { boss } = fixture;
  for (let i = 0; i < 2; i++) {
    boss.instead.push({ match: /PUT .*credit/, answer: () => bossProblem(409, 'order.conflict') });
  }
  expect((await desk.decide(caseNo, 'credit')).state).toBe('POSTED');
  boss.orders.set(orderId, { orderId, state: 'ACTIVATED', amountFen: 2600 });
  await fixture.time.advance(2_000);
  expect((await desk.order(orderId)).state).toBe('COMPLETED');
  expect((await fixture.tsp.desk.findCase(caseNo))!.state).toBe('CLOSED');
});

test('BOSS rejects the credit that people decided on: the same case goes back to them, then it is refunded', async () => {
  const { fixture, desk, caseNo, orderId } = await stuckActivation();
  const rejected = { orderId, state: 'REJECTED', reason: 'account.closed', final: true } as const;
  fixture.boss.orders.set(orderId, rejected);
  fixture.boss.credit = () => ({ state: 'REJECTED', reason: 'account.closed', final: true });
  const back = await desk.decide(caseNo, 'credit');
  expect(back).toMatchObject({ state: 'EVIDENCE', version: 1 });
  expect([back.decision, back.proposedBy]).toEqual([undefined, undefined]);
  expect(await desk.cases()).toHaveLength(1);
  expect(await desk.decisions(caseNo)).toEqual(['credit', 'refund']);
  expect(await desk.decide(caseNo, 'refund')).toMatchObject({ state: 'CLOSED', refundRef: 'TR-1' });
  expect((await desk.order(orderId)).state).toBe('REFUNDED');
  expect(await desk.books()).toMatchObject({ order_liability: 0, refund_payable: -2600 });
});

test('people refund a rejected credit', async () => {
  const { desk, orderId } = await rejectedService();
  const { caseNo } = await desk.caseOf('credit-refused');
  expect(await desk.decisions(caseNo)).toEqual(['refund']);
  await desk.decide(caseNo, 'refund');
  expect((await desk.order(orderId)).state).toBe('REFUNDED');
  const events = await desk.events();
  expect(events).toContain('wang order.refunded');
});

test.each(['ACTIVATED', 'PENDING', 'CREDITED'] as const)(
  'an order that BOSS has as %s is not refunded as well',
  async (state) => {
    const { fixture, desk, caseNo, orderId } = await stuckActivation();
    fixture.boss.orders.set(orderId, { orderId, state });
    await desk.propose(caseNo, 'refund');
    const refused = await desk.take(SUPERVISOR, caseNo, { step: 'approve' });
    expect(refused).toMatchObject({ error: { code: 'case.decision' } });
    expect((await desk.order(orderId)).state).toBe('MANUAL');
  },
);

test('while BOSS does not answer nothing is refunded', async () => {
  const { fixture, desk, caseNo } = await stuckActivation();
  await desk.propose(caseNo, 'refund');
  fixture.boss.instead.push({ match: /GET .orders/, answer: noWire });
  const refused = await desk.take(SUPERVISOR, caseNo, { step: 'approve' });
  expect(refused).toMatchObject({ error: { code: 'unavailable' } });
});

/** An order that was paid twice; BOSS rejects the credit of the second payment. */
async function rejectedSurplus() {
  const { fixture, box, desk, attemptId, orderId, report, debited } = await claimedThenPaidAgain();
  fixture.boss.credit = () => ({ state: 'REJECTED', reason: 'account.closed', final: true });
  await report(debited);
  await fixture.time.drain();
  return { fixture, box, desk, attemptId, orderId };
}

async function claimedThenPaidAgain() {
  const paying = await payingFixture();
  const { fixture, box, attemptId, orderId } = paying;
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await fixture.report(box, second.attemptId, second.debited);
  await fixture.time.drain();
  return { ...paying, desk: deskOf(fixture) };
}

test('a surplus that BOSS does not credit is refunded', async () => {
  const { desk, attemptId, orderId } = await rejectedSurplus();
  const { caseNo } = await desk.caseOf('surplus-refused');
  expect(await desk.decisions(caseNo)).toEqual(['credit', 'refund']);
  await desk.decide(caseNo, 'refund');
  expect((await desk.attempt(attemptId)).surplus).toBe('refunded');
  expect((await desk.order(orderId)).state).toBe('COMPLETED');
  expect(await desk.books()).toMatchObject({ order_liability: 0, refund_payable: -2600 });
});

test('a surplus that BOSS did not credit is credited once the account is open again', async () => {
  const { fixture, desk, attemptId } = await rejectedSurplus();
  const { caseNo } = await desk.caseOf('surplus-refused');
  fixture.boss.credit = () => ({ state: 'CREDITED', creditNo: 'K2' });
  expect((await desk.decide(caseNo, 'credit')).state).toBe('CLOSED');
  expect((await desk.attempt(attemptId)).surplus).toBe('credited');
  expect(await desk.books()).toMatchObject({ order_liability: 0, subscriber_credit: -2600 });
});

test('a completed order that BOSS turns out not to have is credited, and its revenue posted back', async () => {
  const { fixture, orderId, attemptId, report, debited } = await payingFixture();
  const desk = deskOf(fixture);
  await report(debited);
  await fixture.time.drain();
  fixture.boss.orders.delete(orderId);
  const caseNo = await desk.opened('missing-at-boss', { orderId, attemptId, amountFen: 2600 });
  expect((await desk.decide(caseNo, 'credit')).state).toBe('CLOSED');
  expect((await desk.order(orderId)).state).toBe('CREDITED');
  expect(await desk.books()).toMatchObject({ operator_revenue: 0, subscriber_credit: -2600 });
});
