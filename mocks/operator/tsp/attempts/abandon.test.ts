import { expect, test } from 'vitest';
import { payingBench } from '../payingBench.ts';

test('giving up: before MAC1 void, after it a statement on watch', async () => {
  const { bench, box, attemptId, row, order, books } = await payingBench();
  expect((await bench.abandon(box, attemptId)).value).toMatchObject({
    state: 'CONFIRMED',
    money: 'untouched',
  });
  expect((await row()).state).toBe('NOT_DEBITED_CLAIMED');
  expect(await books()).toMatchObject({ suspense_receivable: 0 });
  const again = (await bench.startAttempt(box, (await order()).orderId)).value;
  expect((await bench.abandon(box, again.attemptId)).value.attempt?.state).toBe('VOID');
});

test('giving up late is believed from the box that had the MAC1, and from no other', async () => {
  const { bench, box, attemptId } = await payingBench();
  await bench.time.advance(60_000);
  const other = await bench.opened('STB-2');
  expect((await bench.abandon(other, attemptId)).value.state).toBe('IN_DOUBT');
  expect((await bench.abandon(box, attemptId)).value.state).toBe('CONFIRMED');
});

test.each([
  ['an answer nobody can verify', { statusWord: '9000', tac: '00000000', mac2: '00000000' }],
  ['an unknown status word', { statusWord: '6F00' }],
])('a box that reported %s cannot say that DEBIT was never sent', async (_what, body) => {
  const { bench, box, attemptId, report } = await payingBench();
  await report(body);
  expect((await bench.abandon(box, attemptId)).value).toMatchObject({
    state: 'IN_DOUBT',
    money: 'unknown',
  });
});

test('giving up what is paid changes nothing', async () => {
  const { bench, box, attemptId, report, debited } = await payingBench();
  await report(debited);
  expect((await bench.abandon(box, attemptId)).value.money).toBe('taken');
});
