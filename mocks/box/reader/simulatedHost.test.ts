import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HostObject } from '../../../src/reader/hostObject/hostLink.ts';
import { watchedConversation } from '../../../src/reader/hostObject/schema.fixture.ts';
import { toHex } from '../../../src/shared/bytes.ts';
import { createCard, type SimulatedCard } from '../../card/createCard.ts';
import { type Simulation, seededRandom, simulation } from '../../environment/simulation.ts';
import { walletCard } from '../walletCards.ts';
import { simulatedHost } from './simulatedHost.ts';
import { createSlot, type SimulatedSlot } from './simulatedSlot.ts';

const boxKey = 'A0'.repeat(32);
let card: SimulatedCard;
let slot: SimulatedSlot;
let host: HostObject;
let world: Simulation;
let said: Record<string, unknown>[];
let watch: ReturnType<typeof watchedConversation>;
let faults: string[];

beforeEach(() => {
  card = createCard(walletCard('good'), { random: seededRandom(1) });
  slot = createSlot();
  world = simulation();
  said = [];
  watch = watchedConversation();
  faults = [];
  startHost();
});

function startHost(more: { followsItself?: boolean } = {}): void {
  const box = { stbId: 'STB-1', boxKey, readerName: 'slot 1', apduMs: 40, ...more };
  host = simulatedHost(world.environment, slot, box);
  host.onmessage = ({ data }) => {
    faults.push(...watch.toPage(data as string));
    said.push(JSON.parse(data as string));
  };
}

afterEach(() => {
  expect(faults, 'the host obeys docs/integrate/host-bridge.schema.json').toEqual([]);
});

async function ask(request: object): Promise<unknown> {
  said = [];
  const json = JSON.stringify({ id: 7, ...request });
  watch.toHost(json);
  host.postMessage(json);
  await world.time.runUntil(() => said.some(({ id }) => id === 7), 1_000);
  const { id: _, ...reply } = said.find(({ id }) => id === 7)!;
  return reply;
}
const reader = 'slot 1';

test('the host identifies the box and signs with its key, which it keeps to itself', async () => {
  expect(await ask({ method: 'identity' })).toEqual({ result: { stbId: 'STB-1' } });
  const hmac = createHmac('sha256', Buffer.from(boxKey, 'hex')).update('hello').digest('hex');
  expect(await ask({ method: 'sign', data: '68656C6C6F' })).toEqual({
    result: { signature: hmac.toUpperCase() },
  });
});

test('a reader is listed while it is plugged in', async () => {
  expect(await ask({ method: 'list' })).toEqual({ result: { readers: ['slot 1'] } });
  slot.unplug();
  expect(await ask({ method: 'list' })).toEqual({ result: { readers: [] } });
});

test('a card by the messages of the bridge: open, power on, command, power off', async () => {
  expect(await ask({ method: 'open', reader })).toEqual({ result: { state: 'empty' } });
  slot.insert(card);
  expect(await ask({ method: 'open', reader })).toEqual({ result: { state: 'present' } });
  expect(await ask({ method: 'powerOn', reader })).toEqual({ result: { atr: toHex(card.atr) } });
  const before = world.time.now();
  const apdu = '00A40000023F01';
  expect(await ask({ method: 'transmit', reader, apdu })).toMatchObject({
    result: { answer: expect.stringMatching(/^61|9000$/) },
  });
  expect(world.time.now() - before).toBe(40);
  expect(await ask({ method: 'powerOff', reader })).toEqual({ result: {} });
  expect(await ask({ method: 'transmit', reader, apdu })).toEqual({
    error: { code: 'UNPOWERED_CARD', outcome: 'not-sent' },
  });
  expect(await ask({ method: 'close', reader })).toEqual({ result: {} });
});

test('a host that hands TPDUs on says that a word answers the command; one that fetches says nothing', async () => {
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  const apdu = '00A40000023F01';
  const handedOn = await ask({ method: 'transmit', reader, apdu });
  expect(handedOn).toEqual({
    result: { answer: expect.stringMatching(/^61..$/), answers: 'command' },
  });
  startHost({ followsItself: true });
  const fetched = await ask({ method: 'transmit', reader, apdu });
  expect(fetched).toEqual({ result: { answer: expect.stringMatching(/^6F.*9000$/) } });
});

test('a card that goes while the host fetches its answer may have run the command', async () => {
  startHost({ followsItself: true });
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  slot.onExchange(() => slot.pull());
  expect(await ask({ method: 'transmit', reader, apdu: '00A40000023F01' })).toEqual({
    error: { code: 'REMOVED_CARD', outcome: 'unknown' },
  });
});

test('a card torn out during a command is `unknown`: it may have run the command', async () => {
  slot.insert(card);
  await ask({ method: 'powerOn', reader });
  card.cutNext({ at: 'after-write' });
  expect(await ask({ method: 'transmit', reader, apdu: '00A40000023F01' })).toEqual({
    error: { code: 'REMOVED_CARD', outcome: 'unknown' },
  });
});

test('changes at the slot are sent as events', () => {
  slot.insert(card);
  slot.unplug();
  slot.plug();
  slot.pull();
  expect(said).toEqual([
    { event: 'state', reader, state: 'present' },
    { event: 'reader-removed', reader },
    { event: 'state', reader, state: 'unavailable' },
    { event: 'reader-added', reader },
    { event: 'state', reader, state: 'present' },
    { event: 'state', reader, state: 'empty' },
  ]);
});

test.each([
  ['UNKNOWN_READER', { method: 'open', reader: 'slot 2' }],
  ['UNSUPPORTED_FEATURE', { method: 'format', reader }],
  ['UNSUPPORTED_FEATURE', { method: 'transmit', reader, apdu: 'no hex' }],
])('%s: %j', async (code, request) => {
  expect(await ask(request)).toEqual({ error: { code, outcome: 'not-sent' } });
});

test('when the page is gone nothing is sent, and nothing breaks', () => {
  host.onmessage = null;
  expect(() => slot.insert(card)).not.toThrow();
});
