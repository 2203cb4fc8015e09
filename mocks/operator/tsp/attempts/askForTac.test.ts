/** A card whose last claim was refused for its TAC is asked for it before its next payment, in every box. */
import { expect, test } from 'vitest';
import { getAttempt, putAttempt } from '../books/store/attemptStore.ts';
import type { Box } from '../box.fixture.ts';
import { refused } from '../refusedClaim.fixture.ts';
import { CARD } from '../subscriber.fixture.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';

const after = (payments: number) => ({
  ...CARD,
  sequence: CARD.sequence + payments,
  balanceFen: CARD.balanceFen - payments * 2600,
});

/** The card begins a payment in this box. Answers the code of the refusal, or the status. */
async function begins(fixture: Fixture, box: Box, orderId: string, card = after(1)) {
  const { attemptId } = (await fixture.startAttempt(box, orderId, card)).value;
  const authorised = await fixture.authorise(box, attemptId, fixture.init(card));
  if (authorised.status === 200) return { said: 200 };
  const { code, attempt, money } = authorised.problem;
  return { said: code, attempt, money };
}

const ASKED = { said: 'card.unresolved', attempt: undefined, money: 'untouched' };

test.each(['STB-1', 'STB-9'])('%s is asked once, and is told of no attempt', async (stbId) => {
  const { fixture, debited, claim } = await refused([]);
  const box = await fixture.opened(stbId);
  const { orderId } = await fixture.ordered(box, 'sport');
  expect(await begins(fixture, box, orderId)).toEqual(ASKED);
  expect(await fixture.order(box, orderId)).toMatchObject({ state: 'CONFIRMED', payable: true });
  const { mac2 } = debited;
  await fixture.proveCard(box, [{ sequence: 6, mac2, tac: 'AAAA0001' }], after(1));
  expect(await claim()).toBe('UNCLAIMED');
  expect(await begins(fixture, box, orderId)).toEqual({ said: 200 });
});

test('a card that shows nothing pays with its next try, and is asked in another box', async () => {
  const { fixture, claim } = await refused([]);
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box, 'sport');
  expect(await begins(fixture, box, orderId)).toEqual(ASKED);
  await fixture.proveCard(box, [], after(1), { sequence: after(1).sequence });
  expect(await begins(fixture, box, orderId)).toEqual({ said: 200 });
  const other = await fixture.opened('STB-9');
  const ordered = await fixture.ordered(other, 'sport');
  expect(await begins(fixture, other, ordered.orderId)).toEqual(ASKED);
  expect(await claim()).toBe('REJECTED');
});

test('a card that was pulled before it showed anything is asked once more, then it pays', async () => {
  const { fixture } = await refused([]);
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box, 'sport');
  expect(await begins(fixture, box, orderId)).toEqual(ASKED);
  // More attempts than a box may begin in this time.
  await fixture.time.advance(10 * 60_000);
  const later = await fixture.opened();
  const again = await fixture.ordered(later, 'sport');
  expect(await begins(fixture, later, again.orderId)).toEqual(ASKED);
  expect(await begins(fixture, later, again.orderId)).toEqual({ said: 200 });
});

test('what a box says of a card that was not asked there does not count', async () => {
  const { fixture } = await refused([]);
  const box = await fixture.opened();
  await fixture.proveCard(box, [], after(1), { sequence: after(1).sequence });
  const { orderId } = await fixture.ordered(box, 'sport');
  expect(await begins(fixture, box, orderId)).toEqual(ASKED);
});

test.each<[string, { tac?: string; uploaded?: boolean }, number]>([
  ['was accepted', { tac: 'AAAA0001' }, 1],
  ['was not sent yet', { uploaded: false }, 1],
  ['is not of its last payment', {}, 2],
])('a card whose claim %s is asked for nothing', async (_, how, payments) => {
  const { fixture } = await refused([], how);
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box, 'sport');
  expect(await begins(fixture, box, orderId, after(payments))).toEqual({ said: 200 });
});

test('a card whose refused claim was written off is asked as well: its TAC takes the loss back', async () => {
  const { fixture, attemptId } = await refused([]);
  await fixture.room.transaction(async (tx) => {
    putAttempt(tx, { ...(await getAttempt(tx, attemptId))!, claim: 'WRITTEN_OFF' });
  });
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box, 'sport');
  expect(await begins(fixture, box, orderId)).toEqual(ASKED);
});

test.each([
  [7, 'card.unresolved'],
  [8, 200],
])('a card that was asked in %i boxes, and begins in one more: %s', async (boxes, said) => {
  const { fixture, attemptId } = await refused([]);
  const tacAskedIn = Array.from({ length: boxes }, (_, at) => `STB-A${at}`);
  await fixture.room.transaction(async (tx) => {
    putAttempt(tx, { ...(await getAttempt(tx, attemptId))!, tacAskedIn });
  });
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box, 'sport');
  expect(await begins(fixture, box, orderId)).toMatchObject({ said });
});

test('a card that has never paid is asked for nothing', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  expect(await begins(fixture, box, orderId, { ...CARD, sequence: 0 })).toEqual({ said: 200 });
});
