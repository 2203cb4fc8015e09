import { expect, test } from 'vitest';
import { never, noWire } from '../bossFake.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';
import { createCircuit } from './circuit.ts';

const LIMITS = { circuitFailures: 3, circuitMs: 1_000 };

test('after so many unanswered calls no call is made; after a pause a single one tries again', () => {
  let now = 0;
  const circuit = createCircuit({ now: () => now }, LIMITS);
  for (let i = 0; i < 3; i++) {
    expect(circuit.mayAsk()).toBe(true);
    circuit.silent();
  }
  expect(circuit.mayAsk()).toBe(false);
  now = 999;
  expect(circuit.mayAsk()).toBe(false);
  now = 1_000;
  expect([circuit.mayAsk(), circuit.mayAsk(), circuit.mayAsk()]).toEqual([true, false, false]);
  circuit.answered();
  expect([circuit.mayAsk(), circuit.mayAsk()]).toEqual([true, true]);
});

test('a try that fails, or never comes back, starts the pause again', () => {
  let now = 0;
  const circuit = createCircuit({ now: () => now }, LIMITS);
  for (let i = 0; i < 3; i++) circuit.silent();
  now = 1_000;
  expect(circuit.mayAsk()).toBe(true);
  now = 1_500;
  circuit.silent();
  now = 2_400;
  expect(circuit.mayAsk()).toBe(false);
  now = 2_500;
  expect(circuit.mayAsk()).toBe(true);
  now = 3_500;
  expect(circuit.mayAsk()).toBe(true);
});

test('unanswered calls with answers between them do not open the circuit', () => {
  const circuit = createCircuit({ now: () => 0 }, LIMITS);
  for (let i = 0; i < 10; i++) {
    circuit.silent();
    circuit.silent();
    circuit.answered();
  }
  expect(circuit.mayAsk()).toBe(true);
});

const QUOTE = { items: [{ serviceId: 'basic', months: 1 }] };

test('while BOSS hangs five requests wait; the next are refused at once until it is back', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  for (let i = 0; i < 6; i++) fixture.boss.instead.push({ match: /subscribers/, answer: never });
  for (let i = 0; i < 5; i++) {
    const asking = box.post('/quotes', QUOTE);
    await fixture.time.advance(6_000);
    expect((await asking).problem.code).toBe('boss.unavailable');
  }
  expect(fixture.tsp.health().boss.state).toBe('down');
  const asked = fixture.boss.asked.length;
  expect((await box.post('/quotes', QUOTE)).problem.code).toBe('boss.unavailable');
  expect(fixture.boss.asked.length).toBe(asked);
  fixture.boss.instead.length = 0;
  await fixture.time.advance(3_000);
  expect((await box.post('/quotes', QUOTE)).status).toBe(201);
  expect(fixture.tsp.health().boss.state).toBe('up');
});

test('a refusal is an answer', async () => {
  const fixture = tspFixture({ limits: { quotesPerMinute: 100 } });
  const box = await fixture.opened();
  const stopped = { items: [{ serviceId: 'stopped', months: 1 }] };
  for (let i = 0; i < 8; i++) await box.post('/quotes', stopped);
  expect((await box.post('/quotes', QUOTE)).status).toBe(201);
});

test('an HSM that does not answer is not asked for a while: no debit is known meanwhile, and none is lost', async () => {
  const { fixture, box, attemptId, debited, order } = await payingFixture();
  fixture.hsm.down = true;
  for (let i = 0; i < 5; i++) await fixture.report(box, attemptId, debited);
  fixture.hsm.down = false;
  const refused = await fixture.report(box, attemptId, debited);
  expect(refused.problem).toMatchObject({ code: 'hsm.unavailable', money: 'unknown' });
  expect(fixture.tsp.health().hsm).toMatchObject({ state: 'down' });
  await fixture.time.advance(3_000);
  expect((await fixture.report(box, attemptId, debited)).status).toBe(200);
  await fixture.time.drain();
  expect((await order()).state).toBe('COMPLETED');
});

test('health has the last answer, its median time, and what is not known yet', async () => {
  const fixture = tspFixture();
  expect(fixture.tsp.health()).toEqual({
    boss: { state: 'unknown' },
    ppp: { state: 'unknown' },
    hsm: { state: 'unknown' },
  });
  const box = await fixture.opened();
  const now = fixture.time.clock.now();
  expect(fixture.tsp.health().boss).toEqual({ state: 'up', lastAnswerAt: now, medianMs: 0 });
  fixture.boss.instead.push({
    match: /subscribers/,
    answer: async (done) => {
      await new Promise<void>((resolve) => fixture.time.timers.after(4_000, resolve));
      return done();
    },
  });
  for (let i = 0; i < 2; i++) fixture.boss.instead.push({ match: /holds/, answer: noWire });
  const slow = box.post('/quotes', QUOTE);
  await fixture.time.advance(4_000);
  await slow;
  const { boss } = fixture.tsp.health();
  expect(boss).toMatchObject({ lastAnswerAt: now + 4_000, medianMs: 4_000, state: 'slow' });
});
