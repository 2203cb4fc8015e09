import { expect, test } from 'vitest';
import { classesOf, D, dayFixture, NEXT } from '../../../../e2e/virtual/day.fixture.ts';
import { rowsIn } from '../../../store/rowList.ts';
import { allDays, getDay, markDayOpen, openDays, putDay } from '../books/store/dayStore.ts';

test.each(['file', 'http'] as const)(
  'a clean day has no difference (claims by %s)',
  async (uploadBy) => {
    const fixture = await dayFixture({ uploadBy });
    const first = await fixture.pays('basic');
    const second = await fixture.pays('film4k');
    const total = first.amountFen + second.amountFen;
    const { day, rounds, reports } = await fixture.settle();
    const sum = { count: 2, totalFen: total };
    expect(day).toMatchObject({ date: D, state: 'settled', tsp: sum, boss: sum, ppp: sum });
    expect(day.problem).toBeUndefined();
    expect(classesOf(await fixture.differences())).toEqual([]);
    expect(rounds).toBe(2);
    expect(reports.boss).toMatchObject([{ outcome: 'taken', differences: 0 }]);
    expect((await fixture.attempt(first.attemptId))?.claim).toBe('ACCEPTED');
  },
);

test.each(['20260230', '00000000', '20991231', NEXT])(
  '%s is no day that has begun: it is refused by name, and nothing is written',
  async (date) => {
    const fixture = await dayFixture();
    const day = await fixture.operator.tsp.settleDay(date);
    expect(day).toMatchObject({ date, state: 'open', problem: expect.stringContaining(date) });
    expect(await fixture.rooms.tsp.transaction((tx) => rowsIn(tx, allDays))).toEqual([]);
    expect(await fixture.rooms.tsp.transaction((tx) => rowsIn(tx, openDays))).toEqual([]);
  },
);

test('an impossible day among the open ones stops no other, and its row says what it is', async () => {
  const fixture = await dayFixture();
  const impossible = '20260230';
  await fixture.rooms.tsp.transaction(async (tx) => {
    markDayOpen(tx, impossible, true);
    putDay(tx, { date: impossible, state: 'waiting', runs: 1, files: [] });
  });
  await fixture.pays('basic');
  expect((await fixture.settle()).day).toMatchObject({ state: 'settled' });
  const problem = expect.stringContaining('20260230 is not a day of the calendar');
  expect(await fixture.day(impossible)).toMatchObject({ state: 'waiting', problem });
});

test('an earlier day that fails stays open with its problem, and the day that was asked for is settled', async () => {
  const earlier = '20261122';
  const fixture = await dayFixture({
    wrapExchange: (exchange) => ({
      ...exchange,
      wasTaken: async (folder, name) => {
        if (folder === 'boss/in' && name.includes(earlier))
          throw new Error('that file cannot be looked at');
        return exchange.wasTaken(folder, name);
      },
    }),
  });
  await fixture.rooms.tsp.transaction(async (tx) => markDayOpen(tx, earlier, true));
  await fixture.pays('basic');
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ date: D, state: 'settled' });
  expect(day.problem).toBeUndefined();
  const [failed, open] = await fixture.rooms.tsp.transaction(async (tx) => [
    await getDay(tx, earlier),
    await rowsIn(tx, openDays),
  ]);
  expect(failed).toMatchObject({ state: 'waiting', problem: 'that file cannot be looked at' });
  expect(open).toHaveLength(1);
});
