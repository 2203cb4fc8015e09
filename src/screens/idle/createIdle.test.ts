import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/operator/tsp/virtualTime.fixture.ts';
import { samples } from '../../app/gallery/samples.ts';
import type { Step, StepKind } from '../../payment/steps.ts';
import { transitions } from '../../payment/transitions.ts';
import { createIdle, WARNING_MS } from './createIdle.ts';

const MINUTE = 60_000;
const IDLE_MS = 3 * MINUTE;
const START = Date.parse('2026-11-23T20:39:12+08:00');

const sampleOf = (kind: StepKind): Step => {
  const found = samples.find(({ step }) => typeof step !== 'string' && step.kind === kind);
  if (!found || typeof found.step === 'string') throw new Error(`no sample of ${kind}`);
  return found.step;
};

function fixture(kind: StepKind) {
  const time = virtualTime(START);
  const step = signal(sampleOf(kind));
  let isBusy = false;
  const left: StepKind[] = [];
  const idle = createIdle({
    step,
    mayLeave: () => transitions[step.peek().kind].idled !== undefined,
    isBusy: () => isBusy,
    ...time,
    idleMs: IDLE_MS,
    leave() {
      left.push(step.value.kind);
      step.value = { kind: 'home', unfinished: null };
    },
  });
  return {
    idle,
    time,
    left,
    goTo: (next: StepKind) => {
      step.value = { ...sampleOf(next) };
    },
    beginTyping: () => {
      isBusy = true;
    },
  };
}

const kinds = Object.keys(transitions) as StepKind[];
const leaving = kinds.filter((kind) => transitions[kind].idled && kind !== 'home');

test.each(leaving)('%s: a warning after three minutes, home a minute later', async (kind) => {
  const { idle, time, left } = fixture(kind);
  await time.advance(IDLE_MS - 1);
  expect(idle.leavesAt.value).toBeNull();
  await time.advance(1);
  expect(idle.leavesAt.value).toBe(START + IDLE_MS + WARNING_MS);
  await time.advance(WARNING_MS - 1);
  expect(left).toEqual([]);
  await time.advance(1);
  expect([left, idle.leavesAt.value]).toEqual([[kind], null]);
});

test.each(kinds.filter((kind) => !transitions[kind].idled))(
  '%s: no warning and no way home, however long it takes',
  async (kind) => {
    const { idle, time, left } = fixture(kind);
    for (let minute = 0; minute < 60; minute++) {
      await time.advance(MINUTE);
      expect(idle.leavesAt.value).toBeNull();
    }
    expect(left).toEqual([]);
  },
);

test('a key takes the warning back, and three minutes begin again', async () => {
  const { idle, time, left } = fixture('history');
  await time.advance(IDLE_MS + 59_000);
  idle.stay();
  expect(idle.leavesAt.value).toBeNull();
  await time.advance(IDLE_MS - 1);
  expect([left, idle.leavesAt.value]).toEqual([[], null]);
  await time.advance(1 + WARNING_MS);
  expect(left).toEqual(['history']);
});

test('a card that is put in during the warning ends it: what then happens is not interrupted', async () => {
  const { idle, time, left, goTo } = fixture('insertSameCard');
  await time.advance(IDLE_MS + 30_000);
  goTo('resolving');
  expect(idle.leavesAt.value).toBeNull();
  await time.advance(30 * MINUTE);
  expect(left).toEqual([]);
});

test('after a debit the result has its three minutes', async () => {
  const { idle, time, left, goTo } = fixture('debiting');
  await time.advance(IDLE_MS - 1000);
  goTo('result');
  await time.advance(IDLE_MS - 1);
  expect(idle.leavesAt.value).toBeNull();
  await time.advance(1 + WARNING_MS);
  expect(left).toEqual(['result']);
});

test('a quote that expires under the warning does not delay it', async () => {
  const { time, left, goTo } = fixture('confirm');
  await time.advance(IDLE_MS + 30_000);
  goTo('refused');
  await time.advance(30_000);
  expect(left).toEqual(['refused']);
});

test('home is cleared without a warning, and once: a box that nobody watches sends no requests', async () => {
  const { idle, time, left } = fixture('home');
  await time.advance(IDLE_MS);
  expect([left, idle.leavesAt.value]).toEqual([['home'], null]);
  await time.advance(600 * MINUTE);
  expect([left.length, time.pending()]).toEqual([1, 0]);
  idle.stay();
  await time.advance(IDLE_MS);
  expect(left.length).toBe(2);
});

test('home that is shown because nobody was there is clean already', async () => {
  const { time, left } = fixture('history');
  await time.advance(600 * MINUTE);
  expect(left).toEqual(['history']);
});

test('home with something typed on it warns first', async () => {
  const { idle, time, beginTyping } = fixture('home');
  beginTyping();
  await time.advance(IDLE_MS);
  expect(idle.leavesAt.value).not.toBeNull();
});
