import { expect, test } from 'vitest';
import { virtualTime } from '../../tsp/virtualTime.fixture.ts';
import { startCounterLog } from './counterLog.ts';

const HOUR_MS = 3_600_000;

function counting() {
  const time = virtualTime(0);
  const counts: Record<string, number> = {};
  const lines: string[] = [];
  const stop = startCounterLog({
    timers: time.timers,
    log: (_, message) => void lines.push(message),
    counters: () => ({ ...counts }),
  });
  return { time, counts, lines, stop };
}

test('what was counted is in the log each hour, without what was told before', async () => {
  const { time, counts, lines, stop } = counting();
  counts['portal.misfit.t02.total'] = 2;
  counts['psam.busy'] = 5;
  await time.advance(HOUR_MS);
  counts['psam.busy'] = 6;
  await time.advance(HOUR_MS);
  await time.advance(HOUR_MS);
  counts['psam.busy'] = 7;
  stop();
  expect(lines).toEqual([
    'counted since the last such line: psam.busy 5, portal.misfit.t02.total 2',
    'counted since the last such line: psam.busy 1',
    'counted since the last such line: psam.busy 1',
  ]);
});

test('however many names boxes make up, the line stays short', async () => {
  const { time, counts, lines } = counting();
  for (let number = 0; number < 1_000; number++) counts[`portal.a${number}`] = 1;
  await time.advance(HOUR_MS);
  expect(lines).toHaveLength(1);
  expect(lines[0]!.split(', ')).toHaveLength(41);
  expect(lines[0]).toContain('and 960 others');
});
