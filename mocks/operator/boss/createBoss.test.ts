import { expect, test } from 'vitest';
import { memoryStore } from '../../store/memoryStore.ts';
import { bossFixture, NOW, SUBSCRIBER } from './boss.fixture.ts';
import { seedWith } from './seed/seed.ts';

const path = `/subscribers/${SUBSCRIBER}`;

test('a store is seeded once: what happened stays when BOSS starts again', async () => {
  const store = memoryStore();
  const before = bossFixture(undefined, store);
  await before.hold('A');
  await before.activate('A', 28600);
  const after = bossFixture(seedWith({ accountClosed: true }), store);
  expect((await after.get(path)).body.status).toBe('active');
  expect((await after.service('basic')).body.subscription.validTo).toBe('2027-11-30');
});

test('a store that was emptied is seeded again', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  await fixture.activate('A', 28600);
  await fixture.store.clear();
  expect((await fixture.service('basic')).body.subscription.validTo).toBe('2026-11-30');
});

test('a slow BOSS answers later', async () => {
  const fixture = bossFixture();
  fixture.faults.slowMs = 8000;
  expect((await fixture.get(path)).status).toBe(200);
  expect(fixture.clock.time).toBe(NOW + 8000);
});

test('a BOSS that is down does not answer, and does nothing', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.down = true;
  await expect(fixture.activate('A', 28600)).rejects.toThrow('connection refused');
  fixture.faults.down = false;
  expect((await fixture.order('A')).body.state).toBe('NONE');
});

test('an unavailable BOSS says so, and does nothing', async () => {
  const fixture = bossFixture();
  await fixture.hold('A');
  fixture.faults.unavailable = true;
  const unavailable = { status: 503, body: { code: 'unavailable' } };
  expect(await fixture.activate('A', 28600)).toMatchObject(unavailable);
  fixture.faults.unavailable = false;
  expect((await fixture.order('A')).body.state).toBe('NONE');
});

test.each([
  ['GET', '/nothing', 404, 'path'],
  ['POST', path, 405, 'method'],
])('%s %s is not an operation', async (method, where, status, field) => {
  const { ask } = bossFixture();
  expect(await ask(method, where)).toMatchObject({
    status,
    body: { code: 'request.not_found', field },
  });
});
