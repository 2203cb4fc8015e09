/** A box reports a right MAC2 and a wrong TAC; cards, PPP, BOSS and files are the simulated ones. */
import { expect, test } from 'vitest';
import { restFaults, safetyFaults } from '../../mocks/world/invariants.ts';
import { classesOf, dayFacts, dayFixture, settleBoth } from './day.fixture.ts';
import { decide } from './people.fixture.ts';

const WRONG = '0BAD0BAD';

async function lied(claims: NonNullable<Parameters<typeof dayFixture>[0]>['claims'] = {}) {
  const fixture = await dayFixture({ claims });
  const payment = await fixture.pays('basic', false);
  expect((await payment.tell(WRONG)).status).toBe(200);
  await fixture.time.advance(60_000);
  const { orderId, attemptId } = payment;
  return {
    fixture,
    ...payment,
    claim: async () => (await fixture.attempt(attemptId))?.claim,
    state: async () => (await fixture.order(orderId))?.state,
    atBoss: async () => (await dayFacts(fixture)).boss.map(({ state }) => state),
  };
}

test('a wrong TAC is claimed, refused and kept for people; the right one is claimed when the card shows it', async () => {
  const { fixture, claim, state, tell } = await lied();
  expect(await state()).toBe('COMPLETED');
  await settleBoth(fixture);
  expect(await claim()).toBe('REJECTED');
  expect(classesOf(await fixture.differences())).toEqual(['TAC_INVALID case']);
  expect(restFaults(await dayFacts(fixture))).toEqual([]);
  await tell();
  expect(await claim()).toBe('UNCLAIMED');
  await settleBoth(fixture);
  expect(await claim()).toBe('ACCEPTED');
  expect((await fixture.cases()).map(({ kind, state: at }) => [kind, at])).toEqual([
    ['claim-rejected', 'CLOSED'],
  ]);
  expect(restFaults(await dayFacts(fixture))).toEqual([]);
});

test('a service that is stopped for it is a difference at neither side, and opens again with the right TAC', async () => {
  const { fixture, claim, state, tell, atBoss } = await lied({
    refusedClaims: { '01': ['stop-service'] },
  });
  await settleBoth(fixture);
  expect(await state()).toBe('MANUAL');
  expect(await atBoss()).toEqual(['STOPPED']);
  expect(classesOf(await fixture.differences())).toEqual(['TAC_INVALID case']);
  expect(safetyFaults(await dayFacts(fixture))).toEqual([]);
  await tell();
  await settleBoth(fixture);
  expect(await claim()).toBe('ACCEPTED');
  expect(await state()).toBe('COMPLETED');
  expect(await atBoss()).toEqual(['ACTIVATED']);
  await settleBoth(fixture);
  expect(restFaults(await dayFacts(fixture))).toEqual([]);
  expect((await fixture.cases()).map(({ state: at }) => at)).toEqual(['CLOSED', 'CLOSED']);
});

test('people write the claim off and credit what was stopped: the loss is in the books, and both sides agree', async () => {
  const { fixture, state, atBoss, amountFen } = await lied({
    refusedClaims: { '01': ['stop-service'] },
  });
  await settleBoth(fixture);
  const byKind = { 'claim-rejected': 'writeOff', 'service-stopped': 'credit' } as const;
  for (const row of await fixture.cases()) {
    await decide(fixture.operator.tsp.desk, row, byKind[row.kind as keyof typeof byKind]);
  }
  await fixture.time.drain();
  expect(await state()).toBe('CREDITED');
  expect(await atBoss()).toEqual(['CREDITED']);
  await settleBoth(fixture);
  const facts = await dayFacts(fixture);
  expect(facts.books).toMatchObject({
    unionpay_receivable: 0,
    write_off: amountFen,
    order_liability: 0,
    operator_revenue: 0,
    subscriber_credit: -amountFen,
  });
  expect(classesOf(await fixture.differences())).toEqual(['TAC_INVALID closed']);
  expect(restFaults(facts)).toEqual([]);
});

test('asked before the activation, the PPP says wrong: nothing is opened until the card shows the right one', async () => {
  const { fixture, claim, state, tell, atBoss } = await lied({ tacCheck: 'before-activation' });
  expect(await state()).toBe('PAID');
  expect(await atBoss()).toEqual([]);
  await tell();
  await fixture.time.drain();
  expect(await state()).toBe('COMPLETED');
  await settleBoth(fixture);
  expect(await claim()).toBe('ACCEPTED');
  expect(restFaults(await dayFacts(fixture))).toEqual([]);
});

test('a right TAC passes the PPP before the activation, and is claimed once', async () => {
  const fixture = await dayFixture({ claims: { tacCheck: 'before-activation' } });
  const { orderId, attemptId } = await fixture.pays('basic');
  expect((await fixture.order(orderId))?.state).toBe('COMPLETED');
  await settleBoth(fixture);
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
  expect(restFaults(await dayFacts(fixture))).toEqual([]);
});

test('two wrong ones and the right one in between: the debit is paid once', async () => {
  const { fixture, claim, tell } = await lied();
  await tell();
  await tell('0BAD0002');
  await settleBoth(fixture);
  expect(await claim()).toBe('ACCEPTED');
  expect((await dayFacts(fixture)).accepted).toHaveLength(1);
  expect(restFaults(await dayFacts(fixture))).toEqual([]);
});
