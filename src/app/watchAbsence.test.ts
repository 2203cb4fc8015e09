import { beforeEach, expect, test } from 'vitest';
import { virtualTime } from '../../mocks/operator/tsp/virtualTime.fixture.ts';
import { watchAbsence } from './watchAbsence.ts';

const MINUTE = 60_000;
const listeners = new Map<string, () => void>();
const document = { hidden: false };
let time: ReturnType<typeof virtualTime>;
/** Ahead of the timers: a box that sleeps has timers that stand still. */
let evenAheadMs: number;
let setAheadMs: number;
let returns: number;
let check: (isKey?: boolean) => void;

beforeEach(() => {
  time = virtualTime(Date.parse('2026-11-23T20:39:12+08:00'));
  evenAheadMs = setAheadMs = returns = 0;
  document.hidden = false;
  check = watchAbsence({
    page: { document, addEventListener: (kind, listener) => listeners.set(kind, listener) },
    timers: time.timers,
    clock: { now: () => time.clock.now() + evenAheadMs },
    boxTime: () => time.clock.now() + setAheadMs,
    keylessMs: 6 * MINUTE,
    onReturn: () => returns++,
  });
});

const hides = (hidden: boolean) => {
  document.hidden = hidden;
  listeners.get('visibilitychange')!();
};

test('a page that is looked at is never away', async () => {
  await time.advance(60 * MINUTE);
  check();
  expect(returns).toBe(0);
});

test.each<[what: string, even: number, set: number]>([
  ['a box whose even clock stood still', 0, 5 * MINUTE],
  ['a box that was frozen', 5 * MINUTE, 5 * MINUTE],
  ['a box whose clock could not be read while it slept', 5 * MINUTE, 0],
])('%s is noticed at the next beat', async (_, even, set) => {
  evenAheadMs = even;
  setAheadMs = set;
  await time.advance(15_000);
  expect(returns).toBe(1);
  await time.advance(10 * MINUTE);
  expect(returns).toBe(1);
});

test('a nap in which the even clock stood still: what counts down is wrong', async () => {
  setAheadMs = 10_000;
  await time.advance(15_000);
  expect(returns).toBe(1);
  setAheadMs += 10_000;
  check();
  expect(returns).toBe(2);
});

test('a nap that both clocks saw, one that is put right by seconds, and one that is set back are nothing', async () => {
  evenAheadMs = setAheadMs = 4 * MINUTE;
  await time.advance(15_000);
  setAheadMs += 9_000;
  await time.advance(15_000);
  setAheadMs = -60 * MINUTE;
  await time.advance(15_000);
  check();
  expect(returns).toBe(0);
});

test('a clock that was never set, and is set when the box joins its network, is no sleep', async () => {
  const ahead = 1_600_000_000_000;
  evenAheadMs = setAheadMs = -ahead;
  check();
  returns = 0;
  setAheadMs = 0;
  await time.advance(15_000);
  expect(returns).toBe(0);
  setAheadMs = 60 * MINUTE;
  await time.advance(15_000);
  expect(returns).toBe(1);
});

test('whoever acts first after a sleep is not before its notice', () => {
  setAheadMs = 60 * MINUTE;
  check();
  expect(returns).toBe(1);
});

test.each([
  ['hidden', () => hides(true), () => hides(false)],
  ['without a network', () => listeners.get('offline')!(), () => listeners.get('online')!()],
])('a page that was %s is old after five minutes, and not before', async (_, go, come) => {
  go();
  await time.advance(4 * MINUTE);
  come();
  expect(returns).toBe(0);
  go();
  await time.advance(5 * MINUTE);
  expect(returns).toBe(0);
  come();
  expect(returns).toBe(1);
  come();
  expect(returns).toBe(1);
});

test('a hidden page whose network goes and comes back is hidden all the same', async () => {
  hides(true);
  listeners.get('offline')!();
  await time.advance(MINUTE);
  listeners.get('online')!();
  await time.advance(10 * MINUTE);
  expect(returns).toBe(0);
  hides(false);
  expect(returns).toBe(1);
});

test('who loses the network while hidden has been away since the first of the two', async () => {
  hides(true);
  await time.advance(4 * MINUTE);
  listeners.get('offline')!();
  await time.advance(MINUTE);
  hides(false);
  expect(returns).toBe(1);
});

test.each([
  ['that the network went, and is back', ['offline', 'online']],
  ['that there is a network', ['online']],
  ['that the page can be seen', ['visibilitychange']],
])('a sleep is noticed, though the first that is heard after it is %s', async (_, signs) => {
  setAheadMs = 60 * MINUTE;
  for (const kind of signs) listeners.get(kind)!();
  await time.advance(MINUTE);
  expect(returns).toBe(1);
});

test('the first key after a long time without one', async () => {
  await time.advance(5 * MINUTE);
  check(true);
  await time.advance(5 * MINUTE);
  check();
  check(true);
  expect(returns).toBe(0);
  await time.advance(6 * MINUTE);
  check();
  expect(returns).toBe(0);
  check(true);
  check(true);
  expect(returns).toBe(1);
});

test('who presses a key after a sleep that was noticed is not sent back once more', async () => {
  setAheadMs = 60 * MINUTE;
  await time.advance(15_000);
  check(true);
  expect(returns).toBe(1);
});
