/** The platform's business day ends at 23:30, BOSS's at midnight. */
import { expect, test } from 'vitest';
import {
  classesOf,
  D,
  type DayFixture,
  dayFixture,
  NEXT,
} from '../../../../e2e/virtual/day.fixture.ts';
import { clearRows } from '../../../store/rowList.ts';
import { filesIn, filesRoom } from '../../settlement/storeExchange.ts';

const EVENING = Date.parse('2026-11-23T23:00:00+08:00');
const MINUTE = 60_000;

/** Advances to this many minutes after 23:00. */
const at = (fixture: DayFixture, minute: number) =>
  fixture.time.advance(EVENING + minute * MINUTE - fixture.time.clock.now());

test('payments at 23:29, 23:31 and 00:00 differ in timing only, and no case is opened', async () => {
  const fixture = await dayFixture({ at: EVENING });
  await at(fixture, 29);
  const early = await fixture.pays('basic');
  await at(fixture, 31);
  const late = await fixture.pays('film4k');
  await at(fixture, 60);
  const next = await fixture.pays('sport');

  const { day } = await fixture.settle();
  expect(day.tsp).toEqual({ count: 1, totalFen: early.amountFen });
  expect(day.boss).toEqual({ count: 2, totalFen: early.amountFen + late.amountFen });
  expect(day.ppp).toEqual(day.tsp);
  expect(await fixture.differences()).toMatchObject([
    { class: 'DAY_EDGE', state: 'listed', orderId: late.orderId, otherDate: NEXT },
  ]);

  const { day: following } = await fixture.settle(NEXT);
  expect(following.tsp).toEqual({ count: 2, totalFen: late.amountFen + next.amountFen });
  expect(following.boss).toEqual({ count: 1, totalFen: next.amountFen });
  expect(await fixture.differences(NEXT)).toMatchObject([
    { class: 'DAY_EDGE', state: 'listed', orderId: late.orderId, otherDate: D },
  ]);
  expect(await fixture.cases()).toEqual([]);
  expect(day.state).toBe('settled');
});

test('a payment before the cut-off whose service opens after midnight is a day edge', async () => {
  const fixture = await dayFixture({ at: EVENING });
  await at(fixture, 29);
  fixture.operator.boss.faults.unavailable = false;
  fixture.operator.boss.faults.pendingAsks = 1;
  const { orderId } = await fixture.pays('basic');
  fixture.operator.boss.faults.unavailable = true;
  await at(fixture, 61);
  fixture.operator.boss.faults.unavailable = false;
  await at(fixture, 90);
  expect((await fixture.order(orderId))?.state).toBe('COMPLETED');
  await fixture.settle();
  expect(await fixture.differences()).toMatchObject([
    { class: 'DAY_EDGE', state: 'listed', orderId, otherDate: NEXT },
  ]);
  await fixture.settle(NEXT);
  expect(classesOf(await fixture.differences(NEXT))).toEqual(['DAY_EDGE listed']);
});

test('a torn card that comes back two days later is settled under its own day', async () => {
  const fixture = await dayFixture({ at: EVENING });
  const { orderId, amountFen, tell } = await fixture.pays('basic', false);
  await at(fixture, 61);
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['IN_DOUBT_OPEN listed']);
  expect((await fixture.day())?.state).toBe('explained');
  await at(fixture, 2 * 24 * 60);
  (await tell()).value;
  await fixture.time.advance(MINUTE);
  await fixture.settle('20261125');
  const day = (await fixture.day())!;
  expect(day.tsp).toEqual({ count: 1, totalFen: amountFen });
  expect(day.ppp).toEqual(day.tsp);
  expect(await fixture.differences()).toMatchObject([
    { class: 'DAY_EDGE', state: 'listed', orderId, otherDate: '20261125' },
    { class: 'IN_DOUBT_OPEN', state: 'cured' },
  ]);
  expect(classesOf(await fixture.differences('20261125'))).toEqual(['DAY_EDGE listed']);
});

test.each([
  ['the day first', false],
  ['the next day first, because the file of the day is lost', true],
])(
  'a service that opens between the answer of BOSS and midnight is timing, whichever day BOSS is asked about: %s',
  async (_, isLost) => {
    const fixture = await dayFixture({ at: EVENING });
    await at(fixture, 29);
    const { boss, tsp } = fixture.operator;
    boss.faults.pendingAsks = 1;
    const { orderId, amountFen } = await fixture.pays('basic');
    boss.faults.unavailable = true;
    await at(fixture, 32);
    await fixture.settle();
    expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_BOSS waiting']);
    await at(fixture, 40);
    boss.faults.unavailable = false;
    await at(fixture, 50);
    expect((await fixture.order(orderId))?.state).toBe('COMPLETED');
    await at(fixture, 25 * 60);
    if (isLost) {
      await tsp.settleDay(NEXT);
      const again = { prefix: `${filesIn('boss/in', 'ready').prefix}DZTV01${D}` };
      await clearRows(filesRoom(fixture.store), again);
      await boss.receive(fixture.exchange);
      await tsp.settleDay(NEXT);
      expect(classesOf(await fixture.differences(NEXT))).toEqual(['DAY_EDGE listed']);
      await at(fixture, 38 * 60);
      await fixture.settle(NEXT);
      await at(fixture, 51 * 60);
    }
    for (const date of [D, NEXT, D, NEXT]) await fixture.settle(date);
    expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_BOSS cured']);
    const next = await fixture.differences(NEXT);
    expect(next.filter((row) => row.class !== 'DAY_EDGE')).toEqual([]);
    expect((await fixture.cases()).filter(({ state }) => state !== 'CLOSED')).toEqual([]);
    const one = { count: 1, totalFen: amountFen };
    expect(await fixture.day()).toMatchObject({ state: 'settled', boss: one });
    expect(await fixture.day(NEXT)).toMatchObject({ state: 'settled', boss: { count: 0 } });
  },
);
