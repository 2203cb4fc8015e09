/** The wall clock is set while days are settled: what is paid under a day that was settled before is found and claimed. */
import { expect, test } from 'vitest';
import { D, dayFixture, NEXT } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';

test('a day that was settled too early, because the clock was set on, is settled again with what was paid after it', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  fixture.time.setClock(DAY_MS);
  expect((await fixture.settle()).day).toMatchObject({ state: 'settled', tsp: { count: 1 } });
  fixture.time.setClock(-DAY_MS);
  await fixture.pays('film4k');
  await fixture.time.advance(DAY_MS);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ date: D, state: 'settled', tsp: { count: 2 }, ppp: day.tsp });
  expect(await fixture.cases()).toEqual([]);
});

test('a payment under a day that is closed, because the clock was set back, is claimed with that day', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.time.advance(DAY_MS);
  expect((await fixture.settle()).day).toMatchObject({ state: 'settled' });
  fixture.time.setClock(-DAY_MS);
  const { attemptId } = await fixture.pays('film4k');
  expect((await fixture.attempt(attemptId))?.mac1?.businessDate).toBe(D);
  fixture.time.setClock(DAY_MS);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ date: D, state: 'settled', tsp: { count: 2 }, ppp: day.tsp });
  await fixture.pays('sport');
  await fixture.time.advance(DAY_MS);
  const next = await fixture.settle(NEXT);
  expect(next.day).toMatchObject({ date: NEXT, state: 'settled', tsp: { count: 1 } });
  expect(await fixture.cases()).toEqual([]);
});
