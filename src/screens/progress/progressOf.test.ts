import { expect, test } from 'vitest';
import type { Payable } from '../../payment/steps.ts';
import type { Order, Quote } from '../../tsp/tspTypes.ts';
import { type ProgressStep, progressOf } from './progressOf.ts';

const confirmed = { orderId: '01JDB7R0000000000000000001', amountFen: 28600 } as Order;
const choice = { serviceId: 'basic', months: 12 };
const payable: Payable = { choice, quote: {} as Quote, order: confirmed };

type Line = [name: string, step: ProgressStep, at: number, isPaid: boolean, hasWayBack: boolean];
const lines: Line[] = [
  ['card check', { kind: 'cardCheck', payable }, 0, false, true],
  ['prepare', { kind: 'prepare', payable, position: 2 }, 1, false, true],
  ['authorising', { kind: 'authorising', payable }, 1, false, true],
  ['debiting', { kind: 'debiting', payable }, 2, false, false],
  ['reporting', { kind: 'reporting', order: confirmed, slow: false }, 2, true, false],
  ['reporting, slow', { kind: 'reporting', order: confirmed, slow: true }, 2, true, true],
  ['finishing', { kind: 'finishing', order: confirmed, mayLeave: false }, 3, true, false],
  ['finishing, slow', { kind: 'finishing', order: confirmed, mayLeave: true }, 3, true, true],
];
test.each(lines)(
  '%s: stage, what is paid and the way back',
  (_name, step, at, isPaid, hasWayBack) => {
    const progress = progressOf(step);
    expect([progress.at, progress.isPaid, progress.back !== null]).toEqual([
      at,
      isPaid,
      hasWayBack,
    ]);
  },
);

test.each(lines)('%s: never both "not charged" and past the debit', (name, step) => {
  const { title, act, money } = progressOf(step);
  const saysUncharged = /没有扣款/.test(title + act + money);
  expect(saysUncharged).toBe(['card check', 'prepare', 'authorising'].indexOf(name) >= 0);
});

test('the words are urgent exactly while the card must not be pulled', () => {
  const urgent = lines.filter(([, step]) => progressOf(step).isUrgent).map(([name]) => name);
  expect(urgent).toEqual(['debiting', 'reporting']);
});

test('the queue says the place, the debit says the amount', () => {
  expect(progressOf({ kind: 'prepare', payable, position: 3 }).act).toContain('3');
  expect(progressOf({ kind: 'debiting', payable }).title).toContain('286.00');
});
