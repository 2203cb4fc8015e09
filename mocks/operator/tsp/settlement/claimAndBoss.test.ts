/** The case about a claim answers the claim alone; a verdict that comes late changes nothing that has ended. */
import { expect, test } from 'vitest';
import {
  answerWith,
  books,
  close,
  decide,
  rowOf,
} from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { classesOf, D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import type { BossFinding } from '../../settlement/settlementTypes.ts';
import type { CaseKind } from '../books/cases.ts';

const run = async ({ operator }: DayFixture) => {
  await operator.tsp.settleDay(D);
  await operator.tsp.settleDay(D);
};

const kindsOf = async ({ cases }: DayFixture) =>
  (await cases()).map(({ kind, state }) => `${kind} ${state}`);

const openCase = async ({ cases }: DayFixture, wanted: CaseKind) =>
  (await cases()).find(({ kind, state }) => kind === wanted && state !== 'CLOSED')!.caseNo;

/** A debit whose claim is rejected, and of which BOSS says something as well. */
async function rejectedAnd(view: 'AMOUNT_DIFF' | 'MISSING_AT_BOSS') {
  const fixture = await dayFixture();
  const { attemptId, orderId, amountFen, terminalNo } = await fixture.pays('basic');
  const { tsp, ppp } = fixture.operator;
  await ppp.blacklistTerminal(terminalNo);
  await tsp.settleDay(D);
  await ppp.receive(fixture.exchange);
  await ppp.closeDay(fixture.exchange, D);
  await fixture.exchange.move('boss/in', `DZTV01${D}.txt`, 'done');
  const bossFen = view === 'AMOUNT_DIFF' ? 99 : null;
  const row: BossFinding = {
    ...{ view, orderId, bossOrder: '', tspFen: amountFen, tspState: 'S', bossFen },
    bossState: bossFen === null ? '' : 'ACTIVATED',
    bossDate: bossFen === null ? '' : D,
  };
  const sum = { count: bossFen === null ? 0 : 1, totalFen: bossFen ?? 0 };
  await answerWith(fixture, '01', sum, [row]);
  await run(fixture);
  return { fixture, attemptId };
}

test('another amount at BOSS has a case of its own beside that of the rejected claim, and outlives it', async () => {
  const { fixture, attemptId } = await rejectedAnd('AMOUNT_DIFF');
  expect(await kindsOf(fixture)).toEqual(['claim-rejected OPEN', 'amount-diff OPEN']);
  await close(fixture, '02', [await rowOf(fixture, attemptId)]);
  await run(fixture);
  expect(await kindsOf(fixture)).toEqual(['claim-rejected CLOSED', 'amount-diff OPEN']);
  expect(classesOf(await fixture.differences())).toContain('AMOUNT_DIFF case');
});

test('the write-off of a rejected claim does not close what BOSS lacks', async () => {
  const { fixture } = await rejectedAnd('MISSING_AT_BOSS');
  const missing = async () =>
    (await fixture.differences()).find((row) => row.class === 'MISSING_AT_BOSS');
  expect(await missing()).toMatchObject({
    state: 'waiting',
    step: expect.stringContaining('told again'),
  });
  await decide(fixture, await openCase(fixture, 'claim-rejected'), 'writeOff');
  await run(fixture);
  expect(await missing()).toMatchObject({ state: 'waiting' });
});

/** A debit whose batch has no answer yet, and that the PPP lists. */
async function listedWithoutVerdict(willBe: 'rejected' | 'accepted') {
  const fixture = await dayFixture();
  const { attemptId, amountFen, terminalNo } = await fixture.pays('basic');
  if (willBe === 'rejected') await fixture.operator.ppp.blacklistTerminal(terminalNo);
  await fixture.operator.tsp.settleDay(D);
  const row = await rowOf(fixture, attemptId);
  await close(fixture, '01', [row]);
  await run(fixture);
  return { fixture, attemptId, amountFen, row };
}

test.each([
  ['rejected', 'WRITTEN_OFF', 1],
  ['accepted', 'ACCEPTED', 0],
] as const)(
  'a claim that is %s after it was written off is %s, and its loss stands %i times',
  async (verdict, ending, times) => {
    const { fixture, attemptId, amountFen, row } = await listedWithoutVerdict(verdict);
    await close(fixture, '02', []);
    // The PPP lists it, drops it, lists it and drops it: after days it is with people.
    for (let day = 0; day < 4; day++) {
      await run(fixture);
      await fixture.time.advance(DAY_MS);
    }
    await close(fixture, '03', [row]);
    await run(fixture);
    await close(fixture, '04', []);
    await run(fixture);
    for (let day = 0; day < 4; day++) {
      await run(fixture);
      await fixture.time.advance(DAY_MS);
    }
    await decide(fixture, await openCase(fixture, 'missing-at-ppp'), 'writeOff');
    expect((await fixture.attempt(attemptId))!.claim).toBe('WRITTEN_OFF');
    await fixture.operator.ppp.receive(fixture.exchange);
    await run(fixture);
    expect((await fixture.attempt(attemptId))!.claim).toBe(ending);
    expect((await books(fixture)).write_off ?? 0).toBe(times * amountFen);
  },
);

test('a claim in two batches that are both rejected is one case', async () => {
  const { fixture } = await listedWithoutVerdict('rejected');
  await close(fixture, '02', []);
  for (let day = 0; day < 3; day++) {
    await fixture.operator.tsp.settleDay(D);
    await fixture.time.advance(DAY_MS);
  }
  for (let times = 0; times < 3; times++) {
    await fixture.operator.ppp.receive(fixture.exchange);
    await fixture.operator.tsp.settleDay(D);
  }
  const kinds = await kindsOf(fixture);
  expect(kinds.filter((kind) => kind.startsWith('claim-rejected'))).toHaveLength(1);
});
