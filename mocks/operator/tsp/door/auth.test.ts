import { expect, test } from 'vitest';
import { fresh, type Sending } from '../box.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

const setHeader =
  (name: string, change: (old: string) => string): NonNullable<Sending['tamper']> =>
  ({ headers }) =>
    headers.set(name, change(headers.get(name) ?? ''));

const TAMPERED: [string, Sending['tamper']][] = [
  [
    'a body changed after signing',
    (request) => {
      request.body = request.body!.replace('"months":1', '"months":2');
    },
  ],
  [
    'a body and its digest changed',
    (request) => {
      request.body = request.body!.replace('"months":1', '"months":2');
      request.headers.set(
        'Content-Digest',
        'sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:',
      );
    },
  ],
  ['no digest', ({ headers }) => headers.delete('Content-Digest')],
  ['no signature', ({ headers }) => headers.delete('Signature')],
  ['no signature input', ({ headers }) => headers.delete('Signature-Input')],
  ['another idempotency key', setHeader('Idempotency-Key', () => 'another-key')],
  ['another box id', setHeader('Stb-Id', () => 'STB-2')],
  ['a signature of zeros', setHeader('Signature', () => `box=:${'A'.repeat(43)}=:`)],
  ['a signature that is no base64', setHeader('Signature', () => 'box=:A=A=A=A=A=A=A=A=A=A=A=A=:')],
  [
    'a list that leaves the digest out',
    setHeader('Signature-Input', (old) => old.replace(' "content-digest"', '')),
  ],
  ['another algorithm', setHeader('Signature-Input', (old) => old.replace('hmac-sha256', 'none'))],
];

test.each(TAMPERED)('%s is refused, and nothing is quoted', async (_what, tamper) => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const body = { items: [{ serviceId: 'basic', months: 1 }] };
  const refused = await box.post('/quotes', body, { tamper: tamper! });
  expect(refused.problem).toMatchObject({
    status: 401,
    code: 'auth.signature',
    money: 'untouched',
    retry: 'new',
  });
  expect(fixture.boss.holds.size).toBe(0);
});

test('a path or query changed after signing is refused', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const other = await box.get('/orders?open=1', {
    tamper: (request) => {
      request.url = request.url.replace('?open=1', '');
    },
  });
  expect(other.problem.code).toBe('auth.signature');
});

test('another key than the session key is refused', async () => {
  const box = await tspFixture().opened();
  const refused = await box.get('/orders', { signWith: new Uint8Array(32) });
  expect(refused.problem.code).toBe('auth.signature');
});

test('a session is valid for its own box only', async () => {
  const box = await tspFixture().opened();
  expect((await box.get('/orders', { stbId: 'STB-2' })).problem.code).toBe('auth.signature');
});

test("a box cannot use another box's token", async () => {
  const fixture = tspFixture();
  const { sessionToken } = (await fixture.box().open()).value;
  const other = await fixture.opened('STB-2');
  const refused = await other.get('/orders', { token: sessionToken });
  expect(refused.problem.code).toBe('auth.signature');
});

test.each([-121_000, 121_000])(
  'a box whose clock is %s ms off gets the right time and may sign again with the same key',
  async (skewMs) => {
    const fixture = tspFixture();
    const box = await fixture.opened();
    const refused = await box.get('/orders', { skewMs });
    expect(refused.problem).toMatchObject({
      status: 401,
      code: 'auth.clock_skew',
      retry: 'same-key',
      serverTime: fixture.time.clock.now(),
    });
  },
);

test.each([-119_000, 119_000])('a box whose clock is %s ms off is accepted', async (skewMs) => {
  const box = await tspFixture().opened();
  expect((await box.get('/orders', { skewMs })).status).toBe(200);
});

test('the same message twice is a replay', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const nonce = fresh();
  expect((await box.get('/orders', { nonce })).status).toBe(200);
  expect((await box.get('/orders', { nonce })).problem).toMatchObject({
    status: 401,
    code: 'auth.replay',
    retry: 'no',
  });
});

test('a restart does not forget the nonces that were seen', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const nonce = fresh();
  await box.get('/orders', { nonce });
  await fixture.restart();
  expect((await box.get('/orders', { nonce })).problem.code).toBe('auth.replay');
});

test('a forged message does not use up its nonce', async () => {
  const box = await tspFixture().opened();
  const nonce = fresh();
  await box.get('/orders', { nonce, signWith: new Uint8Array(32) });
  expect((await box.get('/orders', { nonce })).status).toBe(200);
});

test('a session ends after five idle minutes, and goes on while it is used', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  await fixture.time.advance(299_000);
  expect((await box.get('/orders')).status).toBe(200);
  await fixture.time.advance(299_000);
  expect((await box.get('/orders')).status).toBe(200);
  await fixture.time.advance(300_000);
  expect((await box.get('/orders')).problem).toMatchObject({
    status: 401,
    code: 'auth.session_expired',
    retry: 'new',
  });
});

test('a session ends after four hours, even while it is used', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  for (let minutes = 4; minutes < 240; minutes += 4) {
    await fixture.time.advance(240_000);
    expect((await box.get('/orders')).status).toBe(200);
  }
  await fixture.time.advance(240_000);
  expect((await box.get('/orders')).problem.code).toBe('auth.session_expired');
});

test('a request without a token has no session', async () => {
  const fixture = tspFixture();
  expect((await fixture.box().get('/orders')).problem.code).toBe('auth.session_expired');
});

test('an unknown box, a blocked box and a wrong box key get no session', async () => {
  const fixture = tspFixture();
  expect((await fixture.box('STB-7').open()).problem).toMatchObject({
    status: 403,
    code: 'stb.unknown',
  });
  fixture.boss.boxes.get('STB-2')!.blocked = true;
  expect((await fixture.box('STB-2').open()).problem).toMatchObject({
    status: 403,
    code: 'stb.blocked',
  });
  const wrong = await fixture.box().open('1.0.0', { signWith: new Uint8Array(32) });
  expect(wrong.problem.code).toBe('auth.signature');
});

test('the opening of a session cannot be replayed', async () => {
  const fixture = tspFixture();
  const box = fixture.box();
  const nonce = fresh();
  expect((await box.open('1.0.0', { nonce })).status).toBe(201);
  expect((await box.open('1.0.0', { nonce })).problem.code).toBe('auth.replay');
});

test('a body that names another box than the header is refused', async () => {
  const fixture = tspFixture();
  const body = { stbId: 'STB-2', boxNonce: '0'.repeat(32), portalVersion: '1.0.0', readers: [] };
  const refused = await fixture.box().post('/sessions', body);
  expect(refused.problem).toMatchObject({ code: 'request.invalid', field: 'stbId' });
});

test('a new session has the limits and the open orders', async () => {
  const fixture = tspFixture();
  const order = await fixture.ordered(await fixture.opened());
  const session = (await fixture.box('STB-2').open()).value;
  expect(session.limits).toEqual({
    cardWaitMs: 120_000,
    reportMs: 30_000,
    activationWaitMs: 8_000,
  });
  expect(session.open).toMatchObject([{ orderId: order.orderId, state: 'CONFIRMED' }]);
  expect(fixture.violations).toEqual([]);
});
