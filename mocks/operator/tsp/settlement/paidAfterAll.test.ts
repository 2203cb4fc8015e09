/** What people closed as explained is owed only until it is paid, however many runs come in between. */
import { expect, test } from 'vitest';
import {
  closeWith,
  decideNewest,
  settledRows,
} from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { classesOf, D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { dayReport } from '../../backend/day/dayReport.ts';

const owedIn = async ({ store }: DayFixture) => (await dayReport(store, D)).receivable.totalFen;

test('a refused claim that was explained is not owed any more when the card has shown its right TAC', async () => {
  const fixture = await dayFixture();
  const { attemptId, amountFen, tell } = await fixture.pays('basic', false);
  await tell('12345678');
  await fixture.settle();
  await decideNewest(fixture, 'explained');
  await fixture.settle();
  expect(await owedIn(fixture)).toBe(amountFen);
  await tell();
  await fixture.settle();
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
  expect(await owedIn(fixture)).toBe(0);
  expect(classesOf(await fixture.differences())).toEqual(['TAC_INVALID cured']);
});

test('an amount that was explained is not owed any more when a newer closing file pays it', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const [row] = await settledRows(fixture);
  const pays = async (batchNo: string, lessFen: number) => {
    await closeWith(fixture, batchNo, [{ ...row!, amountFen: row!.amountFen - lessFen }]);
    await fixture.operator.tsp.settleDay(D);
  };
  await pays('02', 1);
  await decideNewest(fixture, 'explained');
  await fixture.operator.tsp.settleDay(D);
  expect(await owedIn(fixture)).toBe(1);
  await pays('03', 0);
  expect(await owedIn(fixture)).toBe(0);
  await pays('04', 1);
  expect(await owedIn(fixture)).toBe(1);
  expect(classesOf(await fixture.differences())).toEqual(['AMOUNT_DIFF closed']);
});
