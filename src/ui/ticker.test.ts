import { effect } from '@preact/signals';
import { expect, test } from 'vitest';
import { createTicker } from './ticker.ts';

function world(start: number) {
  let now = start;
  let timer: { at: number; run: () => void } | null = null;
  const ticker = createTicker(
    { now: () => now },
    {
      after(delayMs, run) {
        const mine = { at: now + delayMs, run };
        timer = mine;
        return () => {
          if (timer === mine) timer = null;
        };
      },
    },
  );
  return {
    ticker,
    isRunning: () => timer !== null,
    next() {
      const due = timer;
      timer = null;
      now = due?.at ?? now;
      due?.run();
      return now;
    },
  };
}

test('the time changes on full seconds while it is watched', () => {
  const { ticker, next } = world(10_300);
  const seen: number[] = [];
  const stop = effect(() => void seen.push(ticker.value));
  next();
  next();
  stop();
  expect(seen).toEqual([10_300, 11_000, 12_000]);
});

test('no timer runs while nothing watches the time', () => {
  const { ticker, isRunning } = world(0);
  expect(isRunning()).toBe(false);
  const stop = ticker.subscribe(() => {});
  expect(isRunning()).toBe(true);
  stop();
  expect(isRunning()).toBe(false);
});
