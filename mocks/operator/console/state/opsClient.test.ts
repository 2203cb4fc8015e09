import { expect, test } from 'vitest';
import { fakeOps } from './console.fixture.ts';
import { createOpsClient } from './opsClient.ts';

function client(fetch: (request: Request) => Promise<Response>, token?: string) {
  let expired = 0;
  const ops = createOpsClient({
    fetch,
    origin: 'http://console.test',
    token: () => token,
    onExpired: () => {
      expired++;
    },
  });
  return { ops, expired: () => expired };
}

const answering = (status: number, body: string) => async () => new Response(body, { status });
const problem = (code: string) => JSON.stringify({ type: 'x', title: 'no', status: 401, code });

test('every call asks for its own path, ids in it escaped, empty filters left out', async () => {
  const asked: string[] = [];
  const { ops } = client(fakeOps(asked), 'token');
  await ops.orders({ find: 'a b', state: '', cursor: undefined });
  await ops.order('../today');
  await ops.differences('20261122', { class: 'DUPLICATE' });
  await ops.export('audit', { language: 'en' });
  await ops.settle('20261122');
  await ops.setPsam('010020000001', { drained: true }, 'why');
  expect(asked).toEqual([
    'GET /orders?find=a+b',
    'GET /orders/..%2Ftoday',
    'GET /days/20261122/differences?class=DUPLICATE',
    'GET /exports/audit?language=en',
    'POST /days/20261122/settlement',
    'PUT /pool/010020000001',
  ]);
});

test('requests have the token, and those that change something have a JSON body', async () => {
  const seen: { authorization: string | null; body: unknown; type: string | null }[] = [];
  const { ops } = client(async (request) => {
    const { headers } = request;
    const body = await request.json();
    seen.push({
      authorization: headers.get('authorization'),
      body,
      type: headers.get('content-type'),
    });
    return new Response('{}');
  }, 'abc');
  await ops.setSwitch('attempts', false, 'storm');
  expect(seen).toEqual([
    {
      authorization: 'Bearer abc',
      body: { on: false, reason: 'storm' },
      type: 'application/json',
    },
  ]);
});

test('an answer without a body is accepted', async () => {
  const { ops } = client(async () => new Response(null, { status: 204 }), 'abc');
  expect(await ops.signOut()).toEqual({ ok: true, value: undefined });
});

test('a lost connection, a refusal and an unknown answer are different failures', async () => {
  const offline = client(() => Promise.reject(new TypeError('gone')));
  expect(await offline.ops.today()).toEqual({ ok: false, error: { kind: 'offline' } });
  const refused = await client(answering(409, problem('case.version'))).ops.today();
  expect(refused).toMatchObject({ error: { kind: 'problem', problem: { code: 'case.version' } } });
  for (const [status, body] of [
    [502, '<html>'],
    [200, '<html>'],
    [500, '{"message":"x"}'],
    [500, 'null'],
  ] as const) {
    const answer = await client(answering(status, body)).ops.today();
    expect(answer, body).toEqual({ ok: false, error: { kind: 'strange', status } });
  }
});

test.each([
  ['auth.required', 'token', 1],
  ['auth.required', undefined, 0],
  ['role.forbidden', 'token', 0],
  ['auth.refused', 'token', 0],
])('%s with token %s ends the session %i times', async (code, token, times) => {
  const { ops, expired } = client(answering(401, problem(code)), token);
  await ops.today();
  expect(expired()).toBe(times);
});
