import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { doubt, payable } from '../../app/gallery/sampleOrders.ts';
import type { SlotState } from '../../reader/cardReader.ts';
import type { ReaderSight } from '../steps.ts';
import { insertSameCardWork, waitCardWork } from './waitForCard.ts';
import { type WorkBench, workBench } from './workBench.ts';

type Seen = SlotState | 'no-reader';

/** A bench whose slot says what the test wants. */
function slotBench(first: Seen, unwatched = () => {}) {
  const bench = workBench();
  const state = signal<Seen>(first, { unwatched });
  const parts = { ...bench.parts, slot: { ...bench.parts.slot, state } };
  return { bench, parts, state };
}

/** What was shown or said, in order. */
const said = ({ events }: WorkBench) =>
  events.map((event) => (event.kind === 'readerSeen' ? event.sight : event.kind));

async function waits(first: Seen, sight: ReaderSight, then: readonly Seen[]): Promise<string[]> {
  const { bench, parts, state } = slotBench(first);
  await bench.run(waitCardWork(parts), { kind: 'waitCard', payable, sight }, 100);
  await bench.time.runUntil(() => false, 100);
  for (const next of then) state.value = next;
  return said(bench);
}

test.each<[Seen, ReaderSight, then: Seen[], said: string[]]>([
  ['present', 'empty', [], ['cardInserted']],
  ['empty', 'empty', ['present'], ['cardInserted']],
  ['no-reader', 'empty', ['empty', 'present'], ['no-reader', 'empty', 'cardInserted']],
  ['unavailable', 'empty', ['empty'], ['no-reader', 'empty']],
  ['empty', 'empty', ['mute', 'empty', 'present'], ['mute', 'empty', 'cardInserted']],
  ['present', 'used', [], []],
  ['present', 'used', ['empty', 'present'], ['empty', 'cardInserted']],
  ['present', 'used', ['mute', 'present'], ['mute', 'cardInserted']],
  ['empty', 'used', ['present'], ['empty', 'cardInserted']],
])('a slot that is %s, shown as %s, then %j: %j', async (first, sight, then, expected) => {
  expect(await waits(first, sight, then)).toEqual(expected);
});

test('two minutes without a card end the waiting, with nothing taken', async () => {
  const { bench, parts } = slotBench('empty');
  await bench.run(waitCardWork(parts), { kind: 'waitCard', payable, sight: 'empty' });
  await bench.time.runUntil(() => false, 119_999);
  expect(bench.events).toEqual([]);
  await bench.time.runUntil(() => false, 1);
  expect(bench.events).toEqual([
    { kind: 'refused', failure: { kind: 'card-wait-over', money: 'untouched' } },
  ]);
});

test('a doubt waits for its card without an end', async () => {
  const { bench, parts, state } = slotBench('empty');
  await bench.run(insertSameCardWork(parts), {
    kind: 'insertSameCard',
    doubt,
    sight: 'empty',
    otherCard: false,
    resume: null,
  });
  await bench.time.runUntil(() => false, 86_400_000);
  expect(bench.events).toEqual([]);
  state.value = 'present';
  expect(said(bench)).toEqual(['cardInserted']);
});

test('a step that was left looks at the slot no more', async () => {
  let isWatched = true;
  const { bench, parts } = slotBench('empty', () => {
    isWatched = false;
  });
  await bench.run(waitCardWork(parts), { kind: 'waitCard', payable, sight: 'empty' });
  await bench.time.runUntil(() => false, 100);
  expect(isWatched).toBe(true);
  bench.leaves();
  expect(isWatched).toBe(false);
});
