import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ISSUER } from '../psamAndHsm.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';
import { type Counted, createRateLimit } from './rateLimit.ts';

function limited(times: number, perMs: number) {
  let now = 1_000_000;
  const limit = createRateLimit({ now: () => now }, times, perMs);
  return {
    ...limit,
    pass(ms: number) {
      now += ms;
    },
    now: () => now,
  };
}

test('when the limit is reached, the wait lasts until the oldest one is out of the window', () => {
  const limit = limited(2, 1_000);
  limit.note('a');
  limit.pass(400);
  expect(limit.wait('a')).toBeNull();
  limit.note('a');
  expect([limit.wait('a'), limit.wait('b')]).toEqual([600, null]);
  limit.pass(600);
  expect(limit.wait('a')).toBeNull();
});

test.each([2, 101])(
  'a limit of %i names whole milliseconds, whatever the steady clock has',
  (times) => {
    const limit = limited(times, 60_000);
    for (let at = 0; at < times; at++) {
      limit.pass(0.3);
      limit.note('a');
    }
    limit.pass(0.3);
    const wait = limit.wait('a')!;
    expect(wait).toBe(Math.ceil(wait));
    limit.pass(wait);
    if (times === 2) expect(limit.wait('a')).toBeNull();
  },
);

test('what is forgotten does not count', () => {
  const limit = limited(1, 1_000);
  limit.forget('a');
  limit.note('a');
  limit.forget('a');
  expect(limit.wait('a')).toBeNull();
});

test('no window has more than the limit, and after the wait it names one more always passes', () => {
  const steps = fc.array(fc.nat(700), { maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 4 }), (pauses, times) => {
      const limit = limited(times, 1_000);
      const passed: number[] = [];
      for (const pause of pauses) {
        limit.pass(pause);
        const wait = limit.wait('a');
        if (wait !== null) {
          expect(wait).toBeGreaterThan(0);
          limit.pass(wait);
          expect(limit.wait('a')).toBeNull();
        }
        limit.note('a');
        passed.push(limit.now());
      }
      for (const [at, moment] of passed.entries()) {
        const first = passed[at - times];
        if (first !== undefined) expect(moment - first).toBeGreaterThanOrEqual(1_000);
      }
    }),
  );
});

test('a large limit is counted: no window has much more, and after the wait one more passes', () => {
  const counts: object[] = [];
  let now = 1_000_000;
  const limit = createRateLimit({ now: () => now }, 1_000, 60_000, (_subject, counted) => {
    if (counted) counts.push(counted);
  });
  const passed: number[] = [];
  for (let step = 0; step < 12_000; step++) {
    now += 20;
    const waitMs = limit.wait('a');
    if (waitMs !== null) {
      now += waitMs;
      expect(limit.wait('a')).toBeNull();
    }
    limit.note('a');
    passed.push(now);
  }
  for (const [at, moment] of passed.entries()) {
    const first = passed[at - 1_500];
    if (first !== undefined) expect(moment - first).toBeGreaterThanOrEqual(60_000);
  }
  expect(Object.keys(counts.at(-1)!)).toEqual(['from', 'before', 'now']);
  now += 120_000;
  expect(limit.wait('a')).toBeNull();
});

test('of a large limit, what was counted at the end of a window counts at the beginning of the next', () => {
  const limit = limited(1_000, 60_000);
  limit.note('a');
  limit.pass(59_000);
  for (let count = 1; count < 1_000; count++) limit.note('a');
  limit.pass(1_000);
  limit.note('a');
  expect(limit.wait('a')).toBeGreaterThan(0);
});

test.each([2, 1_000])('a limit of %i goes on where an earlier run stopped', (times) => {
  const clock = { now: () => 1_000_000 };
  const kept: { counted: Counted | null } = { counted: null };
  const first = createRateLimit(clock, times, 60_000, (_subject, counted) => {
    kept.counted = counted;
  });
  for (let count = 0; count < times; count++) first.note('a');
  const second = createRateLimit(clock, times, 60_000);
  second.restore('a', kept.counted!);
  expect(second.wait('a')).not.toBeNull();
  second.forget('a');
  expect(second.wait('a')).toBeNull();
});

test('six quotes a minute for a box', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  for (let i = 0; i < 6; i++) await fixture.quote(box);
  const QUOTE = { items: [{ serviceId: 'basic', months: 1 }] };
  const seventh = await box.post('/quotes', QUOTE);
  expect(seventh.problem).toMatchObject({ code: 'rate.limited', retryAfterMs: 60_000 });
  await fixture.time.advance(60_000);
  expect((await box.post('/quotes', QUOTE)).status).toBe(201);
});

test('a quote that BOSS did not answer does not count: once BOSS is back it can be asked again', async () => {
  const fixture = tspFixture({ limits: { quotesPerMinute: 1 } });
  const box = await fixture.opened();
  const QUOTE = { items: [{ serviceId: 'basic', months: 1 }] };
  for (const match of [/subscribers/, /holds/]) {
    fixture.boss.instead.push({ match, answer: () => Promise.reject(new TypeError('dead wire')) });
    expect((await box.post('/quotes', QUOTE)).problem.code).toBe('boss.unavailable');
    fixture.boss.instead.length = 0;
  }
  expect((await box.post('/quotes', QUOTE)).status).toBe(201);
  expect((await box.post('/quotes', QUOTE)).problem.code).toBe('rate.limited');
});

test('three attempts in ten minutes for a box, with any cards; asking again for a PSAM does not count', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const cards = [CARD, OTHER_CARD, CARD];
  fixture.pool.busy = true;
  const order = await fixture.ordered(box);
  for (let i = 0; i < 5; i++) {
    await fixture.startAttempt(box, order.orderId, CARD, { key: 'waits-for-a-psam' });
  }
  fixture.pool.busy = false;
  const statuses: number[] = [];
  for (const card of cards) {
    statuses.push((await fixture.startAttempt(box, order.orderId, card)).status);
  }
  expect(statuses).toEqual([201, 201, 429]);
  const next = await fixture.ordered(box, 'film');
  expect((await fixture.startAttempt(box, next.orderId)).problem).toMatchObject({
    code: 'rate.limited',
    money: 'untouched',
  });
  const other = await fixture.opened('STB-9');
  const theirs = await fixture.ordered(other);
  const card = { ...CARD, serial: '00061998081700009999' };
  expect((await fixture.startAttempt(other, theirs.orderId, card)).status).toBe(201);
});

test('five attempts an hour for a card, in any boxes of a household', async () => {
  const fixture = tspFixture({ limits: { attemptsPerTenMinutes: 100 } });
  const boxes = [await fixture.opened('STB-1'), await fixture.opened('STB-2')];
  const services = ['a', 'b', 'c', 'd', 'e', 'f'];
  const codes: string[] = [];
  for (const [at, service] of services.entries()) {
    const box = boxes[at % 2]!;
    const { orderId } = await fixture.ordered(box, service);
    const started = await fixture.startAttempt(box, orderId);
    codes.push(started.status === 201 ? 'started' : started.problem.code);
  }
  expect(codes).toEqual([...Array(5).fill('started'), 'rate.limited']);
});

test('a PSAM that fails costs neither box nor card a try', async () => {
  const fixture = tspFixture({ limits: { attemptsPerTenMinutes: 1, attemptsPerCardHour: 1 } });
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  const first = (await fixture.startAttempt(box, orderId)).value;
  fixture.pool.fault = { kind: 'out-of-service', reason: 'dead' };
  expect((await fixture.authorise(box, first.attemptId)).problem.code).toBe('psam.busy');
  expect((await fixture.startAttempt(box, orderId)).status).toBe(201);
});

test.each([
  ['no PSAM has the key that the card named: it counts', ['01'], 'rate.limited'],
  ['another PSAM has the key that the card named: it does not count', ['01', '0A'], 'started'],
])('%s', async (_what, keyVersions, next) => {
  const fixture = tspFixture({ limits: { attemptsPerTenMinutes: 1, attemptsPerCardHour: 1 } });
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  const { attemptId, terminalNo } = (await fixture.startAttempt(box, orderId)).value;
  const psam = { terminalNo, issuer: ISSUER, applicationType: '03', keyVersions, out: null };
  const unused = { drained: false, frozen: false, leasedTo: null, leaseUntil: null };
  fixture.pool.status = () => [{ ...psam, ...unused, lastUsedAt: null }];
  fixture.pool.fault = { kind: 'key-version' };
  const refused = await fixture.authorise(box, attemptId, fixture.init(CARD, { keyVersion: '0A' }));
  expect(refused.problem.code).toBe('psam.busy');
  const again = await fixture.startAttempt(box, orderId);
  expect(again.status === 201 ? 'started' : again.problem.code).toBe(next);
});

test('a card that names now one key version and now another has its PSAMs counted as unfinished', async () => {
  const fixture = tspFixture({ limits: { unfinishedPerTenMinutes: 2 } });
  const box = await fixture.opened();
  const keyVersions = ['01', '0A'];
  const psam = { terminalNo: 'A1', issuer: ISSUER, applicationType: '03', keyVersions, out: null };
  const unused = { drained: false, frozen: false, leasedTo: null, leaseUntil: null };
  fixture.pool.status = () => [{ ...psam, ...unused, lastUsedAt: null }];
  const { orderId } = await fixture.ordered(box);
  for (const keyVersion of keyVersions) {
    const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
    fixture.pool.fault = { kind: 'key-version' };
    await fixture.authorise(box, attemptId, fixture.init(CARD, { keyVersion }));
  }
  expect((await fixture.startAttempt(box, orderId)).problem.code).toBe('rate.limited');
});
