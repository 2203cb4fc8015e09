import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type RingWindow, ringWindow } from './ringWindow.ts';

const ROWS = 2;
const focused = signal(0);
let view: RingWindow;
let stop: () => void;

const timers = {
  after(delayMs: number, callback: () => void) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Rows that are written, from the highest on. */
const written = () =>
  Array.from({ length: view.slots }, (_, slot) => view.rowIn(slot))
    .filter((row) => row >= 0)
    .sort((a, b) => a - b);

function goTo(row: number): void {
  focused.value = row;
  // What is seen is there at once: the whole rows, and the one that shows at the edge.
  const top = view.top.value;
  expect(top).toBe(Math.max(0, row - (ROWS - 1)));
  expect(written()).toEqual(expect.arrayContaining([top, top + 1, top + 2]));
}

beforeEach(() => {
  vi.useFakeTimers();
  focused.value = 0;
  view = ringWindow(() => focused.value, ROWS, timers);
  stop = view.follow();
});

afterEach(() => {
  stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('at first there is only what is seen, soon the row after it as well', () => {
  expect(written()).toEqual([0, 1, 2]);
  vi.advanceTimersByTime(500);
  expect(written()).toEqual([0, 1, 2, 3]);
});

test('a viewer who begins at once does not put that off', () => {
  for (let row = 1; row <= 10; row++) {
    goTo(row);
    vi.advanceTimersByTime(100);
  }
  expect(written()).toEqual([9, 10, 11, 12]);
});

test('a step writes nothing; the row after it comes when the step is painted, where the focus travels to', () => {
  vi.advanceTimersByTime(500);
  for (const row of [1, 2, 3, 4]) {
    const before = written();
    goTo(row);
    expect(written()).toEqual(before);
    vi.advanceTimersByTime(60);
  }
  expect(written()).toEqual([3, 4, 5, 6]);
  goTo(3);
  vi.advanceTimersByTime(60);
  expect(written()).toEqual([1, 2, 3, 4]);
});

test('a held key writes one row a step, whichever way, and a jump what it needs', () => {
  vi.advanceTimersByTime(500);
  const rows = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1, 0, 9_999, 10_000, 9_998, 300, 255, 256, 257];
  for (const row of rows) {
    const before = written();
    const step = Math.abs(row - focused.value);
    goTo(row);
    const fresh = written().filter((index) => !before.includes(index));
    if (step === 1) expect(fresh.length).toBeLessThanOrEqual(1);
    expect(view.base.value % 256).toBe(0);
    expect(view.top.value - view.base.value).toBeLessThan(2 * 256);
    vi.advanceTimersByTime(33);
  }
});

test('a row that stays, stays in its slot', () => {
  vi.advanceTimersByTime(500);
  const slotOf = (row: number) =>
    Array.from({ length: view.slots }, (_, slot) => view.rowIn(slot)).indexOf(row);
  for (let row = 1; row < 40; row++) {
    const before = written().map((index) => [index, slotOf(index)] as const);
    goTo(row);
    vi.advanceTimersByTime(60);
    for (const [index, slot] of before) {
      if (written().includes(index)) expect(slotOf(index)).toBe(slot);
    }
  }
});
