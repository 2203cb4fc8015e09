import { expect, test } from 'vitest';
import { classesOf, D, dayBench } from '../../../../e2e/dayBench.ts';

test.each(['file', 'http'] as const)(
  'a clean day has no difference (claims by %s)',
  async (uploadBy) => {
    const bench = await dayBench({ uploadBy });
    const first = await bench.pays('basic');
    const second = await bench.pays('film4k');
    const total = first.amountFen + second.amountFen;
    const { day, rounds, reports } = await bench.settle();
    const sum = { count: 2, totalFen: total };
    expect(day).toMatchObject({ date: D, state: 'settled', tsp: sum, boss: sum, ppp: sum });
    expect(day.problem).toBeUndefined();
    expect(classesOf(await bench.differences())).toEqual([]);
    expect(rounds).toBe(2);
    expect(reports.boss).toMatchObject([{ outcome: 'taken', differences: 0 }]);
    expect((await bench.attempt(first.attemptId))?.claim).toBe('ACCEPTED');
  },
);
