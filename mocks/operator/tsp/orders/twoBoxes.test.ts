/** Two boxes of one household: neither ends what the other does with a card in its slot. */
import { expect, test } from 'vitest';
import type { Order } from '../../../../src/tsp/tspTypes.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

test('an order for which another box has a card and a PSAM is not cancelled', async () => {
  const fixture = tspFixture();
  const [box, other] = [await fixture.opened(), await fixture.opened('STB-2')];
  const { orderId } = await fixture.ordered(box);
  const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
  const refused = await other.post<Order>(`/orders/${orderId}/cancel`, {});
  expect(refused.problem).toMatchObject({ code: 'order.already_paying', money: 'untouched' });
  expect(refused.text).not.toContain(attemptId);
  expect((await fixture.authorise(box, attemptId)).status).toBe(200);
});

test('an order that its box left is cancelled by another one when the PSAM is back', async () => {
  const fixture = tspFixture();
  const [box, other] = [await fixture.opened(), await fixture.opened('STB-2')];
  const { orderId } = await fixture.ordered(box);
  await fixture.startAttempt(box, orderId);
  await fixture.time.advance(30_000);
  const cancelled = await other.post<Order>(`/orders/${orderId}/cancel`, {});
  expect(cancelled.value).toMatchObject({ state: 'CANCELLED' });
});

test("a box that starts over does not end another box's attempt for its earlier order", async () => {
  const fixture = tspFixture();
  const [box, other] = [await fixture.opened(), await fixture.opened('STB-2')];
  const { orderId } = await fixture.ordered(box);
  const { attemptId } = (await fixture.startAttempt(other, orderId, OTHER_CARD)).value;
  const again = await fixture.confirm(box, await fixture.quote(box));
  expect(again.problem).toMatchObject({ code: 'order.already_paying', money: 'untouched' });
  const init = fixture.init(OTHER_CARD);
  expect((await fixture.authorise(other, attemptId, init)).status).toBe(200);
});

test('a blocked box cancels no order for which another box waits for a card, and reads no history', async () => {
  const fixture = tspFixture();
  const [box, other] = [await fixture.opened(), await fixture.opened('STB-2')];
  const supervisor = { user: 'wang', role: 'supervisor' } as const;
  await fixture.tsp.desk.setBox(supervisor, 'STB-2', true, 'stolen');
  const { orderId } = await fixture.ordered(box);
  const cancelled = await other.post<Order>(`/orders/${orderId}/cancel`, {});
  expect(cancelled.problem).toMatchObject({ code: 'stb.blocked', money: 'untouched' });
  expect((await other.get('/orders')).problem.code).toBe('stb.blocked');
  expect((await other.get('/orders?open=1')).status).toBe(200);
  expect((await fixture.startAttempt(box, orderId)).status).toBe(201);
});
