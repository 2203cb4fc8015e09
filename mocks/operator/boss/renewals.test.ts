import { expect, test } from 'vitest';
import { type BossBench, bossBench, DAY_MS, SUBSCRIBER } from './bossBench.ts';
import { defaultSeed } from './seed.ts';

const cancel = ({ ask }: BossBench, serviceId: string, subscriberId = SUBSCRIBER) =>
  ask('POST', `/subscribers/${subscriberId}/renewals/${serviceId}/cancel`);
const subscription = async (bench: BossBench, serviceId: string) =>
  (await bench.service(serviceId)).body.subscription;

test('a renewal says what is charged next, when, and whether it may end here', async () => {
  const bench = bossBench();
  expect(await subscription(bench, 'vod')).toEqual({
    state: 'active',
    validTo: '2026-11-30',
    renewal: { amountFen: 2000, nextDate: '2026-12-01', cancellable: true },
  });
  expect((await subscription(bench, 'broadband300')).renewal.cancellable).toBe(false);
  expect((await subscription(bench, 'basic')).renewal).toBeUndefined();
});

test('a cancelled renewal stays cancelled, and the service on until its day', async () => {
  const bench = bossBench();
  const ended = { state: 'expiring', validTo: '2026-11-30' };
  expect(await cancel(bench, 'vod')).toEqual({ status: 200, body: ended });
  expect(await cancel(bench, 'vod')).toEqual({ status: 200, body: ended });
  expect(await subscription(bench, 'vod')).toEqual(ended);
  bench.clock.time += 8 * DAY_MS;
  expect((await subscription(bench, 'vod')).state).toBe('expired');
});

test('what is charged on its day goes on by a month', async () => {
  const bench = bossBench();
  await subscription(bench, 'vod');
  bench.clock.time += 40 * DAY_MS;
  const january = { state: 'active', validTo: '2027-01-31' };
  expect(await subscription(bench, 'vod')).toMatchObject({
    ...january,
    renewal: { nextDate: '2027-02-01' },
  });
  expect((await bench.service('vod')).body.periods[0].from).toBe('2027-02-01');
  expect((await cancel(bench, 'vod')).body).toEqual(january);
});

test('a month paid by card puts the next charge off by a month', async () => {
  const bench = bossBench();
  await bench.hold('A', 'vod', 1);
  expect((await bench.activate('A', 2000, 'vod', 1)).body.state).toBe('ACTIVATED');
  expect(await subscription(bench, 'vod')).toMatchObject({
    validTo: '2026-12-31',
    renewal: { nextDate: '2027-01-01' },
  });
});

test('a period that a renewal charged meanwhile is not sold again', async () => {
  const bench = bossBench({ ...defaultSeed, dues: [] });
  await subscription(bench, 'vod');
  bench.clock.time = Date.parse('2026-11-30T23:59:00+08:00');
  await bench.hold('A', 'vod', 1);
  bench.clock.time += 120_000;
  expect((await bench.hold('A', 'vod', 1)).body).toMatchObject({ reason: 'period.overlaps' });
});

test('what never renewed is as asked for already', async () => {
  const bench = bossBench();
  expect((await cancel(bench, 'film4k')).body).toEqual({ state: 'none' });
  expect((await cancel(bench, 'basic')).body).toMatchObject({ validTo: '2026-11-30' });
});

test.each([
  ['a renewal that ends at a counter', 'broadband300', SUBSCRIBER, 409, 'renewal.not_cancellable'],
  ['a service nobody knows', 'nothing', SUBSCRIBER, 404, 'service.unknown'],
  ['a subscriber nobody knows', 'vod', 'nobody', 404, 'subscriber.unknown'],
])('%s is refused', async (_what, serviceId, subscriberId, status, code) => {
  const bench = bossBench();
  expect(await cancel(bench, serviceId, subscriberId)).toMatchObject({ status, body: { code } });
  expect((await subscription(bench, 'vod')).renewal).toBeDefined();
});
