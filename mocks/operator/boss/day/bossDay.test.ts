import { expect, test } from 'vitest';
import { bossRoom, keys } from '../base/bossStore.ts';
import { type BossFixture, bossFixture, NOW, orderId } from '../boss.fixture.ts';
import { bookedOn, dayBooks, recountDay } from './bossDay.ts';

const MIDNIGHT = Date.parse('2026-11-24T00:00:00+08:00');

/** Opens one service at each of these moments, in this order. */
async function openedAt(fixture: BossFixture, moments: readonly [string, string, number][]) {
  for (const [letter, service, at] of moments) {
    fixture.clock.time = at;
    const { body } = await fixture.hold(letter, service, 1);
    const opened = await fixture.activate(letter, body.amountFen, service, 1);
    expect(opened.body.state).toBe('ACTIVATED');
  }
}

async function idsOf(stream: AsyncIterable<{ order: { orderId: string }; date: string }>) {
  const found: string[] = [];
  for await (const { order, date } of stream) found.push(`${order.orderId.slice(-1)} ${date}`);
  return found;
}

test('the day of BOSS ends at midnight, not at the cut-off of the platform', async () => {
  const fixture = bossFixture();
  await openedAt(fixture, [
    ['B', 'basic', MIDNIGHT - 1],
    ['A', 'film4k', MIDNIGHT],
    ['C', 'sport', NOW],
  ]);
  const room = bossRoom(fixture.store);
  expect(await idsOf(bookedOn(room, '20261123'))).toEqual(['B 20261123', 'C 20261123']);
  expect(await idsOf(bookedOn(room, '20261124'))).toEqual(['A 20261124']);
});

test('an order gets one number and one place, however often it is asked for', async () => {
  const fixture = bossFixture();
  await openedAt(fixture, [['A', 'basic', NOW]]);
  const again = await fixture.get(`/orders/${orderId('A')}`);
  expect(again.body.bossOrder).toBe('B20261123000001');
  const room = bossRoom(fixture.store);
  const books = await room.transaction((tx) => dayBooks(tx, '20261123'));
  expect(books).toEqual({ count: 1, totalFen: again.body.amountFen });
});

test('what is pending or rejected is in no books; what is credited is', async () => {
  const fixture = bossFixture();
  fixture.faults.pendingAsks = 3;
  const { body } = await fixture.hold('A', 'basic', 1);
  await fixture.activate('A', body.amountFen, 'basic', 1);
  const room = bossRoom(fixture.store);
  expect(await idsOf(bookedOn(room, '20261123'))).toEqual([]);
  await fixture.credit('B', 500);
  expect(await idsOf(bookedOn(room, '20261123'))).toEqual(['B 20261123']);
});

test('wrong counts in the books are corrected from the rows', async () => {
  const fixture = bossFixture();
  await openedAt(fixture, [['A', 'basic', NOW]]);
  const room = bossRoom(fixture.store);
  const right = await room.transaction((tx) => dayBooks(tx, '20261123'));
  await room.transaction(async (tx) =>
    tx.put(keys.dayBooks('20261123'), { count: 9, totalFen: 1 }),
  );
  expect(await recountDay(room, '20261123')).toEqual(right);
  expect(await room.transaction((tx) => dayBooks(tx, '20261123'))).toEqual(right);
});
