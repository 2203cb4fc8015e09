/** BOSS lacks a paid order, people credit it, and BOSS refuses: the money lies in the case of the difference, and stays there. */
import { expect, test } from 'vitest';
import { answerWith, decide } from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { D, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { keys } from '../../boss/base/bossStore.ts';

/** The order is REFUND_DUE; its money lies in the case `missing-at-boss`. */
async function owed() {
  const fixture = await dayFixture();
  const { operator, time, exchange, rooms } = fixture;
  const { orderId, amountFen } = await fixture.pays('basic');
  const { tsp, boss } = operator;
  await tsp.settleDay(D);
  await exchange.move('boss/in', `DZTV01${D}.txt`, 'done');
  await rooms.boss.transaction(async (tx) => tx.delete(keys.order(orderId)));
  boss.faults.rejectActivation = 'service.stopped';
  boss.faults.rejectCredit = true;
  const nothing = { count: 0, totalFen: 0 };
  const sent = { orderId, bossOrder: '', tspFen: amountFen, tspState: 'S' } as const;
  const lacking = { ...sent, bossFen: null, bossState: '', bossDate: '' };
  await answerWith(fixture, '01', nothing, [{ view: 'MISSING_AT_BOSS', ...lacking }]);
  const run = async () => {
    await tsp.settleDay(D);
    await time.advance(DAY_MS);
  };
  for (let days = 0; days < 3; days++) await run();
  const found = (await fixture.cases()).find(({ kind }) => kind === 'missing-at-boss')!;
  await decide(fixture, found.caseNo, 'credit');
  await time.drain();
  expect((await fixture.order(orderId))?.state).toBe('REFUND_DUE');
  const state = async () =>
    (await fixture.cases()).find(({ caseNo }) => caseNo === found.caseNo)?.state;
  return { fixture, orderId, caseNo: found.caseNo, run, state, nothing };
}

test('people do not explain it away', async () => {
  const { fixture, caseNo } = await owed();
  const { desk } = fixture.operator.tsp;
  expect(await desk.decisionsFor(caseNo)).toEqual(['credit', 'refund']);
});

test('an answer of BOSS without the difference does not end its case', async () => {
  const { fixture, orderId, run, state, nothing } = await owed();
  expect(await state()).toBe('EVIDENCE');
  await answerWith(fixture, '02', nothing, []);
  await run();
  expect((await fixture.order(orderId))?.state).toBe('REFUND_DUE');
  expect(await state()).toBe('EVIDENCE');
});
