import { expect, test } from 'vitest';
import { tspFixture } from './tsp.fixture.ts';

const LIMITS = { requestsPerMinute: 5 };

test('openings of sessions count as requests of the box', async () => {
  const fixture = tspFixture({ limits: LIMITS });
  for (let at = 0; at < 5; at++) expect((await fixture.box().open()).status).toBe(201);
  expect((await fixture.box().open()).problem).toMatchObject({ code: 'rate.limited' });
  await fixture.time.advance(60_000);
  expect((await fixture.box().open()).status).toBe(201);
});

test('openings that another key has signed use up nothing of the box', async () => {
  const fixture = tspFixture({ limits: LIMITS });
  for (let at = 0; at < 9; at++) {
    const forged = await fixture.box().open('1.0.0', { signWith: new Uint8Array(32) });
    expect(forged.problem.code).toBe('auth.signature');
  }
  expect((await fixture.box().open()).status).toBe(201);
});
