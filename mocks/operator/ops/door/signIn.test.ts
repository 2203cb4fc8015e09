import { expect, test } from 'vitest';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import { firstBrokenLink, readChain } from '../../tsp/books/journals/hashChain.ts';
import { nodeCrypto } from '../../tsp/nodeCrypto.fixture.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { clientOf, opsFixture, PASSWORD } from '../ops.fixture.ts';

const MINUTE = 60_000;
const wrong = { user: 'chen', password: 'wrong' };

async function events(fixture: ReturnType<typeof opsFixture>) {
  const rows = await fixture.room.transaction((tx) => readChain<AuditEvent>(tx, 'audit'));
  expect(await firstBrokenLink(nodeCrypto, rows)).toBeNull();
  return rows.map(({ entry }) => `${entry.who} ${entry.what}`);
}

test('signing in answers who the person is and what this person may do', async () => {
  const { signIn } = opsFixture();
  const { session, get } = await signIn('chen');
  expect(session.operator).toEqual({ user: 'chen', name: '陈', role: 'clerk' });
  expect(session.may).toContain('takeCaseStep');
  expect(session.may).not.toContain('findAudit');
  expect(session.expiresAt).toBe('2026-11-24T08:36:00+08:00');
  expect((await get('/switches')).status).toBe(200);
});

test('every sign-in, refusal and sign-out is in the audit, but not a typed name that is no user', async () => {
  const fixture = opsFixture();
  await fixture.out.post('/sessions', wrong);
  await fixture.out.post('/sessions', { user: 'Secret123', password: 'x' });
  const chen = await fixture.signIn('chen');
  expect((await chen.delete('/sessions')).status).toBe(204);
  expect(await events(fixture)).toEqual([
    'chen person.refused',
    'nobody person.refused',
    'chen person.signedIn',
    'chen person.signedOut',
  ]);
  expect(await fixture.bytes()).not.toContain('Secret123');
});

test('signing out ends that token and no other', async () => {
  const { signIn } = opsFixture();
  const first = await signIn('chen');
  const second = await signIn('chen');
  await first.delete('/sessions');
  expect((await first.get('/switches')).status).toBe(401);
  expect((await second.get('/switches')).status).toBe(200);
});

test('half an hour without a request ends a session, a request in between keeps it', async () => {
  const { signIn, time } = opsFixture();
  const { get } = await signIn('li');
  for (const [waitMin, status] of [
    [29, 200],
    [29, 200],
    [30, 401],
  ] as const) {
    await time.advance(waitMin * MINUTE);
    expect((await get('/switches')).status).toBe(status);
  }
});

test('after twelve hours a session is over, even if it was used all the time', async () => {
  const { signIn, time } = opsFixture();
  const { get } = await signIn('li');
  for (let quarter = 0; quarter < 47; quarter++) {
    await time.advance(15 * MINUTE);
    expect((await get('/switches')).status).toBe(200);
  }
  await time.advance(15 * MINUTE);
  expect((await get('/switches')).status).toBe(401);
});

test('the store holds neither token nor password', async () => {
  const fixture = opsFixture();
  const { session } = await fixture.signIn('li');
  const all = await fixture.store.transaction(async (tx) => JSON.stringify(await tx.list('')));
  expect(all).toContain('operatorSession/');
  expect(all.toLowerCase()).not.toContain(session.token);
  expect(all).not.toContain(PASSWORD);
});

test('a session survives a restart; it ends when its account is removed', async () => {
  const fixture = opsFixture();
  const { session } = await fixture.signIn('li');
  const restarted = opsFixture({ store: fixture.store });
  expect((await clientOf(restarted.ops.fetch, session.token).get('/switches')).status).toBe(200);
  const without = opsFixture({ store: fixture.store, accounts: [] });
  expect((await clientOf(without.ops.fetch, session.token).get('/switches')).status).toBe(401);
});

test.each(['chen', 'nobody-by-that-name'])(
  'five wrong passwords lock %s, for longer each time',
  async (user) => {
    const { out, time, passwords } = opsFixture();
    const attempt = (password = 'wrong') =>
      out.post<Schemas['Problem']>('/sessions', { user, password });
    for (let n = 0; n < 5; n++) {
      expect((await attempt()).body).toMatchObject({ status: 401, code: 'auth.refused' });
    }
    const checks = passwords.checks;
    expect(checks).toBe(5);
    for (const lockMin of [1, 2, 4, 8, 16, 32, 60, 60]) {
      expect((await attempt(PASSWORD)).body).toMatchObject({
        status: 429,
        code: 'auth.locked',
        retryAfterMs: lockMin * MINUTE,
      });
      await time.advance(lockMin * MINUTE);
      expect((await attempt()).status).toBe(401);
    }
    expect(passwords.checks).toBe(checks + 8);
  },
);

test('an unknown user costs the same check of a hash, which no password fits', async () => {
  const { out, passwords } = opsFixture();
  await out.post('/sessions', wrong);
  await out.post('/sessions', { ...wrong, user: 'ghost' });
  await out.post('/sessions', { user: 'ghost', password: PASSWORD });
  const [known, ...unknown] = passwords.against;
  expect(known).toBe(`plain ${PASSWORD}`);
  for (const hash of unknown) {
    expect(hash).toMatch(/^plain ./);
    expect(hash).not.toBe(known);
  }
});

test('the right password sets the count back to zero; so does a day', async () => {
  const { out, signIn, time } = opsFixture();
  const four = async () => {
    for (let n = 0; n < 4; n++) await out.post('/sessions', wrong);
  };
  await four();
  await signIn('chen');
  await four();
  await time.advance(24 * 60 * MINUTE);
  await four();
  await signIn('chen');
});

test('of twenty wrong passwords at once only five are checked', async () => {
  const { out, passwords } = opsFixture();
  const replies = await Promise.all(Array.from({ length: 20 }, () => out.post('/sessions', wrong)));
  expect(replies.filter(({ status }) => status === 401)).toHaveLength(5);
  expect(passwords.checks).toBe(5);
});

test('when too many wait for their turn, the others are told to try again', async () => {
  const { out } = opsFixture();
  const asked = Array.from({ length: 60 }, (_, n) =>
    out.post<Schemas['Problem']>('/sessions', { user: `u${n}`, password: 'x' }),
  );
  const replies = await Promise.all(asked);
  expect(replies.filter(({ status }) => status === 503)).toHaveLength(10);
});

test.each([[undefined], ['0'.repeat(64)], ['not a token']])(
  'token %s opens nothing',
  async (token) => {
    const { ops } = opsFixture();
    const { body } = await clientOf(ops.fetch, token).get('/today');
    expect(body).toMatchObject({ status: 401, code: 'auth.required' });
  },
);

test('a body that is too long is not read, whatever its stated length', async () => {
  const { ops, passwords } = opsFixture();
  const body = JSON.stringify({ user: 'chen', password: 'x'.repeat(20_000) });
  for (const headers of [{}, { 'Content-Length': '20000' }] as Record<string, string>[]) {
    const init = { method: 'POST', headers, body };
    const response = await ops.fetch(new Request('http://ops/ops/v1/sessions', init));
    expect([response.status, await response.json()]).toMatchObject([400, { status: 400 }]);
  }
  expect(passwords.checks).toBe(0);
});

test('what is not in the contract is not found, even when signed in', async () => {
  const { ops, signIn } = opsFixture();
  const { token } = await signIn('li');
  const ask = (path: string, method = 'GET') => {
    const headers = { Authorization: `Bearer ${token}` };
    return ops.fetch(new Request(`http://ops${path}`, { method, headers }));
  };
  expect((await ask('/ops/v1/secrets')).status).toBe(404);
  expect((await ask('/elsewhere')).status).toBe(404);
  expect((await ask('/ops/v1/today', 'DELETE')).status).toBe(405);
  expect((await ops.fetch(new Request('http://ops/ops/v1/secrets'))).status).toBe(401);
});
