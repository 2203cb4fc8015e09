/** What counts towards a limit is kept over restarts, whatever the disk and the wall clock did meanwhile. */
import { expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { Store } from '../../../store/store.ts';
import { defaultLimits } from '../base/limits.ts';
import { virtualTime } from '../virtualTime.fixture.ts';
import { createLastingLimits } from './lastingLimits.ts';

const NOW = Date.parse('2026-11-23T20:36:00+08:00');
const HOUR_MS = 3_600_000;

/** A process that counts attempts of boxes: one is allowed in ten minutes. */
function process(store: Store, time = virtualTime(NOW)) {
  const { clock, timers } = time;
  const counters = new Map<string, number>();
  const environment = { clock, timers, log: () => {} } as never;
  const limits = { ...defaultLimits, attemptsPerTenMinutes: 1 };
  const { rateLimits, load } = createLastingLimits({ store, environment, limits, counters });
  return { time, counters, load, attempts: rateLimits.attempts };
}

/** A store whose writes fail while `is` is set. */
function failing() {
  const plain = memoryStore();
  const disk = { is: false };
  const store: Store = {
    ...plain,
    transaction: (work) =>
      disk.is
        ? plain.transaction(work).then(() => Promise.reject(new Error('disk full')))
        : plain.transaction(work),
  };
  return { disk, store, settled: () => plain.transaction(async () => {}) };
}

test('what a failed write would have kept is written with the next one', async () => {
  const { disk, store, settled } = failing();
  const before = process(store);
  disk.is = true;
  before.attempts.note('STB-1');
  await settled();
  disk.is = false;
  before.attempts.note('STB-2');
  await settled();
  expect(before.counters.get('limits.unwritten')).toBe(1);
  const after = process(store);
  await after.load();
  for (const box of ['STB-1', 'STB-2']) expect(after.attempts.wait(box)).toBe(600_000);
});

test('a newer count is not overwritten by that of a failed write', async () => {
  const { disk, store, settled } = failing();
  const before = process(store);
  disk.is = true;
  before.attempts.note('STB-1');
  before.attempts.forget('STB-1');
  await settled();
  disk.is = false;
  before.attempts.note('STB-2');
  await settled();
  const after = process(store);
  await after.load();
  expect(after.attempts.wait('STB-1')).toBeNull();
});

test.each([HOUR_MS, -HOUR_MS])(
  'the next process has a steady clock of its own, and the wall clock was set by %i ms before: nothing is forgotten',
  async (setMs) => {
    const store = memoryStore();
    const before = process(store);
    before.time.setClock(setMs);
    before.attempts.note('STB-1');
    await store.transaction(async () => {});
    const after = process(store, virtualTime(NOW + setMs + 60_000));
    await after.load();
    expect(after.attempts.wait('STB-1')).toBe(540_000);
  },
);
