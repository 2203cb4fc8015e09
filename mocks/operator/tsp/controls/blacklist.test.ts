import { expect, test } from 'vitest';
import { tspFixture } from '../tsp.fixture.ts';

test.each([
  ['null among the cards', { cards: [null, 5, {}] as unknown as string[], terminals: [] }],
  ['null among the terminals', { cards: [], terminals: [null] as unknown as string[] }],
])('%s of the PPP’s list spoils only itself: payments go on', async (_what, list) => {
  const fixture = tspFixture();
  fixture.ppp.blacklist = list;
  await fixture.tsp.start();
  await fixture.time.drain();
  const box = await fixture.opened();
  const { orderId } = await fixture.paid(box);
  await fixture.time.drain();
  expect((await fixture.order(box, orderId)).state).toBe('COMPLETED');
});
