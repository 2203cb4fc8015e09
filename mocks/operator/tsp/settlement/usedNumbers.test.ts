/** Days whose 99 numbers are used up, and batches whose number another hand has used: nothing else stops for them. */
import { expect, test } from 'vitest';
import { classesOf, D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import { batchesOf, getDayWork, putBatch, putDayWork } from '../books/store/dayStore.ts';

/** As if 98 batches had been sent after the first. */
const useUpBatches = ({ rooms }: DayFixture) =>
  rooms.tsp.transaction(async (tx) => {
    const [first] = await listRows(tx, batchesOf(D));
    putBatch(tx, { ...first!.value, batchId: `CITYCABLE-${D}-99` });
  });

test('when the 99 batches of a day are used up, the day is sent and judged, and what is in none is missing', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  await useUpBatches(fixture);
  const { attemptId } = await fixture.pays('film4k');
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ boss: day.tsp, tsp: { count: 2 }, ppp: { count: 1 } });
  expect(day.problem).toContain('99 batches of 20261123 are used up');
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
  await fixture.time.advance(3 * DAY_MS);
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP case']);
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'UNCLAIMED' });
});

test('when the 99 files of a day for BOSS are used up, its claims are sent and the day is judged', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  await fixture.rooms.tsp.transaction(async (tx) => {
    const work = (await getDayWork(tx, D))!;
    const sent = { ...work.sent!, batchNo: '99', name: `DZTV01${D}-99.txt`, digest: '' };
    putDayWork(tx, D, { ...work, sent });
  });
  const { attemptId } = await fixture.pays('film4k');
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'waiting', tsp: { count: 2 }, ppp: { count: 2 } });
  expect(day.problem).toContain('99 files');
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'ACCEPTED' });
});
