import { expect, test } from 'vitest';
import type { Step } from '../payment/steps.ts';
import { choice, doubt, payable, quote } from './gallery/onePayment.fixture.ts';
import { mayRestart } from './mayRestart.ts';

const { order } = payable;
const unfinished = { kind: 'doubt', doubt } as const;

test.each<[isLateThere: boolean, Step, boolean]>([
  [false, { kind: 'recovering' }, true],
  [
    false,
    {
      kind: 'outOfService',
      failure: { kind: 'internal', money: 'unknown', ref: '7K3-0D42' },
      retryInMs: 1,
    },
    true,
  ],
  [false, { kind: 'home', unfinished }, true],
  [true, { kind: 'home', unfinished: null }, true],
  [true, { kind: 'history', unfinished: null }, true],
  [true, { kind: 'service', serviceId: 'basic', unfinished: null }, true],
  [true, { kind: 'home', unfinished }, false],
  [true, { kind: 'recovering' }, false],
  [true, { kind: 'confirm', choice, quote }, false],
  [true, { kind: 'waitCard', payable, sight: 'empty' }, false],
  [true, { kind: 'debiting', payable }, false],
  [true, { kind: 'reporting', order, slow: true }, false],
  [true, { kind: 'finishing', order, mayLeave: true }, false],
  [true, { kind: 'insertSameCard', doubt, sight: 'empty', otherCard: false, resume: null }, false],
  [true, { kind: 'manualCase', order }, false],
])('with the late script there (%j), %j', (isLateThere, step, expected) => {
  expect(mayRestart(isLateThere ? {} : null, step)).toBe(expected);
});
