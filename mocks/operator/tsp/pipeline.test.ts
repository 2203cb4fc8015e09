import { expect, test } from 'vitest';
import { fresh } from './box.fixture.ts';
import { payingFixture } from './paying.fixture.ts';
import { CARD } from './subscriber.fixture.ts';
import { tspFixture } from './tsp.fixture.ts';

const QUOTE = { items: [{ serviceId: 'basic', months: 1 }] };
const ATTEMPT = '01HF7YAT31JZECA3K2V2W6E9QA';

test.each([
  ['POST', '/quotes', {}, 'items'],
  ['POST', '/quotes', { ...QUOTE, extra: 1 }, 'extra'],
  ['POST', '/quotes', { items: [{ serviceId: '../x', months: 1 }] }, 'items[0].serviceId'],
  ['POST', '/quotes', { items: [{ serviceId: 'basic', months: 0 }] }, 'items[0].months'],
  ['POST', `/attempts/${ATTEMPT}/abandon`, { debitSent: true, reason: 'back' }, 'debitSent'],
  ['GET', '/orders?open=2', undefined, 'open'],
  ['GET', '/orders?cursor=nonsense', undefined, 'cursor'],
  ['GET', '/orders?else=1', undefined, 'else'],
  ['GET', '/orders/1', undefined, 'orderId'],
] as const)('%s %s %j is refused for %s', async (method, path, body, field) => {
  const box = await tspFixture().opened();
  const refused = await box.request(method, path, body);
  expect(refused.problem).toMatchObject({ status: 400, code: 'request.invalid', field });
});

test.each([0, -1, 1.5, 10_000_000, 2 ** 53, '2600', null])(
  'an amount of %j fen cannot be confirmed',
  async (confirmedAmountFen) => {
    const fixture = tspFixture();
    const box = await fixture.opened();
    const { quoteId, quoteDigest } = await fixture.quote(box);
    const refused = await box.post('/orders', { quoteId, quoteDigest, confirmedAmountFen });
    expect(refused.problem).toMatchObject({ code: 'request.invalid' });
  },
);

test('a body that is not JSON, or too long, is refused', async () => {
  const box = await tspFixture().opened();
  const broken = await box.post('/quotes', QUOTE, {
    tamper: (request) => {
      request.body = '{"items":';
    },
  });
  expect(broken.problem).toMatchObject({ code: 'request.invalid', field: 'body' });
  const long = await box.post('/quotes', QUOTE, {
    tamper: (request) => {
      request.body = 'x'.repeat(20_000);
    },
  });
  expect(long.problem).toMatchObject({
    code: 'request.invalid',
    field: 'body',
    detail: 'too long',
  });
});

test('a key named __proto__ is an unknown field like any other', async () => {
  const box = await tspFixture().opened();
  const refused = await box.post('/quotes', JSON.parse('{"__proto__":{"items":[]}}'));
  expect(refused.problem.code).toBe('request.invalid');
});

test.each([
  ['GET', '/nothing'],
  ['PUT', '/orders'],
  ['GET', '/quotes'],
])('%s %s does not exist', async (method, path) => {
  const box = await tspFixture().opened();
  const refused = await box.request(method, path);
  expect(refused.problem).toMatchObject({ status: 404, code: 'request.not_found' });
});

test('every answer forbids caching and has the time', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  for (const answer of [await box.get('/orders'), await box.get('/nothing')]) {
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('Tsp-Time')).toBe(String(fixture.time.clock.now()));
  }
});

test('a refusal has a reference that a person can read out, and the log has it too', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { ref } = (await box.get('/nothing')).problem;
  expect(ref).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(fixture.logs.some((line) => line.includes(ref))).toBe(true);
});

test('a box that sends too many requests has to wait, and only that box', async () => {
  const fixture = tspFixture({ limits: { requestsPerMinute: 4 } });
  const box = await fixture.opened();
  const other = await fixture.opened('STB-2');
  // The opening of the session was the first.
  for (let i = 0; i < 3; i++) expect((await box.get('/orders')).status).toBe(200);
  expect((await box.get('/orders')).problem).toMatchObject({
    status: 429,
    code: 'rate.limited',
    retry: 'same-key',
    retryAfterMs: 60_000,
  });
  expect((await other.get('/orders')).status).toBe(200);
  await fixture.time.advance(60_000);
  expect((await box.get('/orders')).status).toBe(200);
});

test('an outdated portal may finish what it began, and begin nothing', async () => {
  const fixture = tspFixture({ limits: { minPortal: '1.2.0' } });
  const current = fixture.box();
  (await current.open('1.2.0')).value;
  const order = await fixture.ordered(current);
  const old = fixture.box('STB-2');
  (await old.open('1.1.9')).value;
  for (const path of ['/services', '/services/basic', '/subscriber']) {
    expect((await old.get(path)).problem).toMatchObject({ status: 426, code: 'portal.outdated' });
  }
  expect((await old.post('/quotes', QUOTE)).problem.code).toBe('portal.outdated');
  expect((await fixture.order(old, order.orderId)).state).toBe('CONFIRMED');
  const payment = await fixture.payingAgain(old, order);
  expect((await fixture.report(old, payment.attemptId, payment.debited)).value.state).toBe('PAID');
});

test('a newer portal is not outdated', async () => {
  const fixture = tspFixture({ limits: { minPortal: '1.2.0' } });
  const box = fixture.box();
  (await box.open('1.10.0')).value;
  expect((await box.get('/services')).status).toBe(200);
});

test('when the store fails the outcome is unknown', async () => {
  let broken = false;
  const fixture = tspFixture({
    wrap: (store) => ({
      ...store,
      room: (name) => ({
        ...store.room(name),
        transaction: (work) =>
          broken ? Promise.reject(new Error('disk full')) : store.room(name).transaction(work),
      }),
    }),
  });
  const box = await fixture.opened();
  broken = true;
  expect((await box.get('/orders')).problem).toMatchObject({
    status: 500,
    code: 'internal',
    money: 'unknown',
    retry: 'same-key',
  });
});

test("another subscriber's orders, quotes and attempts do not exist", async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const stranger = await fixture.opened('STB-9');
  const quote = await fixture.quote(box, 'other');
  const { orderId, attemptId } = await fixture.paying(box);
  const asked = [
    await stranger.get(`/orders/${orderId}`),
    await stranger.get(`/orders/${orderId}/receipt`),
    await stranger.post(`/orders/${orderId}/cancel`, {}),
    await fixture.startAttempt(stranger, orderId),
    await fixture.confirm(stranger, quote),
    await fixture.authorise(stranger, attemptId),
    await fixture.report(stranger, attemptId, { statusWord: '9302', answers: 'command' }),
    await fixture.abandon(stranger, attemptId),
    await fixture.resolve(stranger, attemptId, {}, { ...CARD, serial: '0'.repeat(20) }),
  ];
  expect(asked.map(({ problem }) => `${problem.status} ${problem.code}`)).toEqual([
    '404 order.not_found',
    '404 order.not_found',
    '404 order.not_found',
    '404 order.not_found',
    '404 quote.not_found',
    '404 attempt.not_found',
    '404 attempt.not_found',
    '404 attempt.not_found',
    '404 attempt.not_found',
  ]);
  expect((await stranger.get<{ items: unknown[] }>('/orders')).value.items).toEqual([]);
  expect((await fixture.order(box, orderId)).attempt?.state).toBe('MAC1_ISSUED');
});

test('what is refused before anybody looked at a debited payment says that the money is unknown', async () => {
  const { fixture, box, report, debited, attemptId, orderId } = await payingFixture({
    limits: { requestsPerMinute: 20 },
  });
  const path = `/attempts/${attemptId}/report`;
  const spoken = { statusWord: '6985', answers: 'follow-up' };
  await box.post(path, spoken, { key: 'key-report' });
  const card = await fixture.cardData(await fixture.opened('STB-2'), CARD);
  const sealedElsewhere = { card, proofs: [], sequence: 5, log: null };
  const nonce = fresh();
  await box.get('/subscriber', { nonce });
  const refusals = [
    await box.post(path, debited, { key: 'key-report' }),
    await box.post(path, debited, { key: null }),
    await report({ ...debited, mac2: 'abcd1234' }),
    await report({ ...debited, tac: undefined }),
    await box.post(`/attempts/${attemptId}/resolve`, sealedElsewhere),
    await box.post(`/attempts/${ATTEMPT}/report`, spoken),
    await box.get(`/orders/${ATTEMPT}`),
    await box.post(path, debited, { signWith: new Uint8Array(32) }),
    await box.post(path, debited, { skewMs: 3_600_000 }),
    await box.post(path, debited, { token: '0'.repeat(64) }),
    await box.post(path, debited, { token: 'none' }),
    await box.get(`/orders/${orderId}`, { nonce }),
  ];
  for (let asked = 0; asked < 20; asked++) await box.get('/subscriber');
  refusals.push(await report(debited), await box.get(`/orders/${orderId}`));
  expect(refusals.map(({ problem }) => [problem.code, problem.money])).toEqual([
    ['idempotency.mismatch', 'unknown'],
    ['idempotency.missing', 'unknown'],
    ['request.invalid', 'unknown'],
    ['request.invalid', 'unknown'],
    ['request.invalid', 'unknown'],
    ['attempt.not_found', 'unknown'],
    ['order.not_found', 'unknown'],
    ['auth.signature', 'unknown'],
    ['auth.clock_skew', 'unknown'],
    ['auth.session_expired', 'unknown'],
    ['auth.session_expired', 'unknown'],
    ['auth.replay', 'unknown'],
    ['rate.limited', 'unknown'],
    ['rate.limited', 'unknown'],
  ]);
});

test('what is refused before a payment has begun says that the money is untouched', async () => {
  const fixture = tspFixture({ limits: { requestsPerMinute: 1 } });
  const box = await fixture.opened();
  await box.get('/subscriber');
  for (const path of ['/quotes', `/orders/${ATTEMPT}/attempts`]) {
    expect((await box.post(path, {})).problem.money).toBe('untouched');
  }
});
