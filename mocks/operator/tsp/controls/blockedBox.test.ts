/** A blocked box opens a session for as long as the card's own answer, which it may have, would say something new. */
import { expect, test } from 'vitest';
import { getAttempt } from '../books/store/attemptStore.ts';
import { markAwaited } from '../books/store/doorStore.ts';
import { agedDoubt, SUPERVISOR } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import type { Fixture } from '../tsp.fixture.ts';

const block = ({ tsp }: Fixture) => tsp.desk.setBox(SUPERVISOR, 'STB-1', true, 'stolen');
const refusedNow = async (fixture: Fixture) => (await fixture.box().open()).problem.code;

test('it brings the answer of its card while people have not decided yet', async () => {
  const { fixture, desk, attemptId, orderId, debited } = await agedDoubt();
  await block(fixture);
  const again = await fixture.opened();
  expect((await fixture.report(again, attemptId, debited)).value).toMatchObject({ money: 'taken' });
  await fixture.time.drain();
  expect((await desk.order(orderId)).state).toBe('COMPLETED');
  expect(await refusedNow(fixture)).toBe('stb.blocked');
});

test('it brings the answer of its card for an attempt of an older version, which is in no list', async () => {
  const { fixture, desk, attemptId, debited } = await agedDoubt();
  const attempt = await desk.attempt(attemptId);
  await fixture.room.transaction(async (tx) => markAwaited(tx, attempt, false));
  await block(fixture);
  const again = await fixture.opened();
  expect((await fixture.report(again, attemptId, debited)).value).toMatchObject({ money: 'taken' });
});

test('it brings the answer of its card after people decided that it was not debited', async () => {
  const { fixture, desk, caseNo, attemptId, debited } = await agedDoubt();
  await desk.decide(caseNo, 'notDebited');
  await block(fixture);
  const again = await fixture.opened();
  await fixture.report(again, attemptId, debited);
  expect(await desk.attempt(attemptId)).toMatchObject({ state: 'DEBITED', provenBy: 'mac2' });
  expect(await refusedNow(fixture)).toBe('stb.blocked');
});

test('it brings the answer of its card however many orders its household has made since', async () => {
  const { fixture, attemptId, debited } = await agedDoubt();
  const other = await fixture.opened('STB-2');
  for (let count = 0; count <= fixture.limits.pageSize; count++) {
    await fixture.time.advance(60_000);
    const { orderId } = await fixture.ordered(other, `film${count}`);
    (await other.post(`/orders/${orderId}/cancel`, {})).value;
  }
  await block(fixture);
  const again = await fixture.opened();
  expect((await fixture.report(again, attemptId, debited)).value).toMatchObject({ money: 'taken' });
  await fixture.time.drain();
  expect(await refusedNow(fixture)).toBe('stb.blocked');
});

test('it brings a second debit of an order that is paid, and its money goes back', async () => {
  const { fixture, box, attemptId, report, debited, order } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await order(), OTHER_CARD);
  await report(debited);
  await fixture.time.advance(31_000);
  await block(fixture);
  const again = await fixture.opened();
  await fixture.report(again, second.attemptId, second.debited);
  await fixture.time.drain();
  const attempt = await fixture.room.transaction((tx) => getAttempt(tx, second.attemptId));
  expect(attempt).toMatchObject({ state: 'DEBITED', surplus: 'credited' });
  expect(await refusedNow(fixture)).toBe('stb.blocked');
});
