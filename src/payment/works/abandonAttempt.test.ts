import { expect, test } from 'vitest';
import { order, payable } from '../../app/gallery/sampleOrders.ts';
import { ok } from '../../shared/result.ts';
import { abandonAttempt } from './abandonAttempt.ts';
import { entry, problem, unreachable, type WorkBench, workBench } from './workBench.ts';

const dropped = {
  attemptId: 'A1',
  orderId: entry.orderId,
  amountFen: entry.amountFen,
  title: payable.order.title,
};
const abandon = ({ parts, talk }: WorkBench) => abandonAttempt(parts, talk, dropped, 'guard');

test('the MAC1 is forgotten, the statement durable, and only then posted', async () => {
  const bench = workBench();
  bench.talk.debit = { terminalSequence: '0000002A', date: '', time: '', mac1: 'A1B2C3D4' };
  bench.answers.abandon = () => ok(order('CONFIRMED'));
  expect(await abandon(bench)).toMatchObject({ state: 'CONFIRMED' });
  expect(bench.talk.debit).toBeUndefined();
  expect(bench.trail).toEqual(['written abandoned', 'tsp abandon', 'removed A1']);
});

test('without a disk it is posted all the same', async () => {
  const bench = workBench();
  bench.beforeWrite = () => {
    throw new Error('disk full');
  };
  expect(await abandon(bench)).toBeNull();
  expect(bench.told).toEqual([
    { call: 'abandon', parameters: ['A1', { debitSent: false, reason: 'guard' }] },
  ]);
});

test.each([
  ['no answer', () => unreachable, true],
  ['a problem to try again', () => problem('internal', { retry: 'same-key' }), true],
  ['a problem that settles it', () => problem('attempt.state', { retry: 'no' }), false],
] as const)('%s: the statement stays %s', async (_, answer, stays) => {
  const bench = workBench();
  bench.answers.abandon = answer;
  expect(await abandon(bench)).toBeNull();
  expect(bench.entries.has('A1')).toBe(stays);
});

test('it names the card it was about, by four digits and its sequence where it is known', async () => {
  const bench = workBench();
  await abandon(bench);
  expect(bench.entries.get('A1')).toEqual({
    ...entry,
    cardSequence: 0,
    phase: 'abandoned',
    abandonReason: 'guard',
  });
  bench.talk.entry = entry;
  await abandon(bench);
  expect(bench.entries.get('A1')?.cardSequence).toBe(7);
});
