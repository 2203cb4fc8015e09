import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { bossFixture, orderId } from '../boss.fixture.ts';

const grace = (fixture: ReturnType<typeof bossFixture>, letter: string, until: string) =>
  fixture.ask('PUT', `/orders/${orderId(letter)}/grace`, { until });

test('while a payment is in doubt its service is not cut', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  expect((await grace(fixture, 'A', '2026-12-05T00:00:00+08:00')).status).toBe(204);
  expect((await grace(fixture, 'A', '2026-12-02T00:00:00+08:00')).status).toBe(204);
  const states: string[] = [];
  for (let day = 0; day < 13; day += 4) {
    states.push((await fixture.service('basic')).body.subscription.state);
    fixture.clock.time += 4 * DAY_MS;
  }
  expect(states).toEqual(['expiring', 'expiring', 'expiring', 'expired']);
});

test('the promise ends with the hold of its order, and none is made for a released one', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  await fixture.hold('B');
  expect((await grace(fixture, 'A', '2026-12-05T00:00:00+08:00')).status).toBe(204);
  const stateOnThird = async () => {
    fixture.clock.time = Date.parse('2026-12-03T12:00:00+08:00');
    return (await fixture.service('basic')).body.subscription.state;
  };
  await fixture.ask('DELETE', `/holds/${orderId('B')}`);
  expect(await stateOnThird()).toBe('expiring');
  await fixture.ask('DELETE', `/holds/${orderId('A')}`);
  expect(await stateOnThird()).toBe('expired');
  expect((await grace(fixture, 'A', '2026-12-05T00:00:00+08:00')).status).toBe(404);
});

test('a service that was never on stays off', async () => {
  const fixture = bossFixture();
  await fixture.hold('A', 'film4k', 1);
  expect((await grace(fixture, 'A', '2026-12-05T00:00:00+08:00')).status).toBe(204);
  expect((await fixture.service('film4k')).body.subscription.state).toBe('none');
});

test('an order that was never held has no service', async () => {
  expect(await grace(bossFixture(), 'A', '2026-12-05T00:00:00+08:00')).toMatchObject({
    status: 404,
    body: { code: 'hold.none' },
  });
});

test('a malformed time is named', async () => {
  expect(await grace(bossFixture(), 'A', 'tomorrow')).toMatchObject({
    status: 400,
    body: { field: 'until' },
  });
});
