/** The evening is cut at 23:30 by the platform and at midnight by BOSS. */
import { expect, test } from 'vitest';
import { classesOf, D, type DayBench, dayBench, NEXT } from '../../../../e2e/dayBench.ts';

const EVENING = Date.parse('2026-11-23T23:00:00+08:00');
const MINUTE = 60_000;

/** So many minutes after eleven. */
const at = (bench: DayBench, minute: number) =>
  bench.time.advance(EVENING + minute * MINUTE - bench.time.clock.now());

test('23:29, 23:31 and 00:00: timing, and nobody is called', async () => {
  const bench = await dayBench({ at: EVENING });
  await at(bench, 29);
  const early = await bench.pays('basic');
  await at(bench, 31);
  const late = await bench.pays('film4k');
  await at(bench, 60);
  const next = await bench.pays('sport');

  const { day } = await bench.settle();
  expect(day.tsp).toEqual({ count: 1, totalFen: early.amountFen });
  expect(day.boss).toEqual({ count: 2, totalFen: early.amountFen + late.amountFen });
  expect(day.ppp).toEqual(day.tsp);
  expect(await bench.differences()).toMatchObject([
    { class: 'DAY_EDGE', state: 'listed', orderId: late.orderId, otherDate: NEXT },
  ]);

  const { day: following } = await bench.settle(NEXT);
  expect(following.tsp).toEqual({ count: 2, totalFen: late.amountFen + next.amountFen });
  expect(following.boss).toEqual({ count: 1, totalFen: next.amountFen });
  expect(await bench.differences(NEXT)).toMatchObject([
    { class: 'DAY_EDGE', state: 'listed', orderId: late.orderId, otherDate: D },
  ]);
  expect(await bench.cases()).toEqual([]);
  expect(day.state).toBe('settled');
});

test('paid before the cut, opened after midnight', async () => {
  const bench = await dayBench({ at: EVENING });
  await at(bench, 29);
  bench.headend.boss.faults.unavailable = false;
  bench.headend.boss.faults.pendingAsks = 1;
  const { orderId } = await bench.pays('basic');
  bench.headend.boss.faults.unavailable = true;
  await at(bench, 61);
  bench.headend.boss.faults.unavailable = false;
  await at(bench, 90);
  expect((await bench.order(orderId))?.state).toBe('COMPLETED');
  await bench.settle();
  expect(await bench.differences()).toMatchObject([
    { class: 'DAY_EDGE', state: 'listed', orderId, otherDate: NEXT },
  ]);
  await bench.settle(NEXT);
  expect(classesOf(await bench.differences(NEXT))).toEqual(['DAY_EDGE listed']);
});

test('a torn card that comes back two days later settles under its own day', async () => {
  const bench = await dayBench({ at: EVENING });
  const { orderId, amountFen, tell } = await bench.pays('basic', false);
  await at(bench, 61);
  await bench.settle();
  expect(classesOf(await bench.differences())).toEqual(['IN_DOUBT_OPEN listed']);
  await at(bench, 2 * 24 * 60);
  (await tell()).value;
  await bench.time.advance(MINUTE);
  await bench.settle('20261125');
  const day = (await bench.day())!;
  expect(day.tsp).toEqual({ count: 1, totalFen: amountFen });
  expect(day.ppp).toEqual(day.tsp);
  expect(await bench.differences()).toMatchObject([
    { class: 'DAY_EDGE', state: 'listed', orderId, otherDate: '20261125' },
    { class: 'IN_DOUBT_OPEN', state: 'cured' },
  ]);
  expect(classesOf(await bench.differences('20261125'))).toEqual(['DAY_EDGE listed']);
});
