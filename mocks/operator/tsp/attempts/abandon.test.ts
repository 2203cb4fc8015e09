import { expect, test } from 'vitest';
import { payingFixture } from '../paying.fixture.ts';

test('giving up before MAC1 voids the attempt; after it, it is a statement on watch', async () => {
  const { fixture, box, attemptId, row, order, books } = await payingFixture();
  expect((await fixture.abandon(box, attemptId)).value).toMatchObject({
    state: 'CONFIRMED',
    money: 'untouched',
  });
  expect((await row()).state).toBe('NOT_DEBITED_CLAIMED');
  expect(await books()).toMatchObject({ suspense_receivable: 0 });
  const again = (await fixture.startAttempt(box, (await order()).orderId)).value;
  expect((await fixture.abandon(box, again.attemptId)).value.attempt?.state).toBe('VOID');
});

test('giving up late is believed from the box that had the MAC1 only', async () => {
  const { fixture, box, attemptId, order } = await payingFixture();
  await fixture.time.advance(60_000);
  const other = await fixture.opened('STB-2');
  expect((await fixture.abandon(other, attemptId)).problem.code).toBe('attempt.not_found');
  expect((await order()).state).toBe('IN_DOUBT');
  expect((await fixture.abandon(box, attemptId)).value.state).toBe('CONFIRMED');
});

test.each([
  ['an answer nobody can verify', { statusWord: '9000', tac: '00000000', mac2: '00000000' }],
  ['an unknown status word', { statusWord: '6F00' }],
])('a box that reported %s cannot say that DEBIT was never sent', async (_what, body) => {
  const { fixture, box, attemptId, report } = await payingFixture();
  await report(body);
  expect((await fixture.abandon(box, attemptId)).value).toMatchObject({
    state: 'IN_DOUBT',
    money: 'unknown',
  });
});

test('giving up what is paid changes nothing', async () => {
  const { fixture, box, attemptId, report, debited } = await payingFixture();
  await report(debited);
  expect((await fixture.abandon(box, attemptId)).value.money).toBe('taken');
});
