/** The PPP refused a false TAC and lists the debit all the same: the card's own TAC, which comes later, is not lost. */
import { expect, test } from 'vitest';
import { close, decide, rowOf, settledRows } from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { D, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';

test('a TAC that is shown while a closing file pays the debit is claimed when a later file lacks it', async () => {
  const fixture = await dayFixture();
  const { operator, exchange, time } = fixture;
  const { attemptId, tell } = await fixture.pays('basic', false);
  await tell('BAD00001');
  await operator.tsp.settleDay(D);
  await operator.ppp.receive(exchange);
  await operator.tsp.settleDay(D);
  expect((await fixture.attempt(attemptId))!.claim).toBe('REJECTED');
  await close(fixture, '01', [await rowOf(fixture, attemptId)]);
  for (let runs = 0; runs < 2; runs++) await operator.tsp.settleDay(D);
  expect((await fixture.attempt(attemptId))!.claim).toBe('ACCEPTED');
  await tell();
  await close(fixture, '02', []);
  for (let days = 0; days < 5; days++) {
    await fixture.settle(D);
    await time.advance(DAY_MS);
  }
  const open = (await fixture.cases()).find(({ state }) => state !== 'CLOSED');
  if (open) await decide(fixture, open.caseNo, 'rework');
  for (let days = 0; days < 2; days++) await fixture.settle(D);
  expect((await fixture.attempt(attemptId))!.claim).toBe('ACCEPTED');
  expect(await settledRows(fixture)).toHaveLength(1);
});
