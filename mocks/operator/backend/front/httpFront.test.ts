import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Fetch } from '../../../environment/environment.ts';
import { type Front, startFront } from './httpFront.ts';
import { httpWire } from './httpWire.ts';
import { securityHeaders } from './securityHeaders.ts';

const fronts: Front[] = [];
const logs: string[] = [];

async function front(
  fetch: Fetch,
  bodyBytes = 100,
  proxies: readonly string[] = [],
): Promise<string> {
  const opened = await startFront({
    name: 'portal',
    port: 0,
    bind: '127.0.0.1',
    fetch,
    bodyBytes,
    headers: securityHeaders({ https: false }),
    proxies,
    log: (area, message) => void logs.push(`${area} ${message}`),
  });
  fronts.push(opened);
  return `http://127.0.0.1:${opened.port}`;
}

afterEach(async () => {
  logs.length = 0;
  await Promise.all(fronts.splice(0).map((opened) => opened.close(0)));
});

const echo: Fetch = async (request) =>
  Response.json({
    method: request.method,
    path: new URL(request.url).pathname + new URL(request.url).search,
    header: request.headers.get('x-own'),
    body: await request.text(),
  });

/** Sends this text over a socket and returns what comes back. */
const raw = (origin: string, text: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (chunk) => {
      heard += String(chunk);
    });
    socket.on('close', () => resolve(heard));
  });

test('method, path, query, headers and body arrive as they were sent', async () => {
  const origin = await front(echo);
  const init = { method: 'POST', headers: { 'X-Own': 'yes' }, body: '{"ok":"是"}' };
  const answer = await fetch(`${origin}/a/b?c=d%20e`, init);
  expect(await answer.json()).toEqual({
    method: 'POST',
    path: '/a/b?c=d%20e',
    header: 'yes',
    body: '{"ok":"是"}',
  });
});

test('every answer has the headers once, and the own headers of an answer win', async () => {
  const origin = await front(
    async () => new Response('x', { headers: { 'Cache-Control': 'no-cache', 'X-Own': '1' } }),
  );
  const { headers } = await fetch(`${origin}/`);
  expect(headers.get('cache-control')).toBe('no-cache');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-own')).toBe('1');
  expect(headers.get('strict-transport-security')).toBeNull();
});

test('behind a proxy with TLS browsers are told to use HTTPS only', () => {
  expect(securityHeaders({ https: true })['Strict-Transport-Security']).toContain('31536000');
});

/** Some of what `document.featurePolicy.features()` answers, alike in Chromium 109 and today's. */
const KNOWN_FEATURES =
  'accelerometer autoplay camera display-capture fullscreen geolocation gyroscope hid magnetometer microphone midi payment picture-in-picture screen-wake-lock serial usb xr-spatial-tracking'.split(
    ' ',
  );

test('the permissions policy names only features that Chromium knows', () => {
  const policy = securityHeaders({ https: false })['Permissions-Policy']!;
  const named = policy.split(', ').map((rule) => /^([a-z-]+)=\((self)?\)$/.exec(rule)?.[1]);
  expect(named).toContain('usb');
  expect(named.filter((name) => name === undefined || !KNOWN_FEATURES.includes(name))).toEqual([]);
});

test.each([
  ['stated to be', { body: 'x'.repeat(101) }],
  [
    'found to be',
    {
      duplex: 'half',
      body: new ReadableStream({
        start(controller) {
          for (let part = 0; part < 20; part++) controller.enqueue(new Uint8Array(10));
          controller.close();
        },
      }),
    },
  ],
])('a body that is %s too long is refused before it reaches the handler', async (_, init) => {
  const heard: string[] = [];
  const origin = await front(async (request) => {
    heard.push(request.url);
    return new Response();
  });
  const answer = await fetch(`${origin}/`, { method: 'POST', ...init } as RequestInit);
  expect([answer.status, (await answer.json()).detail]).toEqual([
    413,
    'the body is longer than 100 bytes',
  ]);
  expect(heard).toEqual([]);
});

test('an unknown method is refused as a problem', async () => {
  const origin = await front(echo);
  const answer = await fetch(`${origin}/`, { method: 'PATCH' });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
});

test('HEAD has the headers of GET and no body', async () => {
  const origin = await front(async () => new Response('four'));
  const answer = await fetch(`${origin}/`, { method: 'HEAD' });
  expect([answer.headers.get('content-length'), await answer.text()]).toEqual(['4', '']);
});

test('what is not HTTP is answered with 400, and the next request is served', async () => {
  const origin = await front(echo);
  expect(await raw(origin, 'hello\r\n\r\n')).toContain('400 Bad Request');
  expect((await fetch(`${origin}/`)).status).toBe(200);
});

const heardFor = async (target: string): Promise<string> => {
  const origin = await front(echo);
  return raw(origin, `GET ${target} HTTP/1.1\r\nHost: tv.example\r\nConnection: close\r\n\r\n`);
};

test.each([
  '//index.html',
  '//x/tsp/v1/orders',
  '//x//tsp/v1/orders',
  '/\\x/tsp/v1/orders',
  '/x\\..\\tsp/v1/orders',
  '/.//tsp/v1/orders',
  '/x/../tsp/v1/orders',
  '/x/%2e%2e/tsp/v1/orders',
  '/./tsp/v1/orders',
  '/tsp/v1/orders#x',
  'http://elsewhere.example/tsp/v1/orders',
  'http://tv.example.elsewhere.example/tsp/v1/orders',
  'http://tv.example//x/tsp/v1/orders',
  'http:/tsp/v1/orders',
  'http:tsp',
  'ftp://tv.example/x',
  'tsp/v1/orders',
  '?x',
  '*',
])('the request target %s is no path of this host: 400', async (target) => {
  expect(await heardFor(target)).toMatch(/^HTTP\/1.1 400 /);
});

test.each([
  ['/', '/'],
  ['/a//b?c=//d/../e', '/a//b?c=//d/../e'],
  ['/tsp/v1/a%2Fb?x', '/tsp/v1/a%2Fb?x'],
  ['http://tv.example/tsp/v1?x', '/tsp/v1?x'],
])('the request target %s is the path %s', async (target, path) => {
  expect(await heardFor(target)).toContain(`"path":"${path}"`);
});

test('a handler that throws cuts the connection, and no stack trace is sent', async () => {
  const origin = await front(async () => {
    throw new Error('cut on purpose');
  });
  const heard = await raw(origin, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(heard).toBe('');
  expect(logs).toEqual(['portal no answer: cut on purpose']);
});

test('a port that is taken is named, with what to do', async () => {
  const origin = await front(echo);
  const port = Number(new URL(origin).port);
  const second = startFront({
    name: 'boss',
    port,
    bind: '127.0.0.1',
    fetch: echo,
    bodyBytes: 1,
    headers: {},
    log: () => {},
  });
  await expect(second).rejects.toThrow(
    `ports.boss: ${port} on 127.0.0.1 is already in use; end the program that uses it, or choose another`,
  );
});

test('an address that this machine has not is blamed, not the port', async () => {
  const parts = {
    port: 0,
    bind: '192.0.2.1',
    fetch: echo,
    bodyBytes: 1,
    headers: {},
    log: () => {},
  };
  await expect(startFront({ ...parts, name: 'portal' })).rejects.toThrow(
    'bind.portal: 192.0.2.1 is not an address of this machine (EADDRNOTAVAIL); write one that it has',
  );
  await expect(startFront({ ...parts, name: 'ppp' })).rejects.toThrow('bind.operator: 192.0.2.1');
});

test('closing waits until running requests are answered', async () => {
  let answerNow = () => {};
  const begun = new Promise<void>((resolve) => {
    void front(async () => {
      resolve();
      await new Promise<void>((go) => {
        answerNow = go;
      });
      return new Response('late');
    }).then((origin) => {
      asking = fetch(origin).then((answer) => answer.text());
    });
  });
  let asking: Promise<string> = Promise.resolve('');
  await begun;
  const closed = fronts[0]!.close(5_000);
  answerNow();
  expect(await asking).toBe('late');
  await closed;
});

test('the wire to a party carries the request and the answer', async () => {
  const origin = await front(echo);
  const wire = httpWire(() => origin, 1_000);
  const init = { method: 'PUT', headers: { 'X-Own': 'yes' }, body: '{"fen":"一"}' };
  const answer = await wire.fetch(new Request('https://party.invalid/v1/x?y=z', init));
  expect(await answer.json()).toEqual({
    method: 'PUT',
    path: '/v1/x?y=z',
    header: 'yes',
    body: '{"fen":"一"}',
  });
  wire.close();
});

test('an answer without a body arrives', async () => {
  const origin = await front(async () => new Response(null, { status: 204 }));
  const wire = httpWire(() => origin, 1_000);
  const answer = await wire.fetch(new Request('https://party.invalid/'));
  expect([answer.status, await answer.text()]).toEqual([204, '']);
  wire.close();
});

test.each<[string, Fetch]>([
  [
    'cuts the wire',
    async () => {
      throw new Error('cut');
    },
  ],
  ['says nothing', () => new Promise(() => {})],
])('a party that %s is a dead wire', async (_, fetch) => {
  const origin = await front(fetch);
  const wire = httpWire(() => origin, 50);
  await expect(wire.fetch(new Request('https://party.invalid/'))).rejects.toThrow();
  wire.close();
});

test('what a box says of its own address is dropped; what the proxy says of it arrives', async () => {
  const told: Fetch = async ({ headers }) => Response.json(headers.get('box-address'));
  const init = { headers: { 'Box-Address': '1.1.1.1', 'X-Forwarded-For': '2.2.2.2, 10.0.0.7' } };
  const plain = await fetch(await front(told), init);
  expect(await plain.json()).toBeNull();
  const behind = await fetch(await front(told, 100, ['127.0.0.1']), init);
  expect(await behind.json()).toBe('10.0.0.7');
});
