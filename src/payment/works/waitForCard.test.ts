import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { doubt, payable } from '../../app/gallery/onePayment.fixture.ts';
import type { SlotSight } from '../../purse/slot.ts';
import { abortSource } from '../../shared/abort.ts';
import type { ReaderSight } from '../steps.ts';
import { insertSameCardWork, waitCardWork } from './waitForCard.ts';
import { type WorkFixture, workFixture } from './work.fixture.ts';

type Seen = SlotSight;

/** A fixture whose slot says what the test wants. */
function slotFixture(first: Seen, unwatched = () => {}) {
  const fixture = workFixture();
  const state = signal<Seen>(first, { unwatched });
  const parts = { ...fixture.parts, slot: { ...fixture.parts.slot, state } };
  return { fixture, parts, state };
}

/** What was shown or said, in order. */
const said = ({ events }: WorkFixture) =>
  events.map((event) => (event.kind === 'readerSeen' ? event.sight : event.kind));

async function waits(first: Seen, sight: ReaderSight, then: readonly Seen[]): Promise<string[]> {
  const { fixture, parts, state } = slotFixture(first);
  await fixture.run(waitCardWork(parts), { kind: 'waitCard', payable, sight }, 100);
  await fixture.time.runUntil(() => false, 100);
  for (const next of then) state.value = next;
  return said(fixture);
}

test.each<[Seen, ReaderSight, then: Seen[], said: string[]]>([
  ['present', 'empty', [], ['cardInserted']],
  ['empty', 'empty', ['present'], ['cardInserted']],
  ['no-reader', 'empty', ['empty', 'present'], ['no-reader', 'empty', 'cardInserted']],
  ['unavailable', 'empty', ['held', 'empty'], ['unavailable', 'held', 'empty']],
  ['forbidden', 'empty', [], ['forbidden']],
  ['empty', 'empty', ['mute', 'empty', 'present'], ['mute', 'empty', 'cardInserted']],
  ['present', 'used', [], []],
  ['present', 'used', ['empty', 'present'], ['empty', 'cardInserted']],
  ['present', 'used', ['mute', 'present'], ['mute', 'cardInserted']],
  ['empty', 'used', ['present'], ['empty', 'cardInserted']],
])('a slot that is %s, shown as %s, then %j: %j', async (first, sight, then, expected) => {
  expect(await waits(first, sight, then)).toEqual(expected);
});

test('a card that is put into an empty slot while the reader is looked for is another one', async () => {
  const { fixture, parts, state } = slotFixture('empty');
  const seek = async () => {
    state.value = 'present';
  };
  const slot = { ...parts.slot, seek };
  const step = { kind: 'waitCard', payable, sight: 'used' } as const;
  await fixture.run(waitCardWork({ ...parts, slot }), step, 100);
  expect(said(fixture)).toEqual(['cardInserted']);
});

test('a reader that says nothing is not called connected; what it says later counts', async () => {
  const { fixture, parts, state } = slotFixture('no-reader');
  let answer = () => {};
  const seek = () =>
    new Promise<void>((resolve) => {
      answer = resolve;
    });
  const slot = { ...parts.slot, seek };
  await fixture.run(waitCardWork({ ...parts, slot }), {
    kind: 'waitCard',
    payable,
    sight: 'empty',
  });
  await fixture.time.runUntil(() => false, 2_999);
  expect(said(fixture)).toEqual([]);
  await fixture.time.runUntil(() => false, 1);
  expect(said(fixture)).toEqual(['unavailable']);
  state.value = 'empty';
  answer();
  await fixture.time.runUntil(() => false, 100);
  expect(said(fixture)).toEqual(['unavailable', 'empty']);
});

test('a screen that was left before the reader answered hears of nothing', async () => {
  const { fixture, parts } = slotFixture('no-reader');
  const heard: unknown[] = [];
  const source = abortSource();
  const slot = { ...parts.slot, seek: () => new Promise<void>(() => {}) };
  const step = { kind: 'waitCard', payable, sight: 'empty' } as const;
  void waitCardWork({ ...parts, slot })({
    step,
    signal: source.signal,
    send: (event) => heard.push(event),
  });
  source.abort();
  await fixture.time.runUntil(() => false, 200_000);
  expect(heard).toEqual([]);
});

test.each<['waitCard' | 'insertSameCard']>([['waitCard'], ['insertSameCard']])(
  '%s: a card that is put in while the page is hidden must come out; the next one is taken',
  async (kind) => {
    const { fixture, parts, state } = slotFixture('empty');
    let isSeen = false;
    const seen = { ...parts, isSeen: () => isSeen };
    const sight = 'empty';
    if (kind === 'waitCard') {
      await fixture.run(waitCardWork(seen), { kind, payable, sight });
    } else {
      const step = { kind, doubt, sight, otherCard: false, resume: null } as const;
      await fixture.run(insertSameCardWork(seen), step);
    }
    await fixture.time.runUntil(() => false, 100);
    state.value = 'present';
    isSeen = true;
    await fixture.time.runUntil(() => false, 10_000);
    expect(said(fixture)).toEqual(['used']);
    state.value = 'empty';
    state.value = 'present';
    expect(said(fixture)).toEqual(['used', 'empty', 'cardInserted']);
  },
);

const CODE = /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/;

test('two minutes without a card end the waiting, with nothing taken', async () => {
  const { fixture, parts } = slotFixture('empty');
  await fixture.run(waitCardWork(parts), { kind: 'waitCard', payable, sight: 'empty' });
  await fixture.time.runUntil(() => false, 119_999);
  expect(fixture.events).toEqual([]);
  await fixture.time.runUntil(() => false, 1);
  expect(fixture.events).toEqual([
    {
      kind: 'refused',
      failure: { kind: 'card-wait-over', money: 'untouched', ref: expect.stringMatching(CODE) },
    },
  ]);
});

test('a doubt waits for its card without a time limit', async () => {
  const { fixture, parts, state } = slotFixture('empty');
  await fixture.run(insertSameCardWork(parts), {
    kind: 'insertSameCard',
    doubt,
    sight: 'empty',
    otherCard: false,
    resume: null,
  });
  await fixture.time.runUntil(() => false, 86_400_000);
  expect(fixture.events).toEqual([]);
  state.value = 'present';
  expect(said(fixture)).toEqual(['cardInserted']);
});

test('a step that was left looks at the slot no more', async () => {
  let isWatched = true;
  const { fixture, parts } = slotFixture('empty', () => {
    isWatched = false;
  });
  await fixture.run(waitCardWork(parts), { kind: 'waitCard', payable, sight: 'empty' });
  await fixture.time.runUntil(() => false, 100);
  expect(isWatched).toBe(true);
  fixture.leaves();
  expect(isWatched).toBe(false);
});
