import { expect, test } from 'vitest';
import { chinaInstant, DAY_MS } from '../../../../src/shared/time.ts';
import { simulation } from '../../../environment/simulation.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import { businessDate } from '../../tsp/base/businessDate.ts';
import { createDayKeeper, msToNext } from './dayKeeper.ts';

const CUT_OFF = '233000';
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Monday, 23 November 2026, 20:36 in China. */
function fixture(settles: (date: string) => boolean = () => true) {
  const { environment, time } = simulation();
  const store = memoryStore();
  const asked: string[] = [];
  const rounds: number[] = [];
  const keeper = () =>
    createDayKeeper({
      environment,
      store,
      cutOff: CUT_OFF,
      businessDate: () => businessDate(time.now(), CUT_OFF),
      settle: async (date) => {
        asked.push(date);
        return settles(date);
      },
      hourly: async () => void rounds.push(time.now()),
    });
  const passes = (ms: number) => time.runUntil(() => false, ms);
  return { keeper, asked, rounds, passes, time };
}

test('the day is settled just after its cut-off, once', async () => {
  const { keeper, asked, passes, time } = fixture();
  await keeper().start();
  await passes(chinaInstant('20261123', '232959') - time.now());
  expect(asked).toEqual([]);
  await passes(3 * MINUTE_MS);
  expect(asked).toEqual(['20261123']);
  await passes(12 * HOUR_MS);
  expect(asked).toEqual(['20261123']);
});

test('a day that waits is asked for again every hour, until it is settled', async () => {
  let tries = 0;
  const { keeper, asked, passes } = fixture(() => ++tries > 3);
  await keeper().start();
  await passes(4 * HOUR_MS);
  expect(asked).toEqual(['20261123', '20261123']);
  await passes(4 * HOUR_MS);
  expect(asked).toHaveLength(4);
});

test('days on which the host did not run are settled at the start, oldest first', async () => {
  const { keeper, asked, passes } = fixture();
  const first = keeper();
  await first.start();
  await passes(MINUTE_MS);
  await first.stop();
  await passes(3 * 24 * HOUR_MS);
  expect(asked).toEqual([]);
  await keeper().start();
  await passes(MINUTE_MS);
  expect(asked).toEqual(['20261123', '20261124', '20261125']);
});

test('after a year without the host the last month is settled', async () => {
  const { keeper, asked, passes } = fixture();
  const first = keeper();
  await first.start();
  await first.stop();
  await passes(365 * 24 * HOUR_MS);
  await keeper().start();
  await passes(MINUTE_MS);
  expect(asked).toHaveLength(31);
  expect(asked[0]).toBe('20271023');
});

test('a settlement that fails stops neither the other days nor the hourly rounds', async () => {
  const { keeper, asked, rounds, passes } = fixture((date) => {
    if (date === '20261123') throw new Error('no FTP');
    return true;
  });
  await keeper().start();
  await passes(30 * HOUR_MS);
  expect(asked.filter((date) => date === '20261124')).toHaveLength(1);
  expect(asked.filter((date) => date === '20261123').length).toBeGreaterThan(20);
  expect(rounds.length).toBeGreaterThan(25);
});

test('after its stop the keeper settles nothing more', async () => {
  const { keeper, asked, rounds, passes } = fixture();
  const stopped = keeper();
  await stopped.start();
  await stopped.stop();
  const before = rounds.length;
  await passes(24 * HOUR_MS);
  expect([asked, rounds.length]).toEqual([[], before]);
});

test.each([
  ['20261123', '203600', 60],
  ['20261123', '230000', 31.5],
  ['20261123', '233000', 1.5],
  ['20261123', '233200', 60],
])('on %s at %s the next round is in %f minutes', (date, time, minutes) => {
  expect(msToNext(chinaInstant(date, time), CUT_OFF) / MINUTE_MS).toBe(minutes);
});

test.each([DAY_MS, -DAY_MS, 3 * 365 * DAY_MS, -3 * 365 * DAY_MS])(
  'a clock that is set by %d ms and set right again settles no day that is not over, and unsettles none',
  async (byMs) => {
    const { keeper, asked, passes, time } = fixture();
    await keeper().start();
    await passes(4 * HOUR_MS);
    expect(asked).toEqual(['20261123']);
    time.setClock(byMs);
    await passes(50 * MINUTE_MS);
    time.setClock(-byMs);
    await passes(4 * HOUR_MS);
    expect(asked).toEqual(['20261123']);
    await passes(DAY_MS);
    expect(asked).toEqual(['20261123', '20261124']);
  },
);

test('a clock that stays as it was set settles by the new time after an hour', async () => {
  const { keeper, asked, passes, time } = fixture();
  await keeper().start();
  await passes(MINUTE_MS);
  time.setClock(DAY_MS);
  await passes(HOUR_MS);
  expect(asked).toEqual([]);
  await passes(HOUR_MS);
  expect(asked).toEqual(['20261123']);
});
