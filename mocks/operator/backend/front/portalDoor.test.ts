import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Instant } from '../../../../src/shared/time.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import { pretendBoxes } from '../pretendBoxes.ts';
import { healthDoor } from './health.ts';
import { portalConfigIn } from './portalConfig.ts';
import { consoleDoor, partyDoor, portalDoor } from './portalDoor.ts';
import { refusedPages } from './refusedPages.ts';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
writeFileSync(join(folder, '..', 'beside.json'), '{"secret":1}');
mkdirSync(join(folder, 'assets/.git'), { recursive: true });
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'assets/page-DaIMkAXa.js'), '1');
writeFileSync(join(folder, 'assets/boot-DaIMkAXa.js'), '1');
writeFileSync(join(folder, 'assets/.git/config.json'), '{}');
const LONG = '.a { top: 0 }\n'.repeat(200);
writeFileSync(join(folder, 'long.css'), LONG);
writeFileSync(join(folder, 'notes.txt'), 'x');
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(join(folder, '..', 'beside.json'));
});

const health = healthDoor('tsp', () => 'up');
const tsp = async () => Response.json({ from: 'tsp' }, { headers: { 'Tsp-Time': '1' } });
const HOST = 'tsp.example:8080';
const ALLOWED = 'https://portal.example';

const logs: string[] = [];
let now = 0;
const onRefused = (name: string) =>
  refusedPages({
    name,
    hasOrigins: name === 'portal',
    clock: { now: () => now as Instant },
    log: (area, message) => void logs.push(`${area} ${message}`),
  });
afterEach(() => {
  logs.length = 0;
});

const door = (build: 'mocks' | 'production' = 'mocks') =>
  portalDoor({
    ...{ tsp, health, build, folder, config: '{"own":1}', origins: [ALLOWED] },
    onRefused: onRefused('portal'),
  });

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Request(`http://host.invalid${path}`, { method, headers: { Host: HOST, ...headers } });
}

test.each<[path: string, status: number]>([
  ['/index.html', 200],
  ['/?scenario=first-day', 200],
  ['/assets/page-DaIMkAXa.js', 200],
  ['/config.json', 200],
  ['/healthz', 200],
  ['/assets', 404],
  ['/assets/', 404],
  ['/notes.txt', 404],
  ['/assets/.git/config.json', 404],
  ['/../beside.json', 404],
  ['/%2e%2e/beside.json', 404],
  ['/..%2fbeside.json', 404],
  ['/%00', 404],
  ['/%ff', 404],
  ['/pretend/box', 404],
])('%s is answered with %i', async (path, status) => {
  const answer = await door()(ask(path));
  expect(answer.status).toBe(status);
  if (status === 404) expect(await answer.json()).toMatchObject({ detail: 'nothing here' });
});

test('the bare address of a mocks build leads to the page with the box only', async () => {
  const answer = await door()(ask('/'));
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/?backend']);
  expect((await door('production')(ask('/'))).status).toBe(200);
});

test('config.json comes from the host', async () => {
  expect(await (await door()(ask('/config.json'))).json()).toEqual({ own: 1 });
});

test('a config.json that is damaged is named', () => {
  const damaged = mkdtempSync(join(tmpdir(), 'damaged-'));
  writeFileSync(join(damaged, 'config.json'), '{"name":');
  expect(() => portalConfigIn(damaged, {})).toThrow(`${join(damaged, 'config.json')}: not JSON`);
  rmSync(damaged, { recursive: true });
});

test('no cache keeps the boot script: nothing else could bring it back whole', async () => {
  const boot = await door()(ask('/assets/boot-DaIMkAXa.js'));
  expect(boot.headers.get('cache-control')).toBe('no-store');
});

test('files with a hash in the name are kept, pages are not: half of one would be given again and again', async () => {
  const script = await door()(ask('/assets/page-DaIMkAXa.js'));
  expect(script.headers.get('cache-control')).toContain('immutable');
  const page = await door()(ask('/index.html'));
  expect(page.headers.get('cache-control')).toBe('no-store');
  const again = await door()(ask('/index.html', { 'If-None-Match': page.headers.get('etag')! }));
  expect(again.status).toBe(304);
});

test.each<[accepted: string, encoding: string | null]>([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['identity', null],
])('a browser that takes %j gets a long text as %j', async (accepted, encoding) => {
  const answer = await door()(ask('/long.css', { 'Accept-Encoding': accepted }));
  expect(answer.headers.get('content-encoding')).toBe(encoding);
  expect(answer.headers.get('vary')).toBe('Accept-Encoding');
  const bytes = Buffer.from(await answer.arrayBuffer());
  const read = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''];
  expect(String(read ? read(bytes) : bytes)).toBe(LONG);
  const tag = { 'Accept-Encoding': accepted, 'If-None-Match': answer.headers.get('etag')! };
  expect((await door()(ask('/long.css', tag))).status).toBe(304);
  const other = { ...tag, 'Accept-Encoding': encoding === 'br' ? 'gzip' : 'br' };
  expect((await door()(ask('/long.css', other))).status).toBe(200);
});

const LONG_ANSWER = { items: Array.from({ length: 100 }, (_, number) => ({ number })) };
const longDoor = (status = 200, headers: Record<string, string> = {}) =>
  portalDoor({
    ...{ health, build: 'production', folder, config: '{}', origins: [ALLOWED] },
    tsp: async () =>
      Response.json(LONG_ANSWER, { status, headers: { Signature: 'tsp=:x:', ...headers } }),
    onRefused: onRefused('portal'),
  });

test.each<[accepted: string, encoding: string | null]>([
  ['gzip, deflate, br', 'gzip'],
  ['gzip;q=0.5', 'gzip'],
  ['gzip;q=0, identity', null],
  ['gzip;q=0.0', null],
  ['br', null],
  ['identity', null],
])(
  'a box that takes %j gets a long answer of the TSP as %j, with its signature',
  async (accepted, encoding) => {
    const answer = await longDoor(201)(ask('/tsp/v1/services', { 'Accept-Encoding': accepted }));
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([201, encoding]);
    expect(answer.headers.get('signature')).toBe('tsp=:x:');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(JSON.parse(String(encoding ? gunzipSync(bytes) : bytes))).toEqual(LONG_ANSWER);
  },
);

test('a short answer, and one that is no JSON, stay as they are', async () => {
  const accepted = { 'Accept-Encoding': 'gzip' };
  const short = await door()(ask('/tsp/v1/subscriber', accepted));
  expect([short.headers.get('content-encoding'), await short.json()]).toEqual([
    null,
    { from: 'tsp' },
  ]);
  const text = await longDoor(200, { 'Content-Type': 'text/plain' })(ask('/tsp/v1/x', accepted));
  expect(text.headers.get('content-encoding')).toBeNull();
});

test('a production page runs no text as a script, and may not be framed', async () => {
  const page = await door('production')(ask('/index.html'));
  const policy = page.headers.get('content-security-policy')!;
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/trusted-types portal-scripts$/);
  expect(policy).not.toContain('unsafe');
});

test('a file can be read and nothing else', async () => {
  expect((await door()(ask('/index.html', {}, 'POST'))).status).toBe(405);
});

test.each<[origin: string, status: number, allowed: string | null]>([
  [ALLOWED, 200, ALLOWED],
  ['http://tsp.example:8080', 200, null],
  ['https://elsewhere.example', 403, null],
  ['null', 403, null],
])('a call by a page of %s: %i', async (origin, status, allowed) => {
  const answer = await door()(ask('/tsp/v1/orders', { Origin: origin }));
  expect(answer.status).toBe(status);
  expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
});

const PROXIED = {
  Origin: 'https://tv.example',
  'X-Forwarded-Host': 'tv.example',
  Forwarded: 'host=tv.example',
};

test('a page whose Host a proxy replaced is refused, and the log says what to set, once a minute', async () => {
  const portal = door();
  const askOften = async () => {
    for (let times = 0; times < 3; times++) {
      expect((await portal(ask('/config.json', PROXIED))).status).toBe(403);
    }
  };
  await askOften();
  const line =
    'portal refused a page of "https://tv.example", Host "tsp.example:8080": if it is this host\'s own page, let the proxy pass Host on (nginx: proxy_set_header Host $http_host), or name the origin in "origins"';
  expect(logs).toEqual([line]);
  now += 60_000;
  await askOften();
  expect(logs).toEqual([line, line.replace(': if', ' (2 more since the last line): if')]);
});

test('behind a proxy that passes Host on, and where the origin is named, nothing is refused', async () => {
  const passedOn = { Origin: 'https://tv.example:8443', Host: 'tv.example:8443' };
  expect((await door()(ask('/config.json', passedOn))).status).toBe(200);
  expect((await door()(ask('/config.json', { Origin: ALLOWED }))).status).toBe(200);
  expect(logs).toEqual([]);
});

test('the console has no list of origins, and the log names none; what it shows is short and one line', async () => {
  const ops = consoleDoor({ ops: tsp, folder, health, onRefused: onRefused('console') });
  const long = `https://${'a'.repeat(5_000)}.example`;
  expect((await ops(ask('/ops/v1/today', { Origin: long }))).status).toBe(403);
  expect(logs).toHaveLength(1);
  expect(logs[0]).toMatch(/^console refused a page of "https:.*\$http_host\)$/);
  expect(logs[0]!.length).toBeLessThan(400);
});

test('a listed page may send what the portal sends, and read the time of the TSP', async () => {
  const asked = ask('/tsp/v1/orders', { Origin: ALLOWED }, 'OPTIONS');
  const before = await door()(asked);
  expect(before.status).toBe(204);
  for (const name of ['Idempotency-Key', 'Signature', 'Signature-Input', 'Stb-Id']) {
    expect(before.headers.get('access-control-allow-headers')).toContain(name);
  }
  const answer = await door()(ask('/tsp/v1/orders', { Origin: ALLOWED }));
  expect(answer.headers.get('access-control-expose-headers')).toBe(
    'Content-Digest, Signature, Signature-Input, Tsp-Time',
  );
  expect(answer.headers.get('tsp-time')).toBe('1');
});

test.each([
  ['/boss/v1/catalogue', { Host: '127.0.0.1:8081' }, 200],
  ['/boss/v1/catalogue', { Host: '[::1]:8081' }, 200],
  ['/boss/v1/catalogue', { Host: 'localhost' }, 200],
  ['/boss/v1/catalogue', { Host: 'turned.example:8081' }, 403],
  ['/boss/v1/catalogue', { Host: '127.0.0.1.turned.example' }, 403],
  ['/ppp/v1/blacklist', { Host: '127.0.0.1:8081' }, 404],
  ['/healthz', {}, 200],
  ['/boss/v1/catalogue', { Origin: 'http://127.0.0.1:8081', Host: '127.0.0.1:8081' }, 403],
] as const)('BOSS’s port answers %s with %j: %i', async (path, headers, status) => {
  const boss = partyDoor(tsp, '/boss/v1/', health);
  expect((await boss(ask(path, headers))).status).toBe(status);
});

test('the console’s port has the console, its interface, and no TSP', async () => {
  const console = consoleDoor({ ops: tsp, folder, health, onRefused: onRefused('console') });
  const status = async (path: string) => (await console(ask(path))).status;
  expect(await status('/console/')).toBe(200);
  expect(await status('/ops/v1/today')).toBe(200);
  expect((await console(ask('/'))).headers.get('location')).toBe('/console/');
  expect(await status('/tsp/v1/orders')).toBe(404);
});

test('health answers 503 while the host starts and stops', async () => {
  for (const [state, status] of [
    ['starting', 503],
    ['up', 200],
    ['stopping', 503],
    ['waiting-for-disk', 503],
  ] as const) {
    expect((await healthDoor('tsp', () => state)(ask('/healthz'))).status).toBe(status);
  }
});

test('every page gets the next box, and a card of its own', async () => {
  const give = pretendBoxes(memoryStore(), { households: 1, id: 'now' });
  const box = async (query = '') =>
    (await give(ask(`/pretend/box${query}`, {}, 'POST'))).json() as Promise<
      Record<'box' | 'stbId' | 'cardSerial' | 'detail', string>
    >;
  const given = [await box(), await box(), await box(), await box(), await box('?box=2')];
  expect(given.map(({ box: number }) => number)).toEqual([0, 1, 2, 0, 2]);
  expect(given[2]!.stbId).toBe(given[4]!.stbId);
  expect(new Set(given.map(({ cardSerial }) => cardSerial)).size).toBe(5);
  expect((await box('?box=3')).detail).toBe(
    'box: 3 is not a number from 0 to 2; --households N makes more',
  );
  const kept = await give(ask('/pretend/box?have=now', {}, 'POST'));
  expect(kept.status).toBe(204);
  expect((await box('?have=before')).cardSerial).toBe('00062226000100000006');
});

test('pictures are served for good under their own names, and as pictures', async () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const pages = portalDoor({
    ...{ tsp, health, build: 'production', folder, config: '{}', origins: [] },
    artwork: { 'artwork/evening-1f9c3a20/film.svg': drawing },
    onRefused: onRefused('portal'),
  });
  const answer = await pages(ask('/artwork/evening-1f9c3a20/film.svg'));
  expect(await answer.text()).toBe(drawing);
  expect(answer.headers.get('content-type')).toBe('image/svg+xml');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  for (const other of ['evening-1f9c3a20/none.svg', 'evening-00000000/film.svg', 'film.svg']) {
    expect((await pages(ask(`/artwork/${other}`))).status, other).toBe(404);
  }
});

test.each([
  ['/artwork/evening-1f9c3a20', "img-src 'self' data:;"],
  ['https://pictures.example:8443/tv', "img-src 'self' data: https://pictures.example:8443;"],
])('with pictures at %s the page may show those of %s', async (artworkUrl, policy) => {
  const pages = portalDoor({
    ...{ tsp, health, build: 'production', folder, config: '{}', artworkUrl },
    ...{ origins: [], onRefused: onRefused('portal') },
  });
  const { headers } = await pages(ask('/index.html'));
  expect(headers.get('content-security-policy')).toContain(policy);
});
