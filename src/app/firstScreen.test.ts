import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import { virtualTime } from '../../mocks/operator/tsp/virtualTime.fixture.ts';
import type { Step } from '../payment/steps.ts';
import { firstStep } from './firstScreen.ts';

const RECOVERING: Step = { kind: 'recovering' };
const HOME: Step = { kind: 'home', unfinished: null };

let isShown: boolean;
let asked: number;
beforeEach(() => {
  isShown = false;
  asked = 0;
});

function fixture() {
  const step = signal<Step>(RECOVERING);
  const there = signal<object | null>(null);
  const time = virtualTime(Date.parse('2026-11-23T20:39:12+08:00'));
  const come = async () => ++asked;
  void firstStep(step, { there, come }, time.timers).then(() => {
    isShown = true;
  });
  return { step, there, time };
}

test('the list is shown as soon as nothing has to be looked into, without the late script', async () => {
  const { step, time } = fixture();
  await time.advance(0);
  expect(isShown).toBe(false);
  step.value = HOME;
  await time.advance(0);
  expect([isShown, asked]).toEqual([true, 0]);
  await time.advance(60_000);
  expect(asked).toBe(0);
});

test('what takes longer is said by its own screen, which is asked for after a while', async () => {
  const { there, time } = fixture();
  await time.advance(1_499);
  expect(asked).toBe(0);
  await time.advance(1);
  expect([isShown, asked]).toEqual([false, 1]);
  there.value = {};
  await time.advance(0);
  expect(isShown).toBe(true);
});

test('a platform that does not answer is told at once: its screen is asked for without waiting', async () => {
  const { step, there, time } = fixture();
  const failure = { kind: 'offline', money: 'untouched', ref: '7K3-0D42' } as const;
  step.value = { kind: 'outOfService', failure, retryInMs: 1 };
  await time.advance(0);
  expect([isShown, asked > 0]).toEqual([false, true]);
  there.value = {};
  await time.advance(0);
  expect(isShown).toBe(true);
});

test('a step that only the late script can lead to shows with it', async () => {
  const { step, there, time } = fixture();
  there.value = {};
  step.value = RECOVERING;
  await time.advance(0);
  expect(isShown).toBe(true);
});
