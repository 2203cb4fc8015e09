/** Verdicts that come after the PPP's closing file: the day waits for the next file only when there is money in them. */
import { expect, test } from 'vitest';
import { close, decideNewest, settledRows } from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { classesOf, D, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';

test('a claim that the PPP refuses once more, after its closing file, keeps no day waiting for the next file', async () => {
  const fixture = await dayFixture();
  const unpaid = await fixture.pays('basic');
  const refused = await fixture.pays('film4k');
  await fixture.changeAttempt(refused.attemptId, { tac: '12345678' });
  await fixture.settle();
  const rows = await settledRows(fixture);
  await close(
    fixture,
    '02',
    rows.filter(({ orderId }) => orderId !== unpaid.orderId),
  );
  const { tsp, ppp } = fixture.operator;
  expect((await tsp.settleDay(D)).state).toBe('explained');
  await decideNewest(fixture, 'rework');
  // Before the platform claims the other debit once more.
  await fixture.time.advance(DAY_MS / 2);
  for (let turn = 0; turn < 3; turn++) {
    await tsp.settleDay(D);
    await ppp.receive(fixture.exchange);
  }
  expect(classesOf(await fixture.differences())).toEqual([
    'MISSING_AT_PPP waiting',
    'TAC_INVALID case',
  ]);
  expect((await fixture.attempt(refused.attemptId))?.verdict?.batchId).toBe(`CITYCABLE-${D}-02`);
  expect(await fixture.day()).toMatchObject({ state: 'explained' });
});
