import { expect, test } from 'vitest';
import { memoryStore } from '../../store/memoryStore.ts';
import { bossBench, NOW, SUBSCRIBER } from './bossBench.ts';
import { seedWith } from './seed.ts';

const path = `/subscribers/${SUBSCRIBER}`;

test('a store is seeded once: what happened stays when BOSS starts again', async () => {
  const store = memoryStore();
  const before = bossBench(undefined, store);
  await before.hold('A');
  await before.activate('A', 28600);
  const after = bossBench(seedWith({ accountClosed: true }), store);
  expect((await after.get(path)).body.status).toBe('active');
  expect((await after.service('basic')).body.subscription.validTo).toBe('2027-11-30');
});

test('a store that was emptied is seeded again', async () => {
  const bench = bossBench();
  await bench.hold('A');
  await bench.activate('A', 28600);
  await bench.store.clear();
  expect((await bench.service('basic')).body.subscription.validTo).toBe('2026-11-30');
});

test('a slow BOSS answers later', async () => {
  const bench = bossBench();
  bench.faults.slowMs = 8000;
  expect((await bench.get(path)).status).toBe(200);
  expect(bench.clock.time).toBe(NOW + 8000);
});

test('a BOSS that is down does not answer, and does nothing', async () => {
  const bench = bossBench();
  await bench.hold('A');
  bench.faults.down = true;
  await expect(bench.activate('A', 28600)).rejects.toThrow('connection refused');
  bench.faults.down = false;
  expect((await bench.order('A')).body.state).toBe('NONE');
});

test('an unavailable BOSS says so, and does nothing', async () => {
  const bench = bossBench();
  await bench.hold('A');
  bench.faults.unavailable = true;
  const unavailable = { status: 503, body: { code: 'unavailable' } };
  expect(await bench.activate('A', 28600)).toMatchObject(unavailable);
  bench.faults.unavailable = false;
  expect((await bench.order('A')).body.state).toBe('NONE');
});

test.each([
  ['GET', '/nothing', 404, 'path'],
  ['POST', path, 405, 'method'],
])('%s %s is not an operation', async (method, where, status, field) => {
  const { ask } = bossBench();
  expect(await ask(method, where)).toMatchObject({
    status,
    body: { code: 'request.not_found', field },
  });
});
