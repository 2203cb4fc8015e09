import { expect, test } from 'vitest';
import { order, payable } from '../../app/gallery/onePayment.fixture.ts';
import { ok } from '../../shared/result.ts';
import type { Failure } from '../failure.ts';
import { abandonAttempt } from './abandonAttempt.ts';
import { entry, problem, unreachable, type WorkFixture, workFixture } from './work.fixture.ts';

const dropped = {
  attemptId: 'A1',
  orderId: entry.orderId,
  amountFen: entry.amountFen,
  title: payable.order.title,
};
const failure: Failure = { kind: 'card-removed', money: 'untouched', ref: '7K3-0D42' };
const refused = { kind: 'refused', failure: { ...failure, attemptId: entry.attemptId } };
const abandon = ({ parts, conversation }: WorkFixture) =>
  abandonAttempt(parts, conversation, dropped, 'guard', failure);

test('the MAC1 is forgotten, the statement durable, and only then posted', async () => {
  const fixture = workFixture();
  fixture.conversation.debit = {
    terminalSequence: '0000002A',
    date: '',
    time: '',
    mac1: 'A1B2C3D4',
  };
  fixture.answers.abandon = () => ok(order('CONFIRMED'));
  expect(await abandon(fixture)).toMatchObject({
    ...refused,
    order: { state: 'CONFIRMED' },
  });
  expect(fixture.conversation.debit).toBeUndefined();
  expect(fixture.trail).toEqual(['tsp abandon', 'removed A1']);
});

test.each([
  ['no answer', () => unreachable, true],
  ['a problem to try again', () => problem('internal', { retry: 'same-key' }), true],
  ['a problem that says it is over', () => problem('attempt.state'), false],
  ['a problem that says there is none', () => problem('attempt.not_found'), false],
  ['a problem of something else', () => problem('stb.blocked'), true],
] as const)('%s: the statement stays %s', async (_, answer, stays) => {
  const fixture = workFixture();
  fixture.answers.abandon = answer;
  expect(await abandon(fixture)).toEqual(refused);
  expect(fixture.entries.has('A1')).toBe(stays);
});

test('it names the card it was about, by four digits and its sequence where it is known', async () => {
  const fixture = workFixture();
  await abandon(fixture);
  const { serviceId: _, ...known } = entry;
  expect(fixture.entries.get('A1')).toEqual({
    ...known,
    cardSequence: 0,
    phase: 'abandoned',
    abandonReason: 'guard',
  });
  fixture.conversation.entry = entry;
  await abandon(fixture);
  expect(fixture.entries.get('A1')?.cardSequence).toBe(7);
});

test('the TSP does not know whether money was taken: that is looked into, never called untouched', async () => {
  const fixture = workFixture();
  fixture.answers.abandon = () => ok({ ...order('IN_DOUBT'), money: 'unknown' });
  const { attemptId, orderId, amountFen } = entry;
  expect(await abandon(fixture)).toMatchObject({
    kind: 'doubted',
    doubt: { attemptId, orderId, amountFen, cardTail: '0018', softly: true },
  });
  // The TSP has it: the journal does not say that DEBIT was sent.
  expect(fixture.entries.size).toBe(0);
});

test('the order was paid meanwhile: it is not paid again, and not called untouched', async () => {
  const fixture = workFixture();
  fixture.answers.abandon = () => ok({ ...order('PAID'), money: 'taken' });
  expect(await abandon(fixture)).toMatchObject({
    kind: 'refused',
    failure: { kind: 'already-paid', money: 'taken' },
    order: { state: 'PAID' },
  });
});
