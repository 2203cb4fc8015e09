import { expect, test } from 'vitest';
import { tspFixture } from './tsp.fixture.ts';

test('counters of the portals are added up', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const body = { portalVersion: '1.0.0', counters: { 'card.pulled': 2 } };
  expect((await box.post('/telemetry', body)).status).toBe(204);
  expect((await box.post('/telemetry', body)).status).toBe(204);
  expect(fixture.tsp.counters()).toMatchObject({ 'portal.card.pulled': 4 });
});

test('a box that makes up names of counters takes no more than their room, and no number without end', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const names = (from: number) =>
    Array.from({ length: 50 }, (_, at) => [`made-up.${from + at}`, 1e308]);
  for (let from = 0; from < 2_000; from += 50) {
    const counters = Object.fromEntries(names(from));
    const told = await box.post('/telemetry', { portalVersion: '1.0.0', counters });
    expect(told.status).toBe(204);
  }
  const kept = fixture.tsp.counters();
  expect(Object.keys(kept).length).toBeLessThan(1_100);
  expect(kept['portal.others']).toBeGreaterThan(0);
  expect(Object.values(kept).every(Number.isSafeInteger)).toBe(true);
});
