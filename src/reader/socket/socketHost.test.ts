import { beforeEach, expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { faultsOf } from '../hostObject/schema.fixture.ts';
import { REFUSED, type SocketHost, type SocketLike, socketHost } from './socketHost.ts';

const TOKEN = 'a token of the box';
const HELLO = { id: 0, method: 'hello', version: 1, token: TOKEN };
const WELCOME = { id: 0, result: { version: 1 } };

class FakeSocket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly sent: string[] = [];
  isClosed = false;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
    sockets.push(this);
    if (isForbidden) throw new Error('SecurityError');
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.isClosed = true;
  }

  says(...messages: readonly object[]): void {
    for (const message of messages) this.onmessage?.({ data: JSON.stringify(message) });
  }
}

let sockets: FakeSocket[];
let isForbidden: boolean;
let lines: string[];
let heard: Record<string, unknown>[];
let time: ReturnType<typeof virtualTime>;

beforeEach(() => {
  sockets = [];
  lines = [];
  heard = [];
  isForbidden = false;
  time = virtualTime();
});

const last = (): FakeSocket => sockets[sockets.length - 1]!;
const passes = (forMs: number) => time.runUntil(() => false, forMs);

function start(): SocketHost {
  const log = (_: string, line: string) => void lines.push(line);
  const host = socketHost('ws://127.0.0.1:1', TOKEN, { WebSocket: FakeSocket, timers: time, log });
  host.onmessage = ({ data }) => heard.push(JSON.parse(data as string));
  return host;
}

function started(): SocketHost {
  const host = start();
  last().onopen?.();
  last().says(WELCOME);
  return host;
}

test('says hello with its token, and is there once it is welcome', async () => {
  const host = start();
  expect(host.status()).toBe('unsupported');
  last().onopen?.();
  expect(last().sent.map((text) => JSON.parse(text))).toEqual([HELLO]);
  expect(faultsOf('toHost', HELLO)).toEqual([]);
  last().says(WELCOME);
  await host.tried;
  expect(host.status()).toBe('available');
  host.postMessage('{"id":1,"method":"list"}');
  last().says({ id: 1, result: { readers: [] } });
  expect(heard).toEqual([{ id: 1, result: { readers: [] } }]);
  expect(lines.join()).not.toContain(TOKEN);
});

test('what is asked before the first welcome waits for it', () => {
  const host = start();
  host.postMessage('{"id":1,"method":"identity"}');
  host.postMessage('{"id":2,"method":"list"}');
  last().onopen?.();
  expect(last().sent).toHaveLength(1);
  last().says(WELCOME);
  expect(last().sent.slice(1)).toEqual([
    '{"id":1,"method":"identity"}',
    '{"id":2,"method":"list"}',
  ]);
  last().says({ id: 1, result: { stbId: 'STB-1' } });
  expect(heard).toEqual([{ id: 1, result: { stbId: 'STB-1' } }]);
});

test('what is asked before a first try that fails was not sent; after it, at once', () => {
  const host = start();
  host.postMessage('{"id":1,"method":"identity"}');
  expect(() => host.postMessage('{"id":9,"method":"transmit"}')).toThrow('no reader daemon');
  last().onclose?.({ code: 1006 });
  expect(heard).toEqual([{ id: 1, error: { code: 'NO_SERVICE', outcome: 'not-sent' } }]);
  expect(() => host.postMessage('{"id":2,"method":"list"}')).toThrow('no reader daemon');
});

test('what was under way when the socket dies may have happened; readers go, and come again', async () => {
  const host = started();
  last().says({ event: 'reader-added', reader: 'a' }, { event: 'reader-added', reader: 'b' });
  last().says({ event: 'reader-removed', reader: 'b' });
  host.postMessage('{"id":5,"method":"list"}');
  last().says({ id: 5, result: { readers: ['a'] } });
  host.postMessage('{"id":6,"method":"transmit"}');
  heard = [];
  const dead = last();
  dead.onclose?.({ code: 1006 });
  expect(heard).toEqual([
    { id: 6, error: { code: 'NO_SERVICE', outcome: 'unknown' } },
    { event: 'reader-removed', reader: 'a' },
  ]);
  for (const message of heard) expect(faultsOf('toPage', message)).toEqual([]);
  expect(() => host.postMessage('{"id":7,"method":"transmit"}')).toThrow();
  expect(host.status()).toBe('unsupported');
  heard = [];
  await passes(250);
  expect(sockets).toHaveLength(2);
  last().onopen?.();
  last().says(WELCOME, { event: 'reader-added', reader: 'a' });
  expect(heard).toEqual([{ event: 'reader-added', reader: 'a' }]);
  expect(host.status()).toBe('available');
});

test('waits longer each time no daemon is there, but never longer than ten seconds', async () => {
  const host = start();
  const gaps: number[] = [];
  for (let tries = 1; tries < 9; tries++) {
    const before = time.now();
    last().onclose?.({ code: 1006 });
    await host.tried;
    await time.runUntil(() => sockets.length > tries, 60_000);
    gaps.push(time.now() - before);
  }
  expect(gaps).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  last().onopen?.();
  last().says(WELCOME);
  const before = time.now();
  last().onclose?.({ code: 1001 });
  await time.runUntil(() => sockets.length > 9, 60_000);
  expect(time.now() - before).toBe(250);
});

test('a socket that opens and says nothing is given up', async () => {
  const host = start();
  const silent = last();
  silent.onopen?.();
  await passes(4_999);
  expect(silent.isClosed).toBe(false);
  await passes(1);
  expect(silent.isClosed).toBe(true);
  expect(silent.onmessage).toBeNull();
  expect(host.status()).toBe('unsupported');
});

test('a token that is refused, and a browser that lets no socket out, are a matter of policy', async () => {
  const host = start();
  last().onclose?.({ code: REFUSED });
  await host.tried;
  expect(host.status()).toBe('blocked-by-policy');
  isForbidden = true;
  const other = start();
  await other.tried;
  expect(other.status()).toBe('blocked-by-policy');
  isForbidden = false;
  await passes(250);
  last().onopen?.();
  last().says(WELCOME);
  expect(other.status()).toBe('available');
});

test.each<[string, (socket: FakeSocket) => void]>([
  ['bytes', (socket) => socket.onmessage?.({ data: new ArrayBuffer(4) })],
  ['no JSON', (socket) => socket.onmessage?.({ data: 'hello' })],
  ['16385 characters', (socket) => socket.onmessage?.({ data: ' '.repeat(16_385) })],
  ['an answer nobody asked for', (socket) => socket.says({ id: 9, result: {} })],
  ['a second welcome', (socket) => socket.says(WELCOME)],
  ['an unknown event', (socket) => socket.says({ event: 'tea', reader: 'a' })],
])('%s: dropped, with a line that says so', (_, says) => {
  started();
  lines = [];
  says(last());
  expect(heard).toEqual([]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^dropped a message: /);
});

test('nothing is heard before the welcome, and another version is not welcome', () => {
  const host = start();
  last().onopen?.();
  last().says({ event: 'reader-added', reader: 'a' });
  expect(heard).toEqual([]);
  last().says({ id: 0, result: { version: 2 } });
  expect(host.status()).toBe('unsupported');
  expect(last().isClosed).toBe(true);
});

test('a page that goes closes the socket for good', async () => {
  const host = started();
  host.postMessage('{"id":6,"method":"transmit"}');
  host.close();
  host.close();
  expect(last().isClosed).toBe(true);
  expect(heard).toEqual([{ id: 6, error: { code: 'NO_SERVICE', outcome: 'unknown' } }]);
  await passes(60_000);
  expect(sockets).toHaveLength(1);
});
