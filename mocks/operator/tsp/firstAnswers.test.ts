/** What a box may have with its session: the answers of three calls, under the rules of each. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../../src/tsp/tspTypes.ts';
import { bossProblem, never } from './bossFake.fixture.ts';
import { agedDoubt, SUPERVISOR } from './desk/desk.fixture.ts';
import { type Fixture, tspFixture } from './tsp.fixture.ts';

let fixture: Fixture;
beforeEach(() => {
  fixture = tspFixture();
});
afterEach(() => {
  expect(fixture.violations).toEqual([]);
});

const WANTED = '?first=48';

async function first(box = fixture.box()): Promise<Session['first']> {
  const opened = await box.open('1.0.0', {}, WANTED);
  expect(opened.status).toBe(201);
  return opened.value.first;
}

test('each part is the answer to its own call', async () => {
  const box = fixture.box();
  const given = await first(box);
  expect(given).toEqual({
    subscriber: (await box.get('/subscriber')).value,
    services: (await box.get('/services?from=0&limit=48')).value,
    orders: (await box.get('/orders?open=1')).value,
  });
});

test('a box that does not ask gets nothing, and BOSS is not asked for it', async () => {
  expect((await fixture.box().open()).value.first).toBeUndefined();
  expect(fixture.boss.asked).toEqual(['POST /stb-auth']);
});

test.each([['0'], ['101'], ['x'], ['']])(
  'first=%s is refused, as any other fault',
  async (count) => {
    const refused = await fixture.box().open('1.0.0', {}, `?first=${count}`);
    expect([refused.status, refused.problem.code]).toEqual([400, 'request.invalid']);
  },
);

test('what BOSS refuses is left out, and the session is there', async () => {
  fixture.boss.instead.push({
    match: /GET .catalogue/,
    answer: () => bossProblem(503, 'unavailable'),
  });
  expect(Object.keys((await first())!)).toEqual(['subscriber', 'orders']);
});

test('a session waits a second for what BOSS is long in answering, and no longer', async () => {
  fixture.boss.instead.push({ match: /GET .catalogue/, answer: never });
  let given: Session['first'];
  void first().then((parts) => {
    given = parts;
  });
  await fixture.time.advance(999);
  expect(given).toBeUndefined();
  await fixture.time.advance(1);
  expect(Object.keys(given!).sort()).toEqual(['orders', 'subscriber']);
});

test('a portal that is too old gets what it may still ask for: its open orders', async () => {
  fixture = tspFixture({ limits: { minPortal: '2.0.0' } });
  expect(Object.keys((await first())!)).toEqual(['orders']);
});

test('a blocked box gets no more than it may ask for', async () => {
  const aged = await agedDoubt();
  fixture = aged.fixture;
  await fixture.tsp.desk.setBox(SUPERVISOR, 'STB-1', true, 'stolen');
  expect(Object.keys((await first())!)).toEqual(['orders']);
});

test('the three count as requests of the box: with its session it gets no more than otherwise', async () => {
  fixture = tspFixture({ limits: { requestsPerMinute: 4 } });
  const box = fixture.box();
  await first(box);
  expect((await box.get('/subscriber')).problem).toMatchObject({ code: 'rate.limited' });
});
