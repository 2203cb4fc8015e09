import { get } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { hostLink } from '../../../src/reader/hostObject/hostLink.ts';
import { faultsOf } from '../../../src/reader/hostObject/schema.fixture.ts';
import { type SocketParts, socketHost } from '../../../src/reader/socket/socketHost.ts';
import { socketProvider } from '../../../src/reader/socket/socketProvider.ts';
import { fromHex, toHex } from '../../../src/shared/bytes.ts';
import { silentLog } from '../../../src/shared/log.ts';
import type { Timers } from '../../../src/shared/time.ts';
import { createCard, type SimulatedCard } from '../../card/createCard.ts';
import { seededRandom } from '../../environment/simulation.ts';
import { createSlot, type SimulatedSlot } from '../reader/simulatedSlot.ts';
import { walletCard } from '../walletCards.ts';
import { apduPolicy } from './apduPolicy.ts';
import {
  ORIGIN,
  type RawPageParts,
  READER,
  rawPage,
  type SlotPcsc,
  slotPcsc,
  TOKEN,
  welcomed,
} from './daemon.fixture.ts';
import { daemonHost } from './daemonHost.ts';
import { pcscBackend } from './pcsc/pcscBackend.ts';
import { CLOSE, type Served, serveHost } from './serveHost.ts';

const reader = READER;
const transmit = { method: 'transmit', reader, apdu: '00A40000023F01', timeoutMs: 5_000 };
let card: SimulatedCard;
let slot: SimulatedSlot;
let pcsc: SlotPcsc;
let served: Served;
let due: { readonly delayMs: number; readonly callback: () => void }[];
let lines: string[];
let now: number;

/** Timers that a test runs by hand: `passes(3_000)` runs those of three seconds. */
const timers: Timers = {
  after(delayMs, callback) {
    const timer = { delayMs, callback };
    due.push(timer);
    return () => {
      due = due.filter((other) => other !== timer);
    };
  },
};
const passes = (delayMs: number) => {
  const ripe = due.filter((timer) => timer.delayMs === delayMs);
  due = due.filter((timer) => timer.delayMs !== delayMs);
  for (const { callback } of ripe) callback();
  return ripe.length;
};
const open = (parts?: RawPageParts) => rawPage(served.port, parts);

beforeEach(async () => {
  card = createCard(walletCard('good'), { random: seededRandom(1) });
  slot = createSlot();
  pcsc = slotPcsc(slot);
  [due, now] = [[], 0];
  const mine: string[] = [];
  lines = mine;
  const clock = { now: () => now };
  const host = daemonHost({
    backend: pcscBackend({ pcsc, only: [], platform: 'linux', log: silentLog }),
    box: { stbId: 'STB-1', key: '0F'.repeat(32) },
    policy: apduPolicy({ allowVerify: false }),
    timers,
    clock,
    log: silentLog,
  });
  served = await serveHost({
    host,
    port: 0,
    origins: [ORIGIN],
    token: TOKEN,
    timers,
    clock,
    log: (_, line) => mine.push(line),
  });
});

afterEach(() => served.close());

test('the portal’s own socket port reads a card through a real socket', async () => {
  const pageTimers: Timers = {
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
  /** Sends an Origin header, as a page's socket does. */
  class PageSocket extends WebSocket {
    constructor(url: string) {
      super(url, { origin: ORIGIN });
    }
  }
  const host = socketHost(`ws://127.0.0.1:${served.port}`, TOKEN, {
    WebSocket: PageSocket as unknown as SocketParts['WebSocket'],
    timers: pageTimers,
    log: silentLog,
  });
  const provider = socketProvider(host, hostLink(host, pageTimers, silentLog), silentLog);
  expect(await provider.probe()).toBe('available');
  const opened = await provider.open(reader);
  if (!opened.ok) throw new Error(opened.error.code);
  const inserted = new Promise((resolve) => opened.value.onStateChange(resolve));
  slot.insert(card);
  expect(await inserted).toBe('present');
  const connected = await opened.value.connect();
  if (!connected.ok) throw new Error(connected.error.code);
  const selected = await connected.value.transmit(fromHex('00A40000023F0100'));
  expect(selected.ok && toHex(selected.value.bytes)).toMatch(/^6F.*9000$/);
  const balance = await connected.value.transmit(fromHex('805C000204'));
  expect(balance.ok && toHex(balance.value.bytes)).toBe('000186A09000');

  const gone = new Promise((resolve) => provider.onReaderChange(resolve));
  await served.close();
  expect(await gone).toMatchObject({ type: 'reader-removed', reader: { name: reader } });
  host.close();
});

test('a page with the token is admitted, and told which readers there are', async () => {
  slot.insert(card);
  const page = await welcomed(open());
  expect(await page.ask({ method: 'identity' })).toEqual({ id: 1, result: { stbId: 'STB-1' } });
  expect(page.heard.slice(0, 3)).toEqual([
    { id: 0, result: { version: 1 } },
    { event: 'reader-added', reader },
    { event: 'state', reader, state: 'present' },
  ]);
  for (const message of page.heard) expect(faultsOf('toPage', message)).toEqual([]);
});

test.each<[string, string | null]>([
  ['another origin', 'https://evil.example'],
  ['an origin that begins like ours', `${ORIGIN}.evil.example`],
  ['the origin of a sandboxed frame', 'null'],
  ['no origin', null],
])('%s is not admitted', async (_, origin) => {
  const page = open({ origin });
  expect(await page.closed).toBe(-1);
  expect(page.refusal()).toContain('403');
  expect(lines[0]).toMatch(/^refused origin/);
});

const hello = { id: 0, method: 'hello', version: 1, token: TOKEN };
test.each<[string, unknown, number]>([
  ['a wrong token', { ...hello, token: `${TOKEN}0` }, CLOSE.badToken],
  ['no token', { ...hello, token: undefined }, CLOSE.badToken],
  ['a token that is no text', { ...hello, token: [TOKEN] }, CLOSE.badToken],
  ['another version', { ...hello, version: 2 }, CLOSE.badHello],
  ['a request before the hello', { id: 1, method: 'list' }, CLOSE.badHello],
  ['null', null as unknown, CLOSE.badHello],
  ['no JSON', '{', CLOSE.badHello],
])('%s is turned away', async (_, first, code) => {
  const page = open({ hello: first === null ? 'null' : first });
  expect(await page.closed).toBe(code);
  expect(page.heard).toEqual([]);
  expect(lines.join()).not.toContain(TOKEN);
});

test('a silent connection is closed after three seconds, and such connections cannot use up all places', async () => {
  const strangers = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const page = open({ hello: null });
      await new Promise((resolve) => page.socket.once('open', resolve));
      return page;
    }),
  );
  const fifth = open();
  expect(await fifth.closed).toBe(-1);
  expect(fifth.refusal()).toContain('503');
  expect(passes(3_000)).toBe(4);
  for (const { closed } of strangers) expect(await closed).toBe(CLOSE.badHello);
  await welcomed(open());
});

test('one page at a time: the next is admitted when the first has gone', async () => {
  const first = await welcomed(open());
  const second = open();
  expect(await second.closed).toBe(CLOSE.busy);
  expect(await first.ask({ method: 'list' })).toMatchObject({ result: { readers: [reader] } });
  first.socket.close();
  await first.closed;
  await welcomed(open());
});

test('a late answer for a page that has gone never reaches the next page', async () => {
  slot.insert(card);
  const first = await welcomed(open());
  await first.ask({ method: 'powerOn', reader });
  let answer = () => {};
  pcsc.gate = new Promise((resolve) => {
    answer = resolve;
  });
  first.socket.send(JSON.stringify({ id: 2, ...transmit }));
  await expect.poll(() => pcsc.calls.includes('transmit')).toBe(true);
  first.socket.close();
  await first.closed;

  const second = await welcomed(open());
  await second.ask({ method: 'list' });
  const powering = second.ask({ method: 'powerOn', reader });
  await second.ask({ method: 'identity' });
  answer();
  pcsc.gate = null;
  expect(await powering).toEqual({ id: 2, result: { atr: toHex(card.atr) } });
  expect(second.heard.filter(({ id }) => id === 2)).toHaveLength(1);
  // The card lost its power between the two.
  expect(pcsc.calls).toEqual([
    'connect',
    'coldReset',
    'transmit',
    'release',
    'connect',
    'coldReset',
  ]);
});

test('messages that are too long, too many or not text do no harm', async () => {
  const long = await welcomed(open());
  long.socket.send(JSON.stringify({ id: 1, method: 'sign', data: '00'.repeat(9_000) }));
  expect(await long.closed).toBe(1009);

  const fast = await welcomed(open());
  for (let id = 1; id <= 60; id++) fast.socket.send(JSON.stringify({ id, method: 'identity' }));
  expect(await fast.closed).toBe(CLOSE.tooMany);
  expect(fast.heard.filter(({ result }) => result).length).toBeLessThanOrEqual(50);

  const odd = await welcomed(open());
  odd.socket.send(new Uint8Array(3));
  odd.socket.send('{"id":');
  odd.socket.send('[1,2]');
  odd.socket.send('{"id":"1","method":"list"}');
  expect(await odd.ask({ method: 'format' })).toMatchObject({
    error: { code: 'UNSUPPORTED_FEATURE', outcome: 'not-sent' },
  });
  expect(odd.socket.readyState).toBe(WebSocket.OPEN);
});

test('a page that does not answer a ping is closed', async () => {
  const page = open();
  await welcomed(page);
  for (const _ of [1, 2, 3]) {
    const pinged = new Promise((resolve) => page.socket.once('ping', resolve));
    expect(passes(10_000)).toBe(1);
    await pinged;
    // The pong has arrived before this answer, so the page may stay.
    await page.ask({ method: 'identity' });
  }
  page.socket.pause();
  const isGone = () => {
    passes(10_000);
    return lines.some((line) => line.startsWith('the page has gone'));
  };
  await expect.poll(isGone).toBe(true);
  page.socket.terminate();
  await welcomed(open());
});

test('strangers who do not answer the close keep nobody out', async () => {
  const silent = [1, 2, 3, 4].map(() => open({ hello: null }));
  for (const { socket } of silent) {
    await new Promise((resolve) => socket.once('open', resolve));
    socket.pause();
  }
  expect(passes(3_000)).toBe(4);
  await welcomed(open());
  expect(passes(1_000)).toBe(4);
  for (const { socket } of silent) socket.terminate();
});

test('a page that is refused and does not answer the close makes room for the next', async () => {
  const fast = await welcomed(open());
  for (let id = 1; id <= 60; id++) fast.socket.send(JSON.stringify({ id, method: 'identity' }));
  fast.socket.pause();
  const isGone = () => {
    passes(1_000);
    return lines.some((line) => line.startsWith('the page has gone'));
  };
  await expect.poll(isGone).toBe(true);
  fast.socket.terminate();
  await welcomed(open());
});

test('a plain HTTP request is told to use a WebSocket', async () => {
  const status = await new Promise((resolve) =>
    get(`http://127.0.0.1:${served.port}/`, (response) => {
      response.resume();
      resolve(response.statusCode);
    }),
  );
  expect(status).toBe(426);
});

test('a port that is in use is named, with what to do', async () => {
  const again = serveHost({
    host: { postMessage() {}, onmessage: null, arrive() {}, leave: async () => {} },
    port: served.port,
    origins: [ORIGIN],
    token: TOKEN,
    timers,
    clock: { now: () => 0 },
    log: silentLog,
  });
  await expect(again).rejects.toThrow(
    `port: ${served.port} on 127.0.0.1 is already in use; end the program that uses it, or choose another`,
  );
});
