/** RFC 9421, 2.4: answers signed for the request they answer. The bases are written out by hand. */
import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromHex } from '../../../../src/shared/bytes.ts';
import type { Session } from '../../../../src/tsp/tspTypes.ts';
import type { Fetch } from '../../../environment/environment.ts';
import { createBox } from '../box.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

const BOX_KEY = '11'.repeat(32);
const QUOTE = { items: [{ serviceId: 'basic', months: 12 }] };

interface Seen {
  readonly request: Request;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** A box with an open session, and everything that went over its line. */
async function watchedBox() {
  const seen: Seen[] = [];
  const fixture = tspFixture();
  const send: Fetch = async (request) => {
    const copy = request.clone();
    const answer = await fixture.tsp.fetch(request);
    const { status, headers } = answer;
    seen.push({ request: copy, status, headers, text: await answer.clone().text() });
    return answer;
  };
  const box = createBox(fixture.time, send, 'STB-1', BOX_KEY);
  const opened = await box.open();
  const { boxNonce } = (await seen[0]!.request.clone().json()) as { boxNonce: string };
  const { serverNonce } = opened.value as Session;
  const key = createHmac('sha256', fromHex(BOX_KEY))
    .update(`session-key|${boxNonce}|${serverNonce}`)
    .digest();
  return { box, seen, key, last: () => seen[seen.length - 1]! };
}

function isSignedFor(key: Uint8Array, { request, status, text, headers }: Seen): boolean {
  const params = headers.get('signature-input')!.replace(/^tsp=/, '');
  const digest = `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;
  const base = [
    `"@status": ${status}`,
    `"content-digest": ${digest}`,
    `"signature";req;key="box": ${request.headers.get('signature')!.replace(/^box=/, '')}`,
    `"@signature-params": ${params}`,
  ].join('\n');
  const right = createHmac('sha256', key).update(base).digest('base64');
  return headers.get('content-digest') === digest && headers.get('signature') === `tsp=:${right}:`;
}

test('the opening of a session is signed with the key that it agrees on', async () => {
  const { key, seen } = await watchedBox();
  expect(isSignedFor(key, seen[0]!)).toBe(true);
  expect(seen[0]!.headers.get('signature-input')).toMatch(
    /^tsp=\("@status" "content-digest" "signature";req;key="box"\);created=\d+;keyid="STB-1";alg="hmac-sha256"$/,
  );
});

test('answers, refusals and answers without a body are signed', async () => {
  const { box, key, last } = await watchedBox();
  const counters = { portalVersion: '1.0.0', counters: {} };
  for (const [call, status] of [
    [() => box.get('/orders'), 200],
    [() => box.get('/orders/01ARZ3NDEKTSV4RRFFQ69G5FAV'), 404],
    [() => box.post('/quotes', { items: 'none' }), 400],
    [() => box.post('/quotes', QUOTE, { key: null }), 400],
    [() => box.get('/nothing'), 404],
    [() => box.post('/telemetry', counters), 204],
  ] as const) {
    expect((await call()).status).toBe(status);
    expect(isSignedFor(key, last())).toBe(true);
  }
});

test('a stored answer is signed again, for the request that asks for it', async () => {
  const { box, key, seen } = await watchedBox();
  const first = await box.post('/quotes', QUOTE, { key: 'the-same-key' });
  const second = await box.post('/quotes', QUOTE, { key: 'the-same-key' });
  const [one, two] = seen.slice(-2) as [Seen, Seen];
  expect(second.text).toBe(first.text);
  expect(isSignedFor(key, one) && isSignedFor(key, two)).toBe(true);
  expect(isSignedFor(key, { ...two, headers: one.headers })).toBe(false);
});

test('nobody gets a signed refusal of a request that he did not sign', async () => {
  const { box, last } = await watchedBox();
  const nonce = '00112233445566778899aabbccddeeff';
  await box.get('/orders', { nonce });
  const tries = [
    () => box.get('/orders', { nonce }),
    () => box.get('/orders', { signWith: fromHex('22'.repeat(32)) }),
    () => box.get('/orders', { skewMs: 600_000 }),
    () => box.get('/orders', { token: '0'.repeat(64) }),
    () =>
      box.get('/orders', {
        tamper: (ready) => {
          ready.url = ready.url.replace('/orders', '/subscriber');
        },
      }),
  ];
  for (const call of tries) {
    expect((await call()).status).toBe(401);
    expect(last().headers.get('signature')).toBeNull();
  }
});
