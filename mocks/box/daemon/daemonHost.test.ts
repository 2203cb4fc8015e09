import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchedConversation } from '../../../src/reader/hostObject/schema.fixture.ts';
import { toHex } from '../../../src/shared/bytes.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { createCard, type SimulatedCard } from '../../card/createCard.ts';
import { seededRandom, virtualTime } from '../../environment/simulation.ts';
import { createSlot, type SimulatedSlot } from '../reader/simulatedSlot.ts';
import { walletCard } from '../walletCards.ts';
import { apduPolicy } from './apduPolicy.ts';
import type { CardBackend } from './cardBackend.ts';
import { READER, type SlotPcsc, slotPcsc } from './daemon.fixture.ts';
import { type DaemonHost, daemonHost } from './daemonHost.ts';
import { pcscBackend } from './pcsc/pcscBackend.ts';

const reader = READER;
const box = { stbId: 'STB-1', key: '0F'.repeat(32) };
let card: SimulatedCard;
let slot: SimulatedSlot;
let pcsc: SlotPcsc;
let backend: CardBackend;
let host: DaemonHost;
let time: ReturnType<typeof virtualTime>;
let heard: Record<string, unknown>[];
let lines: string[];
let faults: string[];
let watch: ReturnType<typeof watchedConversation>;
let lastId: number;

beforeEach(() => {
  card = createCard(walletCard('good'), { random: seededRandom(1) });
  slot = createSlot();
  pcsc = slotPcsc(slot);
  time = virtualTime();
  [heard, lines, faults, lastId] = [[], [], [], 0];
  watch = watchedConversation();
  backend = pcscBackend({ pcsc, only: [], platform: 'linux', log: silentLog });
  host = daemonHost({
    backend,
    box,
    policy: apduPolicy({ allowVerify: false }),
    timers: time,
    clock: time,
    log: (_, line) => lines.push(line),
  });
  host.onmessage = ({ data }) => {
    faults.push(...watch.toPage(data as string));
    heard.push(JSON.parse(data as string));
  };
});

afterEach(() => {
  expect(faults, 'the daemon obeys docs/integrate/host-bridge.schema.json').toEqual([]);
});

function says(request: object): number {
  const id = ++lastId;
  const json = JSON.stringify({ id, ...request });
  watch.toHost(json);
  host.postMessage(json);
  return id;
}

async function ask(request: object, withinMs = 0): Promise<unknown> {
  const id = says(request);
  await time.runUntil(() => heard.some((message) => message.id === id), withinMs);
  const { id: _, ...answer } = heard.find((message) => message.id === id) ?? {};
  return answer;
}

const transmit = (apdu: string, timeoutMs = 5_000) => ({
  method: 'transmit',
  reader,
  apdu,
  timeoutMs,
});
const SELECT = '00A40000023F01';

test('a box, its readers, a card', async () => {
  expect(await ask({ method: 'identity' })).toEqual({ result: { stbId: 'STB-1' } });
  const signature = createHmac('sha256', Buffer.from(box.key, 'hex')).update('hi').digest('hex');
  expect(await ask({ method: 'sign', data: '6869' })).toEqual({ result: { signature } });
  expect(await ask({ method: 'list' })).toEqual({ result: { readers: [reader] } });
  slot.insert(card);
  expect(await ask({ method: 'open', reader })).toEqual({ result: { state: 'present' } });
  expect(await ask({ method: 'powerOn', reader })).toEqual({ result: { atr: toHex(card.atr) } });
  expect(await ask(transmit(SELECT))).toEqual({ result: { answer: '6130', answers: 'unknown' } });
  expect(await ask({ method: 'powerOff', reader })).toEqual({ result: {} });
  expect(await ask({ method: 'close', reader })).toEqual({ result: {} });
});

test.each([
  ['UNKNOWN_READER', { method: 'open', reader: 'another' }],
  ['UNSUPPORTED_FEATURE', { method: 'format', reader }],
  ['UNSUPPORTED_FEATURE', { method: 'transmit', reader, apdu: '00A4' }],
  ['SECURITY_VIOLATION', transmit('0020008003123456')],
  ['UNPOWERED_CARD', transmit(SELECT)],
])('%s, and the card gets no command: %j', async (code, request) => {
  slot.insert(card);
  expect(await ask(request)).toMatchObject({ error: { code, outcome: 'not-sent' } });
  expect(pcsc.calls).toEqual([]);
});

test('a new page is told which readers there are, and later gets their events', () => {
  slot.insert(card);
  heard.length = 0;
  host.arrive();
  slot.pull();
  expect(heard).toEqual([
    { event: 'reader-added', reader },
    { event: 'state', reader, state: 'present' },
    { event: 'state', reader, state: 'empty' },
  ]);
});

test('a bug below is told to the page: the command may have run', async () => {
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  backend.transmit = async () => {
    throw new Error('a bug');
  };
  expect(await ask(transmit(SELECT))).toEqual({
    error: { code: 'COMM_ERROR', outcome: 'unknown' },
  });
});

test('a command that waits behind one without an answer never reaches the card', async () => {
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  let open = () => {};
  pcsc.gate = new Promise((resolve) => {
    open = resolve;
  });
  const first = says(transmit(SELECT, 800));
  const second = says(transmit(SELECT, 5_000));
  await time.runUntil(() => heard.some(({ id }) => id === first), 2_000);
  open();
  await time.runUntil(() => heard.some(({ id }) => id === second), 2_000);
  expect(heard.filter(({ id }) => id === second)).toMatchObject([
    { error: { code: 'UNPOWERED_CARD', outcome: 'not-sent' } },
  ]);
  expect(pcsc.calls.filter((call) => call === 'transmit')).toHaveLength(1);
});

test('a command without an answer in time is unknown, and the card gets no other until it is powered on', async () => {
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  let open = () => {};
  pcsc.gate = new Promise((resolve) => {
    open = resolve;
  });
  const before = time.now();
  expect(await ask(transmit(SELECT, 800), 2_000)).toMatchObject({
    error: { code: 'TIMEOUT', outcome: 'unknown' },
  });
  expect(time.now() - before).toBe(800);
  expect(await ask(transmit(SELECT))).toMatchObject({
    error: { code: 'UNPOWERED_CARD', outcome: 'not-sent' },
  });
  const again = says({ method: 'powerOn', reader });
  await time.runUntil(() => false, 1_000);
  expect(heard.some(({ id }) => id === again)).toBe(false);
  open();
  await time.runUntil(() => heard.some(({ id }) => id === again), 0);
  pcsc.gate = null;
  expect(await ask(transmit(SELECT))).toEqual({ result: { answer: '6130', answers: 'unknown' } });
  expect(pcsc.calls).toEqual(['connect', 'coldReset', 'transmit', 'coldReset', 'transmit']);
});

test('commands run one after the other, in their order', async () => {
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  says(transmit(SELECT));
  const last = says(transmit('00C0000030'));
  await time.runUntil(() => heard.some(({ id }) => id === last), 0);
  const answers = heard.slice(-2).map(({ result }) => (result as { answer: string }).answer);
  expect(answers[0]).toBe('6130');
  expect(answers[1]).toMatch(/^6F.*9000$/);
});

test('a command that waits when its page goes never reaches the card', async () => {
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  let open = () => {};
  pcsc.gate = new Promise((resolve) => {
    open = resolve;
  });
  says(transmit(SELECT));
  const second = says(transmit(SELECT));
  await time.runUntil(() => false, 10);
  const left = host.leave();
  open();
  await left;
  expect(heard.find(({ id }) => id === second)).toMatchObject({
    error: { code: 'CANCELLED', outcome: 'not-sent' },
  });
  expect(pcsc.calls).toEqual(['connect', 'coldReset', 'transmit', 'release']);
});

test('when the page goes, the card loses power', async () => {
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  await host.leave();
  expect(pcsc.calls).toEqual(['connect', 'coldReset', 'release']);
});

test('the log shows what happens to a card, and none of its data', async () => {
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  await ask(transmit(SELECT));
  await ask(transmit('00C0000030'));
  await ask(transmit('00B095001E'));
  await ask(transmit('0020008003123456'));
  await ask({ method: 'sign', data: '6869' });
  expect(lines).toEqual([
    `${READER}: present`,
    `${READER}: power on, 0 ms: ATR of 17 bytes`,
    `${READER}: => 00A40000 (7 bytes), 0 ms: <= 6130 (2 bytes)`,
    `${READER}: => 00C00000 (5 bytes), 0 ms: <= 9000 (50 bytes)`,
    `${READER}: => 00B09500 (5 bytes), 0 ms: <= 9000 (32 bytes)`,
    `${READER}: refused 00200080 (8 bytes), not a command of a purse`,
  ]);
});

test('of what fails the log names reader, step and cause, and says what to do', async () => {
  slot.insert(card);
  pcsc.fails.set('connect', 'SharingViolation');
  await ask({ method: 'powerOn', reader });
  pcsc.fails.clear();
  await ask({ method: 'powerOn', reader });
  pcsc.fails.set('transmit', 'NotTransacted');
  await ask(transmit(SELECT));
  pcsc.gate = new Promise(() => {});
  pcsc.fails.clear();
  await ask(transmit(SELECT, 800), 2_000);
  const todo =
    'take the card out and put it in again; if it comes back, try another card, then another reader';
  expect(lines.filter((line) => line.includes(';'))).toEqual([
    `${READER}: power on, 0 ms: SHARING_VIOLATION (SharingViolation) not-sent; end the other program that uses the card`,
    `${READER}: => 00A40000 (7 bytes), 0 ms: NOT_TRANSACTED (NotTransacted) unknown; ${todo}`,
    `${READER}: => 00A40000 (7 bytes) TIMEOUT (800 ms) unknown; ${todo}`,
  ]);
});

test('the page is told of readers that are not watched, and that there is no PC/SC', async () => {
  backend.unwatched = () => ['another'];
  expect(await ask({ method: 'list' })).toEqual({
    result: { readers: [reader], unwatched: ['another'] },
  });
  backend.isThere = () => false;
  expect(await ask({ method: 'list' })).toEqual({
    error: { code: 'NO_SERVICE', outcome: 'not-sent' },
  });
});
