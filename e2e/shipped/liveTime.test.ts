import { expect, test } from 'vitest';
import type { Timers } from '../../src/shared/time.ts';
import { liveTime } from './liveTime.ts';

/** Timers that only record what they were asked for. */
function askedTimers() {
  const asked: { delayMs: number; callback: () => void; isCancelled: boolean }[] = [];
  const timers: Timers = {
    after(delayMs, callback) {
      const timer = { delayMs, callback, isCancelled: false };
      asked.push(timer);
      return () => {
        timer.isCancelled = true;
      };
    },
  };
  return { timers, asked };
}

test('the clock starts ahead, and `pass` moves it further', () => {
  const time = liveTime(askedTimers().timers, 5_000);
  const before = time.clock.now() - Date.now();
  time.pass(60_000);
  expect(before).toBeGreaterThan(4_900);
  expect(time.clock.now() - Date.now()).toBeGreaterThan(64_900);
});

test('a jump shortens every wait, and overdue ones run in their order', () => {
  const { timers, asked } = askedTimers();
  const time = liveTime(timers);
  const rung: string[] = [];
  time.timers.after(30_000, () => rung.push('later'));
  time.timers.after(10_000, () => rung.push('sooner'));
  time.timers.after(120_000, () => rung.push('not yet'));
  time.pass(60_000);
  expect(asked.slice(0, 3).every(({ isCancelled }) => isCancelled)).toBe(true);
  const due = asked.slice(3).filter(({ delayMs }) => delayMs <= 0);
  for (const { callback } of due) callback();
  expect(rung).toEqual(['sooner', 'later']);
  expect(asked[5]!.delayMs).toBeGreaterThan(59_000);
});

test('a wait that was cancelled or is over is not started again', () => {
  const { timers, asked } = askedTimers();
  const time = liveTime(timers);
  time.timers.after(1_000, () => {})();
  time.timers.after(1_000, () => {});
  asked[1]!.callback();
  time.pass(60_000);
  expect(asked).toHaveLength(2);
  expect(asked[0]!.isCancelled).toBe(true);
});
