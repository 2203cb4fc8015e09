import { expect, test } from 'vitest';
import { classesOf, D, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';

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
