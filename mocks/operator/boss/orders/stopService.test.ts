import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { bossRoom } from '../base/bossStore.ts';
import { type BossFixture, bossFixture, orderId, SUBSCRIBER } from '../boss.fixture.ts';
import { dayBooks } from '../day/bossDay.ts';

const stop = (fixture: BossFixture, letter = 'A', amountFen = 28600) =>
  fixture.ask('PUT', `/orders/${orderId(letter)}/stop`, {
    subscriberId: SUBSCRIBER,
    amountFen,
    reason: 'claim.refused',
  });

async function opened() {
  const fixture = bossFixture();
  const before = (await fixture.service('basic')).body.subscription;
  await fixture.hold('A');
  const { body } = await fixture.activate('A', 28600);
  expect(body.state).toBe('ACTIVATED');
  const subscription = async () => (await fixture.service('basic')).body.subscription;
  const books = () => bossRoom(fixture.store).transaction((tx) => dayBooks(tx, '20261123'));
  return { fixture, before, subscription, books, opened: body };
}

test('a stopped service ends where it ended before, and asking again changes nothing', async () => {
  const { fixture, before, subscription, books } = await opened();
  const booked = await books();
  const first = await stop(fixture);
  expect(first).toMatchObject({ status: 200, body: { state: 'STOPPED', amountFen: 28600 } });
  expect(await stop(fixture)).toEqual(first);
  expect((await subscription()).validTo).toBe(before.validTo);
  expect(await books()).toEqual(booked);
});

test('an activation of the same order opens it again for as long, and books it no second time', async () => {
  const { fixture, subscription, books, opened: was } = await opened();
  await stop(fixture);
  const again = await fixture.activate('A', 28600);
  expect(again.body).toEqual(was);
  expect((await subscription()).validTo).toBe(was.to);
  expect(await books()).toMatchObject({ count: 1, totalFen: 28600 });
});

test('days on which it was stopped are not used up', async () => {
  const { fixture, opened: was } = await opened();
  await stop(fixture);
  fixture.clock.time += 40 * DAY_MS;
  const { body } = await fixture.activate('A', 28600);
  expect(body).toMatchObject({ state: 'ACTIVATED', from: '2027-01-02', to: '2028-01-01' });
  expect(body.to > was.to).toBe(true);
});

test('the money of a stopped order can be credited, once, under its old booking', async () => {
  const { fixture, books } = await opened();
  await stop(fixture);
  const first = await fixture.credit('A', 28600);
  expect(first.body).toMatchObject({ state: 'CREDITED', amountFen: 28600 });
  expect(await fixture.credit('A', 28600)).toEqual(first);
  expect(await books()).toMatchObject({ count: 1, totalFen: 28600 });
  expect(await stop(fixture)).toMatchObject({ status: 409, body: { code: 'order.conflict' } });
});

test('a period that was bought meanwhile is not overlaid: the activation is rejected', async () => {
  const { fixture, books } = await opened();
  await stop(fixture);
  await fixture.hold('B');
  await fixture.activate('B', 28600);
  const again = await fixture.activate('A', 28600);
  expect(again.body).toMatchObject({ state: 'REJECTED', reason: 'period.overlaps', final: true });
  expect((await fixture.credit('A', 28600)).body.state).toBe('CREDITED');
  // The credit is no third booking: A is booked on the day on which it was opened.
  expect(await books()).toMatchObject({ count: 2, totalFen: 57200 });
});

test('the last day of a period that was bought meanwhile still belongs to it', async () => {
  const { fixture } = await opened();
  await stop(fixture);
  await fixture.hold('B');
  const { body } = await fixture.activate('B', 28600);
  fixture.clock.time = Date.parse(`${body.to}T12:00:00+08:00`);
  expect((await fixture.activate('A', 28600)).body.state).toBe('REJECTED');
  fixture.clock.time += DAY_MS;
  expect((await fixture.activate('A', 28600)).body.state).toBe('ACTIVATED');
});

test('a service with a period bought after it is not stopped by a message', async () => {
  const { fixture, subscription } = await opened();
  await fixture.hold('B');
  const { body } = await fixture.activate('B', 28600);
  expect(await stop(fixture)).toMatchObject({ status: 409, body: { code: 'order.conflict' } });
  expect((await subscription()).validTo).toBe(body.to);
});

test.each([
  ['an order that nobody knows', (fixture: BossFixture) => stop(fixture, 'C'), 404],
  ['another amount', (fixture: BossFixture) => stop(fixture, 'A', 1), 409],
])('%s is refused', async (_, ask, status) => {
  const { fixture, subscription, opened: was } = await opened();
  expect((await ask(fixture)).status).toBe(status);
  expect((await subscription()).validTo).toBe(was.to);
});
