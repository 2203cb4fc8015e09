import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { type BossFixture, bossFixture, SUBSCRIBER } from '../boss.fixture.ts';
import { defaultSeed } from '../seed/seed.ts';

const cancel = ({ ask }: BossFixture, serviceId: string, subscriberId = SUBSCRIBER) =>
  ask('POST', `/subscribers/${subscriberId}/renewals/${serviceId}/cancel`);
const subscription = async (fixture: BossFixture, serviceId: string) =>
  (await fixture.service(serviceId)).body.subscription;

test('a renewal says what is charged next, when, and whether it may end here', async () => {
  const fixture = bossFixture();
  expect(await subscription(fixture, 'vod')).toEqual({
    state: 'active',
    validTo: '2026-11-30',
    renewal: { amountFen: 2000, nextDate: '2026-12-01', cancellable: true },
  });
  expect((await subscription(fixture, 'broadband300')).renewal.cancellable).toBe(false);
  expect((await subscription(fixture, 'basic')).renewal).toBeUndefined();
});

test('a cancelled renewal stays cancelled, and the service on until its day', async () => {
  const fixture = bossFixture();
  const ended = { state: 'expiring', validTo: '2026-11-30' };
  expect(await cancel(fixture, 'vod')).toEqual({ status: 200, body: ended });
  expect(await cancel(fixture, 'vod')).toEqual({ status: 200, body: ended });
  expect(await subscription(fixture, 'vod')).toEqual(ended);
  fixture.clock.time += 8 * DAY_MS;
  expect((await subscription(fixture, 'vod')).state).toBe('expired');
});

test('a renewal that is charged on its day extends the service by a month', async () => {
  const fixture = bossFixture();
  await subscription(fixture, 'vod');
  fixture.clock.time += 40 * DAY_MS;
  const january = { state: 'active', validTo: '2027-01-31' };
  expect(await subscription(fixture, 'vod')).toMatchObject({
    ...january,
    renewal: { nextDate: '2027-02-01' },
  });
  expect((await fixture.service('vod')).body.periods[0].from).toBe('2027-02-01');
  expect((await cancel(fixture, 'vod')).body).toEqual(january);
});

test('a month paid by card moves the next charge back by a month', async () => {
  const fixture = bossFixture();
  await fixture.hold('A', 'vod', 1);
  expect((await fixture.activate('A', 2000, 'vod', 1)).body.state).toBe('ACTIVATED');
  expect(await subscription(fixture, 'vod')).toMatchObject({
    validTo: '2026-12-31',
    renewal: { nextDate: '2027-01-01' },
  });
});

test('a period that a renewal charged meanwhile is not sold again', async () => {
  const fixture = bossFixture({ ...defaultSeed, dues: [] });
  await subscription(fixture, 'vod');
  fixture.clock.time = Date.parse('2026-11-30T23:59:00+08:00');
  await fixture.hold('A', 'vod', 1);
  fixture.clock.time += 120_000;
  expect((await fixture.hold('A', 'vod', 1)).body).toMatchObject({ reason: 'period.overlaps' });
});

test('cancelling where there is no renewal changes nothing and is no error', async () => {
  const fixture = bossFixture();
  expect((await cancel(fixture, 'film4k')).body).toEqual({ state: 'none' });
  expect((await cancel(fixture, 'basic')).body).toMatchObject({ validTo: '2026-11-30' });
});

test.each([
  ['a renewal that ends at a counter', 'broadband300', SUBSCRIBER, 409, 'renewal.not_cancellable'],
  ['an unknown service', 'nothing', SUBSCRIBER, 404, 'service.unknown'],
  ['an unknown subscriber', 'vod', 'nobody', 404, 'subscriber.unknown'],
])('%s is refused', async (_what, serviceId, subscriberId, status, code) => {
  const fixture = bossFixture();
  expect(await cancel(fixture, serviceId, subscriberId)).toMatchObject({ status, body: { code } });
  expect((await subscription(fixture, 'vod')).renewal).toBeDefined();
});
