/** A box reports a right MAC2 and a wrong TAC; cards, PPP, BOSS and files are the simulated ones. */
import { expect, test } from 'vitest';
import { decodeLog } from '../../mocks/card/logRecord.ts';
import { nodeCrypto } from '../../mocks/operator/tsp/nodeCrypto.fixture.ts';
import { gatherFacts, restFaults, safetyFaults } from '../../mocks/world/invariants.ts';
import { classesOf, D, type DayFixture, dayFixture, NEXT } from './day.fixture.ts';
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
    atBoss: async () => (await factsOf(fixture)).boss.map(({ state }) => state),
  };
}

function factsOf({ store, card }: DayFixture) {
  const asn = card.state.publicFile.slice(20, 40);
  const debits = decodeLog(card.state.log).map((record) => ({ asn, ...record }));
  return gatherFacts(store, nodeCrypto, debits);
}

/** Settles both days until every side has answered and the PPP has closed them. */
async function settled(fixture: DayFixture) {
  for (const date of [D, NEXT, D, NEXT]) await fixture.settle(date);
}

test('a wrong TAC is claimed, refused and kept for people; the right one is claimed when the card shows it', async () => {
  const { fixture, claim, state, tell } = await lied();
  expect(await state()).toBe('COMPLETED');
  await settled(fixture);
  expect(await claim()).toBe('REJECTED');
  expect(classesOf(await fixture.differences())).toEqual(['TAC_INVALID case']);
  expect(restFaults(await factsOf(fixture))).toEqual([]);
  await tell();
  expect(await claim()).toBe('UNCLAIMED');
  await settled(fixture);
  expect(await claim()).toBe('ACCEPTED');
  expect((await fixture.cases()).map(({ kind, state: at }) => [kind, at])).toEqual([
    ['claim-rejected', 'CLOSED'],
  ]);
  expect(restFaults(await factsOf(fixture))).toEqual([]);
});

test('a service that is stopped for it is a difference at neither side, and opens again with the right TAC', async () => {
  const { fixture, claim, state, tell, atBoss } = await lied({
    refusedClaims: { '01': ['stop-service'] },
  });
  await settled(fixture);
  expect(await state()).toBe('MANUAL');
  expect(await atBoss()).toEqual(['STOPPED']);
  expect(classesOf(await fixture.differences())).toEqual(['TAC_INVALID case']);
  expect(safetyFaults(await factsOf(fixture))).toEqual([]);
  await tell();
  await settled(fixture);
  expect(await claim()).toBe('ACCEPTED');
  expect(await state()).toBe('COMPLETED');
  expect(await atBoss()).toEqual(['ACTIVATED']);
  await settled(fixture);
  expect(restFaults(await factsOf(fixture))).toEqual([]);
  expect((await fixture.cases()).map(({ state: at }) => at)).toEqual(['CLOSED', 'CLOSED']);
});

test('people write the claim off and credit what was stopped: the loss is in the books, and both sides agree', async () => {
  const { fixture, state, atBoss, amountFen } = await lied({
    refusedClaims: { '01': ['stop-service'] },
  });
  await settled(fixture);
  const byKind = { 'claim-rejected': 'writeOff', 'service-stopped': 'credit' } as const;
  for (const row of await fixture.cases()) {
    await decide(fixture.operator.tsp.desk, row, byKind[row.kind as keyof typeof byKind]);
  }
  await fixture.time.drain();
  expect(await state()).toBe('CREDITED');
  expect(await atBoss()).toEqual(['CREDITED']);
  await settled(fixture);
  const facts = await factsOf(fixture);
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
  await settled(fixture);
  expect(await claim()).toBe('ACCEPTED');
  expect(restFaults(await factsOf(fixture))).toEqual([]);
});

test('a right TAC passes the PPP before the activation, and is claimed once', async () => {
  const fixture = await dayFixture({ claims: { tacCheck: 'before-activation' } });
  const { orderId, attemptId } = await fixture.pays('basic');
  expect((await fixture.order(orderId))?.state).toBe('COMPLETED');
  await settled(fixture);
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
  expect(restFaults(await factsOf(fixture))).toEqual([]);
});

test('two wrong ones and the right one in between: the debit is paid once', async () => {
  const { fixture, claim, tell } = await lied();
  await tell();
  await tell('0BAD0002');
  await settled(fixture);
  expect(await claim()).toBe('ACCEPTED');
  expect((await factsOf(fixture)).accepted).toHaveLength(1);
  expect(restFaults(await factsOf(fixture))).toEqual([]);
});
