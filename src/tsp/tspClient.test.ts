import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { seededRandom, syncCrypto } from '../../mocks/environment/simulation.ts';
import { order, quote } from '../app/gallery/onePayment.fixture.ts';
import { type Bytes, fromBase64, fromHex, toHex, utf8 } from '../shared/bytes.ts';
import type { HttpRequest, HttpSend } from '../shared/http.ts';
import { fail, ok } from '../shared/result.ts';
import { createTspClient, type Tsp } from './tspClient.ts';
import { pathAndQuery } from './tspSession.ts';

const BOX_KEY = fromHex('A0'.repeat(32));
const NOW = Date.UTC(2026, 10, 23, 12, 36, 0, 700);
const SERIAL = '00062226000000000018';

interface Answered {
  readonly status: number;
  readonly body: string;
  /** Changes the headers of an answer that was rightly signed. */
  readonly tamper?: (headers: Record<string, string>, request: HttpRequest) => void;
  readonly isUnsigned?: boolean;
  /** It comes only then. */
  readonly after?: Promise<unknown>;
}
type Reply = Answered | 'lost';
const json = (status: number, body: unknown): Answered => ({ status, body: JSON.stringify(body) });
const UNTOUCHED = { money: 'untouched', retry: 'no', ref: '7K3-0D42' };
const problem = (code: string, more: object = {}, status = 409): Answered =>
  json(status, { type: code, title: code, status, code, ...UNTOUCHED, ...more });
/** Before there is a key nothing can be signed. */
const atTheDoor = (code: string, more: object = {}): Answered => problem(code, more, 401);
const opened = (number: number, serverTime = NOW, cardWaitMs = 1) =>
  json(201, {
    sessionToken: `token-${number}`,
    serverNonce: `nonce-${number}`,
    serverTime,
    expiresAt: '2026-11-23T21:36:00+08:00',
    limits: { cardWaitMs, reportMs: 1, activationWaitMs: 1 },
    open: [],
  });

let sent: HttpRequest[];
let replies: Reply[];
let sessions: number;
let tsp: Tsp;
/** Asks for what the first screen shows with its session. */
let starting: Tsp;
let now: number;
let signs: () => Promise<void>;
let misfits: string[];

const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest();

function sessionKey(opening: HttpRequest, serverNonce: string): Buffer {
  const { boxNonce } = JSON.parse(opening.body!) as { boxNonce: string };
  return hmac(BOX_KEY, `session-key|${boxNonce}|${serverNonce}`);
}

/** The headers of an answer, written out by hand as RFC 9421 has them. */
function signedAnswer(
  key: Uint8Array,
  request: HttpRequest,
  status: number,
  body: string,
  params = '("@status" "content-digest" "signature";req;key="box")' +
    ';created=1795437360;keyid="STB-1";alg="hmac-sha256"',
): Record<string, string> {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const base = [
    `"@status": ${status}`,
    `"content-digest": ${digest}`,
    `"signature";req;key="box": ${request.headers.Signature!.replace(/^box=/, '')}`,
    `"@signature-params": ${params}`,
  ].join('\n');
  return {
    'content-digest': digest,
    'signature-input': `tsp=${params}`,
    signature: `tsp=:${hmac(key, base).toString('base64')}:`,
  };
}

beforeEach(() => {
  sent = [];
  replies = [];
  sessions = 0;
  now = NOW;
  signs = async () => {};
  misfits = [];
  let key: Uint8Array = BOX_KEY;
  const send: HttpSend = async (request) => {
    sent.push(request);
    const opening = /\/sessions(\?|$)/.test(request.url) && replies[0] === undefined;
    const fallback = opening ? opened(++sessions) : 'lost';
    const reply = replies.shift() ?? fallback;
    if (reply === 'lost') return fail({ kind: 'timeout' });
    const { status, body, tamper, isUnsigned, after } = reply;
    await after;
    if (/\/sessions(\?|$)/.test(request.url) && status === 201) {
      key = sessionKey(request, (JSON.parse(body) as { serverNonce: string }).serverNonce);
    }
    const headers = isUnsigned || status === 401 ? {} : signedAnswer(key, request, status, body);
    tamper?.(headers, request);
    return ok({
      status,
      body,
      header: (name) => (headers as Record<string, string>)[name.toLowerCase()] ?? null,
    });
  };
  const parts = {
    send,
    crypto: syncCrypto,
    random: seededRandom(7),
    clock: { now: () => NOW },
    box: {
      stbId: 'STB-1',
      sign: async (message: Bytes) => {
        await signs();
        return syncCrypto.hmacSha256(BOX_KEY, message);
      },
    },
    baseUrl: 'https://tsp.example/tsp/v1',
    portalVersion: '0.1.0',
    readers: ['host-object' as const],
    onMisfit: (name: string) => void misfits.push(name),
  };
  tsp = createTspClient(parts);
  starting = createTspClient({ ...parts, clock: { now: () => now }, first: 48 });
});

/** Opens the session first, so that what is scripted afterwards answers the call itself. */
async function inSession(...scripted: Reply[]): Promise<Tsp> {
  await tsp.openSession();
  opening = sent[0];
  sent = [];
  replies = scripted;
  return tsp;
}

/** Checks the signature of a request as the TSP would, from its headers alone. */
function isSignedBy(key: Uint8Array, request: HttpRequest): boolean {
  const input = request.headers['Signature-Input']!.replace(/^box=/, '');
  const names = /^\(([^)]*)\)/
    .exec(input)![1]!
    .split(' ')
    .map((name) => name.slice(1, -1));
  const { path, query } = pathAndQuery(request.url);
  const headers = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const special: Record<string, string> = {
    '@method': request.method,
    '@path': path,
    '@query': query,
  };
  const lines = names.map((name) => `"${name}": ${special[name] ?? headers.get(name)}`);
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  return request.headers.Signature === `box=:${hmac(key, base).toString('base64')}:`;
}

let opening: HttpRequest | undefined;
/** The key of the session that was opened first. */
const KEY_1 = () => sessionKey(opening!, 'nonce-1');

const created = ({ headers }: HttpRequest) =>
  Number(/created=(\d+)/.exec(headers['Signature-Input']!)![1]);

test('the first call opens a session, signed by the box; the call is signed by the session', async () => {
  replies = [opened(1), json(200, order('CONFIRMED'))];
  const answer = await tsp.order('O1');
  expect(answer).toMatchObject({ ok: true, value: { state: 'CONFIRMED' } });
  const [opening, call] = sent as [HttpRequest, HttpRequest];
  expect(opening.url).toBe('https://tsp.example/tsp/v1/sessions');
  expect(JSON.parse(opening.body!)).toMatchObject({
    stbId: 'STB-1',
    portalVersion: '0.1.0',
    readers: ['host-object'],
  });
  expect(opening.headers.Authorization).toBeUndefined();
  expect(isSignedBy(BOX_KEY, opening)).toBe(true);
  expect(call.url).toBe('https://tsp.example/tsp/v1/orders/O1');
  expect(call.headers).toMatchObject({ Authorization: 'Bearer token-1', 'Stb-Id': 'STB-1' });
  expect(call.headers['Content-Type']).toBeUndefined();
  const key = sessionKey(opening, 'nonce-1');
  expect(isSignedBy(key, call)).toBe(true);
  expect(isSignedBy(BOX_KEY, call)).toBe(false);
});

test('a body goes with its digest, type and key', async () => {
  await inSession(json(201, order('CONFIRMED')));
  await tsp.confirm('Q1:confirm', quote);
  const [{ method, body, headers }] = sent as [HttpRequest];
  expect(method).toBe('POST');
  expect(JSON.parse(body!)).toEqual({
    quoteId: quote.quoteId,
    quoteDigest: quote.quoteDigest,
    confirmedAmountFen: quote.amountFen,
  });
  expect(headers).toMatchObject({
    'Idempotency-Key': 'Q1:confirm',
    'Content-Type': 'application/json',
    'Content-Digest': `sha-256=:${Buffer.from(await syncCrypto.sha256(utf8(body!))).toString('base64')}:`,
  });
});

test('calls that go out together share one session', async () => {
  replies = [opened(1), json(200, { items: [], months: [] }), json(200, { items: [], months: [] })];
  const answers = await Promise.all([tsp.openOrders(), tsp.orders()]);
  expect(answers.map(({ ok: good }) => good)).toEqual([true, true]);
  expect(sent.map(({ url }) => url.slice(26))).toEqual(['/sessions', '/orders?open=1', '/orders']);
});

test('a clock that is wrong is set, and the same request signed again once', async () => {
  const serverTime = NOW + 3_600_000;
  await inSession(atTheDoor('auth.clock_skew', { serverTime }), json(200, order('PAID')));
  const answer = await tsp.report('A1', { statusWord: '9302' });
  expect(answer.ok).toBe(true);
  const [first, second] = sent as [HttpRequest, HttpRequest];
  expect(sent.length).toBe(2);
  expect(second.body).toBe(first.body);
  expect(second.headers['Idempotency-Key']).toBe('A1:report');
  expect(first.headers['Idempotency-Key']).toBe('A1:report');
  expect(second.headers.Signature).not.toBe(first.headers.Signature);
  expect([created(first), created(second)]).toEqual([
    Math.floor(NOW / 1000),
    Math.floor(serverTime / 1000),
  ]);
  expect(tsp.now()).toBe(serverTime);
});

test('a clock that stays wrong is reported after one more try', async () => {
  const wrong = atTheDoor('auth.clock_skew', { serverTime: NOW + 1 });
  await inSession(wrong, wrong, wrong);
  const answer = await tsp.order('O1');
  expect(answer.ok || answer.error).toMatchObject({ kind: 'unintelligible', ref: 'T01' });
  expect(sent.length).toBe(2);
  expect(tsp.now()).toBe(NOW);
});

test('the session’s own clock is used from its first call on', async () => {
  replies = [opened(1, NOW - 600_000), 'lost'];
  await tsp.order('O1');
  expect(created(sent[1]!)).toBe(Math.floor((NOW - 600_000) / 1000));
});

test('the time it tells is the TSP’s, once a session was opened', async () => {
  expect(tsp.now()).toBe(NOW);
  replies = [opened(1, NOW - 600_000)];
  await tsp.openSession();
  expect(tsp.now()).toBe(NOW - 600_000);
});

test('the limits it tells are those of the newest session', async () => {
  expect(tsp.told()).toBeNull();
  replies = [opened(1, NOW, 60_000), opened(2, NOW, 90_000)];
  await tsp.openSession();
  expect(tsp.told()).toMatchObject({ cardWaitMs: 60_000 });
  await tsp.openSession();
  expect(tsp.told()).toMatchObject({ cardWaitMs: 90_000 });
});

test('an expired session is opened again, and the call made once more with the same key', async () => {
  await inSession(atTheDoor('auth.session_expired'), opened(2), json(200, order('CANCELLED')));
  const answer = await tsp.cancel('O1:cancel', 'O1');
  expect(answer.ok).toBe(true);
  const [first, opening, again] = sent as [HttpRequest, HttpRequest, HttpRequest];
  expect(opening.url).toMatch(/\/sessions$/);
  expect(again.headers.Authorization).toBe('Bearer token-2');
  expect(again.headers['Idempotency-Key']).toBe(first.headers['Idempotency-Key']);
  expect(isSignedBy(sessionKey(opening, 'nonce-2'), again)).toBe(true);
});

test('a session that expires again and again is given up after one more', async () => {
  const over = atTheDoor('auth.session_expired');
  await inSession(over, opened(2), over, opened(3), over);
  const answer = await tsp.order('O1');
  expect(answer.ok || answer.error).toMatchObject({
    kind: 'no-session',
    problem: { code: 'auth.session_expired' },
  });
  expect(sent.length).toBe(3);
});

test('a call that hears late that the old session is over uses the new one', async () => {
  const over = atTheDoor('auth.session_expired');
  let renewed = (): void => {};
  const after = new Promise<void>((resolve) => {
    renewed = resolve;
  });
  const said = json(200, order('PAID'));
  await inSession(over, { ...over, after }, opened(2), said, said);
  const calls = [tsp.order('O1'), tsp.order('O1')];
  expect(await calls[0]).toMatchObject({ ok: true });
  renewed();
  expect(await calls[1]).toMatchObject({ ok: true });
  expect(sent.filter(({ url }) => url.endsWith('/sessions')).length).toBe(1);
});

test('what is told of an attempt has a key of the attempt, the same each time', async () => {
  const body = { card: { serial: fromHex(SERIAL) } } as never;
  await inSession();
  for (let tries = 0; tries < 2; tries++) {
    await tsp.authorise('A1', body);
    await tsp.report('A1', { statusWord: '9302' });
    await tsp.abandon('A1', { debitSent: false, reason: 'back' });
  }
  const keys = ['A1:authorise', 'A1:report', 'A1:abandon'];
  expect(sent.map(({ headers }) => headers['Idempotency-Key'])).toEqual([...keys, ...keys]);
});

test('no answer, and a box that cannot sign a request, are "unreachable"', async () => {
  await inSession('lost');
  expect(await tsp.order('O1')).toEqual({ ok: false, error: { kind: 'unreachable' } });
  signs = () => Promise.reject(new Error('host gone'));
  const fresh = sent.length;
  expect(await tsp.openSession()).toEqual({
    ok: false,
    error: { kind: 'unreachable', box: true },
  });
  expect(sent.length).toBe(fresh);
});

const paid = order('PAID');
test.each<[what: string, status: number, body: string]>([
  ['a page of HTML', 200, '<html>please log in</html>'],
  ['nothing', 200, ''],
  ['null', 200, 'null'],
  ['no money field', 200, JSON.stringify({ ...paid, money: undefined })],
  ['money that is no word', 200, JSON.stringify({ ...paid, money: true })],
  ['an amount in yuan', 200, JSON.stringify({ ...paid, amountFen: 286.5 })],
  ['a gateway’s page', 502, '<html>Bad Gateway</html>'],
  ['a problem without money', 409, JSON.stringify({ code: 'order.state', retry: 'no', ref: '' })],
  ['a redirect', 302, '{}'],
])('%s is unintelligible, never a value', async (_, status, body) => {
  await inSession({ status, body });
  const answer = await tsp.report('A1', { statusWord: '9000', tac: 'AAAAAAAA', mac2: 'BBBBBBBB' });
  expect(answer.ok || answer.error).toMatchObject({ kind: 'unintelligible', status });
});

const bad = (kind: string) => ({ ok: false, error: expect.objectContaining({ kind }) });

test('an answer that nobody has signed is no answer, whatever it says', async () => {
  await inSession({ ...json(200, paid), isUnsigned: true });
  expect(await tsp.order('O1')).toEqual({
    ok: false,
    error: { kind: 'unintelligible', status: 200, detail: 'unsigned', ref: 'T01' },
  });
  replies = [{ ...problem('order.already_paid', { money: 'taken' }), isUnsigned: true }];
  expect(await tsp.order('O1')).toEqual(bad('unintelligible'));
  expect(misfits).toEqual(['orders.unsigned', 'orders.unsigned']);
});

test.each<[what: string, tamper: (headers: Record<string, string>) => void]>([
  ['no signature', (headers) => delete headers.signature],
  ['no signature input', (headers) => delete headers['signature-input']],
  [
    'another label',
    (headers) => {
      headers.signature = headers.signature!.replace('tsp=', 'box=');
    },
  ],
  [
    'fewer parts',
    (headers) => {
      headers['signature-input'] = headers['signature-input']!.replace('"@status" ', '');
    },
  ],
  [
    'another time',
    (headers) => {
      headers['signature-input'] = headers['signature-input']!.replace('created=1', 'created=2');
    },
  ],
])('an answer whose signature has %s is no answer', async (_, tamper) => {
  await inSession({ ...json(200, paid), tamper });
  expect(await tsp.order('O1')).toEqual(bad('unintelligible'));
});

test.each<[what: string, sign: (request: HttpRequest) => Record<string, string>]>([
  ['another status', (request) => signedAnswer(KEY_1(), request, 201, JSON.stringify(paid))],
  [
    'another body',
    (request) => signedAnswer(KEY_1(), request, 200, JSON.stringify(order('CONFIRMED'))),
  ],
  ['the box key', (request) => signedAnswer(BOX_KEY, request, 200, JSON.stringify(paid))],
  ['another request', () => signedAnswer(KEY_1(), opening!, 200, JSON.stringify(paid))],
])('an answer that is signed for %s is no answer', async (_, sign) => {
  const tamper = (headers: Record<string, string>, request: HttpRequest) =>
    Object.assign(headers, sign(request));
  await inSession({ ...json(200, paid), tamper });
  expect(await tsp.order('O1')).toEqual(bad('unintelligible'));
});

test('an answer whose key signed another list of parts is no answer', async () => {
  const tamper = (headers: Record<string, string>, request: HttpRequest) => {
    const params = '("@status");created=1795437360;keyid="STB-1";alg="hmac-sha256"';
    const whole = signedAnswer(KEY_1(), request, 200, JSON.stringify(paid), params);
    Object.assign(headers, whole);
  };
  await inSession({ ...json(200, paid), tamper });
  expect(await tsp.order('O1')).toEqual(bad('unintelligible'));
});

test('an answer is no answer when any one of its bytes is another', async () => {
  await inSession();
  const text = JSON.stringify(paid);
  for (let at = 0; at < text.length; at++) {
    const changed =
      text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
    const tamper = (headers: Record<string, string>, request: HttpRequest) =>
      Object.assign(headers, signedAnswer(KEY_1(), request, 200, text));
    replies = [{ status: 200, body: changed, tamper }];
    expect(await tsp.order('O1'), changed).toEqual(bad('unintelligible'));
  }
});

test('every part that does not fit is told by the name of its call and field, without its place in a list', async () => {
  const bad = { ...order('PAID'), amountFen: 0 };
  await inSession(json(200, { items: [order('PAID'), bad], months: ['May'] }));
  expect(await tsp.openOrders()).toMatchObject({ ok: true });
  expect(misfits).toEqual(['orders.items.amountFen', 'orders.months']);
});

test('only a 2xx has a value', async () => {
  await inSession(json(302, order('PAID')));
  expect(await tsp.order('O1')).toMatchObject({ error: { kind: 'unintelligible', ref: 'T02' } });
});

test('no nonce is used twice: not for a request, not for a sealed card', async () => {
  const body = { card: { serial: fromHex(SERIAL) } } as never;
  await inSession();
  for (let tries = 0; tries < 3; tries++) await tsp.startAttempt('K1', 'O1', body);
  const nonces = sent.map(({ headers }) => /nonce="(\w+)"/.exec(headers['Signature-Input']!)![1]);
  const seals = sent.map(({ body }) => JSON.parse(body!).card.serialToken.slice(0, 16));
  expect([new Set(nonces).size, new Set(seals).size]).toEqual([3, 3]);
});

test('a session whose opening the box key does not prove is none', async () => {
  const forged = { ...opened(7), isUnsigned: true };
  replies = [forged, forged];
  expect(await tsp.openSession()).toEqual(bad('unintelligible'));
  expect(tsp.told()).toBeNull();
  const other = (headers: Record<string, string>, request: HttpRequest) =>
    Object.assign(headers, signedAnswer(BOX_KEY, request, 201, opened(7).body));
  replies = [{ ...opened(7), tamper: other }];
  expect(await tsp.openSession()).toEqual(bad('unintelligible'));
});

test('a refusal at the door says why there is no session, and nothing else', async () => {
  replies = [{ ...problem('stb.blocked', { money: 'taken' }, 403), isUnsigned: true }];
  expect(await tsp.report('A1', { statusWord: '9302' })).toMatchObject({
    ok: false,
    error: { kind: 'no-session', problem: { code: 'stb.blocked' } },
  });
});

test('a refusal that a session refuses to sign is no refusal', async () => {
  await inSession(atTheDoor('auth.replay'), atTheDoor('auth.signature'));
  expect(await tsp.order('O1')).toEqual(bad('unintelligible'));
  expect(await tsp.order('O1')).toEqual(bad('unintelligible'));
});

test('the clock of somebody who signs nothing is not kept', async () => {
  await inSession(atTheDoor('auth.clock_skew', { serverTime: NOW + 3_600_000 }), 'lost');
  await tsp.order('O1');
  expect(tsp.now()).toBe(NOW);
});

test('a card’s serial number leaves the portal sealed for the session only', async () => {
  replies = [
    opened(1),
    json(201, { attemptId: 'A1', terminalNo: '000000000007', keyIndex: 1, leaseUntil: '' }),
  ];
  const serial: Bytes = fromHex(SERIAL);
  const facts = {
    issuer: '1040020000010001',
    applicationType: '02',
    applicationVersion: '01',
    validFrom: '20250101',
    validTo: '20351231',
    atr: '3B6D00',
  };
  const body = { card: { ...facts, serial }, balanceFen: 100_000, readerId: 'slot 1' };
  const answer = await tsp.startAttempt('K1', 'O1', body);
  expect(answer.ok).toBe(true);
  const [opening, call] = sent as [HttpRequest, HttpRequest];
  const told = JSON.parse(call.body!) as { card: Record<string, string> };
  const { serialToken, ...others } = told.card;
  expect(others).toEqual(facts);
  const key = hmac(sessionKey(opening, 'nonce-1'), 'card-data');
  const token = fromBase64(serialToken!);
  const decipher = createDecipheriv('aes-256-gcm', key, token.slice(0, 12));
  decipher.setAuthTag(token.slice(-16));
  const plain = Buffer.concat([decipher.update(token.slice(12, -16)), decipher.final()]);
  expect(toHex(plain)).toBe(SERIAL);
  const everything = JSON.stringify(sent);
  for (const digits of [SERIAL, SERIAL.slice(4), Buffer.from(serial).toString('base64')]) {
    expect(everything).not.toContain(digits);
  }
});

test('a serial number is sealed again for the session of the second try', async () => {
  await inSession(atTheDoor('auth.session_expired'), opened(2), 'lost');
  const card = { serial: fromHex(SERIAL) } as Parameters<Tsp['startAttempt']>[2]['card'];
  await tsp.startAttempt('K1', 'O1', { card, balanceFen: 1, readerId: 'slot' });
  const tokens = [sent[0]!, sent[2]!].map(
    ({ body }) => (JSON.parse(body!) as { card: { serialToken: string } }).card.serialToken,
  );
  expect(tokens[0]).not.toBe(tokens[1]);
});

test('a box that cannot sign its session key is "unreachable" once, and tries again the next time', async () => {
  let signed = 0;
  signs = async () => {
    if (++signed === 2) throw new Error('host gone');
  };
  expect(await tsp.openSession()).toEqual({
    ok: false,
    error: { kind: 'unreachable', box: true },
  });
  expect((await tsp.openSession()).ok).toBe(true);
});

const FIRST = {
  subscriber: { name: '王**', accountTail: '8538 **** 2107', area: { 'zh-CN': '一' }, dues: [] },
  services: { items: [], from: 0, total: 0, categories: [] },
  orders: { items: [], months: [] },
};
const openedWith = (first: unknown): Answered => {
  const { body } = opened(1);
  return json(201, { ...JSON.parse(body), first });
};
const paths = () => sent.map(({ url }) => url.slice('https://tsp.example/tsp/v1'.length));
const askFirst = () =>
  Promise.all([
    starting.subscriber(),
    starting.services({ from: 0, limit: 48 }),
    starting.openOrders(),
  ]);

test('what comes with the first session answers the calls of the first screen: one request in all', async () => {
  replies = [openedWith(FIRST)];
  const answers = await askFirst();
  expect(answers.map(({ ok: good }) => good)).toEqual([true, true, true]);
  expect(answers[0]).toMatchObject({ value: { name: '王**' } });
  expect(paths()).toEqual(['/sessions?first=48']);
});

test('it answers each call once, and no other call', async () => {
  replies = [openedWith(FIRST), json(200, FIRST.services), json(200, FIRST.orders)];
  await starting.services({ from: 0, limit: 48 });
  await starting.services({ from: 0, limit: 48 });
  await starting.orders();
  expect(paths().slice(1)).toEqual(['/services?from=0&limit=48', '/orders']);
});

test('after five seconds it answers nothing any more', async () => {
  replies = [openedWith(FIRST), json(200, FIRST.orders)];
  await starting.openSession();
  now += 5_000;
  await starting.openOrders();
  expect(paths()).toEqual(['/sessions?first=48', '/orders?open=1']);
});

test('nor after anything was sent that may change it', async () => {
  replies = [openedWith(FIRST), json(200, order('CANCELLED')), json(200, FIRST.orders)];
  await starting.openSession();
  await starting.cancel('K', 'O1');
  await starting.openOrders();
  expect(paths().slice(1)).toEqual(['/orders/O1/cancel', '/orders?open=1']);
});

test('what is left out of it, or cannot be read, is asked for apart', async () => {
  const { services, orders } = FIRST;
  const broken = { services, orders, subscriber: { ...FIRST.subscriber, name: 7 } };
  replies = [openedWith(broken), json(200, FIRST.subscriber)];
  expect((await starting.subscriber()).ok).toBe(true);
  expect(misfits).toEqual(['subscriber.name']);
  replies = [json(200, orders)];
  await starting.openOrders();
  expect(paths()).toEqual(['/sessions?first=48', '/subscriber']);
});

test.each<[first: unknown]>([[undefined], [null], ['x'], [7]])(
  'a platform that sends %j with the session is asked as before',
  async (first) => {
    replies = [openedWith(first), json(200, FIRST.orders)];
    expect((await starting.openOrders()).ok).toBe(true);
    expect(paths()).toEqual(['/sessions?first=48', '/orders?open=1']);
  },
);

test('a platform that refuses the question is asked without it, and not again', async () => {
  replies = [
    problem('request.invalid', { field: 'first' }, 400),
    opened(1),
    json(200, FIRST.orders),
    atTheDoor('auth.session_expired'),
    opened(2),
    json(200, FIRST.orders),
  ].map((reply, at) => (at === 0 ? { ...reply, isUnsigned: true } : reply));
  await starting.openOrders();
  await starting.openOrders();
  expect(paths().filter((path) => path.startsWith('/sessions'))).toEqual([
    '/sessions?first=48',
    '/sessions',
    '/sessions',
  ]);
});

test('another refusal of the session is not taken for that', async () => {
  replies = [atTheDoor('stb.unknown'), openedWith(FIRST)];
  expect(await starting.openOrders()).toMatchObject({ ok: false });
  await starting.openOrders();
  expect(paths()).toEqual(['/sessions?first=48', '/sessions?first=48']);
});

test('a later session brings nothing with it', async () => {
  replies = [
    openedWith(FIRST),
    atTheDoor('auth.session_expired'),
    openedWith(FIRST),
    json(200, FIRST.orders),
  ];
  await starting.openSession();
  await starting.orders();
  expect(paths()[2]).toBe('/sessions');
});

test('what comes with a session that nobody has signed is not believed', async () => {
  replies = [{ ...openedWith(FIRST), isUnsigned: true }];
  expect(await starting.openOrders()).toMatchObject({ error: { kind: 'unintelligible' } });
});
