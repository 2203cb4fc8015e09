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

type How = 'at the commit' | 'before it begins';
const HOW: readonly How[] = ['at the commit', 'before it begins'];

/** A store whose writes fail while `is` is set: nothing of them is kept. */
function failing(how: How) {
  const plain = memoryStore();
  const disk = { is: false };
  const fail = () => Promise.reject(new Error('disk full'));
  const store: Store = {
    ...plain,
    transaction: (work) =>
      !disk.is
        ? plain.transaction(work)
        : how === 'before it begins'
          ? fail()
          : plain.transaction((tx) => work(tx).then(fail)),
  };
  const settled = async () => {
    for (let turn = 0; turn < 3; turn++) await plain.transaction(async () => {});
  };
  return { disk, store, settled };
}

test.each(HOW)(
  'what a write that failed %s would have kept is written with the next one',
  async (how) => {
    const { disk, store, settled } = failing(how);
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
  },
);

test.each(HOW)(
  'a newer count is not overwritten by that of a write that failed %s',
  async (how) => {
    const { disk, store, settled } = failing(how);
    const before = process(store);
    disk.is = true;
    before.attempts.note('STB-1');
    before.attempts.note('STB-2');
    disk.is = false;
    before.attempts.forget('STB-1');
    await settled();
    before.attempts.note('STB-3');
    await settled();
    const after = process(store);
    await after.load();
    expect(after.attempts.wait('STB-1')).toBeNull();
  },
);

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

test('what was counted by a clock that was an hour ahead counts for nobody, now or when that hour comes', async () => {
  const store = memoryStore();
  const before = process(store);
  before.time.setClock(HOUR_MS);
  before.attempts.note('STB-1');
  await store.transaction(async () => {});
  const after = process(store, virtualTime(NOW));
  await after.load();
  expect(after.attempts.wait('STB-1')).toBeNull();
  await after.time.advance(HOUR_MS + 1_000);
  expect(after.attempts.wait('STB-1')).toBeNull();
});
