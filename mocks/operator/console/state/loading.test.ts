import { expect, test } from 'vitest';
import { handTimers } from './handTimers.fixture.ts';
import { createLoading } from './loading.ts';
import type { Failure } from './opsClient.ts';

const offline: Failure = { kind: 'offline' };
const good = <T>(value: T) => ({ ok: true as const, value });
const bad = { ok: false as const, error: offline };

function fixture(kept?: string) {
  const hand = handTimers();
  const waiting: ((answer: ReturnType<typeof good<string>> | typeof bad) => void)[] = [];
  const keptLater: string[] = [];
  const seen = { isVisible: true };
  const loading = createLoading<string>({
    ask: () => new Promise((resolve) => waiting.push(resolve)),
    timers: hand.timers,
    isVisible: () => seen.isVisible,
    kept,
    keep: (value) => keptLater.push(value),
  });
  return { loading, waiting, hand, seen, keptLater, state: () => loading.state.value };
}

test('the first answer is waited for, and kept', async () => {
  const { loading, waiting, state, keptLater } = fixture();
  expect(state()).toEqual({ isLoading: true });
  const done = loading.load();
  waiting[0]!(good('a'));
  await done;
  expect(state()).toEqual({ value: 'a', isLoading: false });
  expect(keptLater).toEqual(['a']);
});

test('a kept value is shown at once; a failure is shown beside it until the next answer', async () => {
  const { loading, waiting, state } = fixture('old');
  expect(state()).toEqual({ value: 'old', isLoading: true });
  const failed = loading.load();
  waiting[0]!(bad);
  await failed;
  expect(state()).toEqual({ value: 'old', failure: offline, isLoading: false });
  const again = loading.load();
  waiting[1]!(good('new'));
  await again;
  expect(state()).toEqual({ value: 'new', isLoading: false });
});

test('an answer is dropped if a newer one has come', async () => {
  const { loading, waiting, state } = fixture();
  const slow = loading.load();
  const quick = loading.load();
  waiting[1]!(good('newer'));
  await quick;
  waiting[0]!(good('older'));
  await slow;
  expect(state().value).toBe('newer');
  const late = loading.load();
  loading.set('answered to a change');
  waiting[2]!(good('asked before the change'));
  await late;
  expect(state().value).toBe('answered to a change');
});

test('it asks again and again while the page is visible, and not after', async () => {
  const { loading, waiting, hand, seen } = fixture('a');
  const stop = loading.poll(4_000);
  expect(hand.delays()).toEqual([4_000]);
  await hand.ring();
  expect(waiting).toHaveLength(1);
  expect(hand.delays()).toEqual([]);
  waiting[0]!(good('b'));
  await hand.ring();
  expect(hand.delays()).toEqual([4_000]);
  seen.isVisible = false;
  await hand.ring();
  expect(waiting).toHaveLength(1);
  expect(hand.delays()).toEqual([4_000]);
  stop();
  expect(hand.delays()).toEqual([]);
});

test('a poll that ends while it waits for its answer does not begin again', async () => {
  const { loading, waiting, hand } = fixture();
  const stop = loading.poll(1_000);
  await hand.ring();
  stop();
  waiting[0]!(good('a'));
  await hand.ring();
  expect(hand.delays()).toEqual([]);
});
