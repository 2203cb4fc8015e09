/** A box gets no MAC1 without end for a card on which only its word stands. */
import { expect, test } from 'vitest';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

const LIMITS = { unsettledPerCard: 3, attemptsPerTenMinutes: 99, quotesPerMinute: 99 };

/** A box that has asked three times for MAC1 with the card, and said each time that DEBIT was never sent. */
async function claimed() {
  const fixture = tspFixture({ limits: LIMITS });
  const box = await fixture.opened();
  for (let at = 0; at < LIMITS.unsettledPerCard; at++) {
    const { attemptId } = await fixture.paying(box);
    await fixture.abandon(box, attemptId);
  }
  const order = await fixture.ordered(box);
  return { fixture, box, order };
}

test('after that many the box starts no other attempt with the card; other cards and other boxes do', async () => {
  const { fixture, box, order } = await claimed();
  const refused = await fixture.startAttempt(box, order.orderId);
  expect(refused.problem).toMatchObject({ code: 'rate.limited', money: 'untouched' });
  expect((await fixture.startAttempt(box, order.orderId, OTHER_CARD)).status).toBe(201);
  const stranger = await fixture.opened('STB-9');
  expect((await fixture.paid(stranger, CARD, 'film')).reported.money).toBe('taken');
});

test('when the card has paid, in whatever box, its attempts are settled and the box may start again', async () => {
  const { fixture, box, order } = await claimed();
  await fixture.paid(await fixture.opened('STB-9'), CARD, 'film');
  expect((await fixture.startAttempt(box, order.orderId)).status).toBe(201);
});

test('nor for one number of the card, when the box says each time that the card has gone on without it', async () => {
  const fixture = tspFixture({ limits: { ...LIMITS, attemptsPerCardHour: 99 } });
  const box = await fixture.opened();
  const terminalNo = 'B00000000001';
  const another = {
    type: '06',
    sequence: 5,
    amountFen: 1,
    terminalNo,
    date: '20261123',
    time: '203700',
  };
  for (let at = 0; at < LIMITS.unsettledPerCard; at++) {
    const { attemptId } = await fixture.paying(box);
    const seen = await fixture.resolve(box, attemptId, { sequence: 6, log: [another] });
    expect(seen.value.verdict).toBe('not-debited');
  }
  const { orderId } = await fixture.ordered(box);
  const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
  const refused = await fixture.authorise(box, attemptId);
  expect(refused.problem).toMatchObject({ code: 'rate.limited', money: 'untouched' });
  expect(await fixture.order(box, orderId)).toMatchObject({ state: 'CONFIRMED' });
  // Its next number, and other boxes, are not concerned.
  const next = (await fixture.startAttempt(box, orderId)).value;
  const shown = fixture.init(CARD, { sequence: 6 });
  expect((await fixture.authorise(box, next.attemptId, shown)).status).toBe(200);
  const stranger = await fixture.opened('STB-9');
  expect((await fixture.paid(stranger, CARD, 'film')).reported.money).toBe('taken');
});
