import { beforeEach, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../../src/shared/bytes.ts';
import { createCard, type SimulatedCard } from '../../../card/createCard.ts';
import { seededRandom } from '../../../environment/simulation.ts';
import { createSlot, type SimulatedSlot } from '../../reader/simulatedSlot.ts';
import { walletCard } from '../../walletCards.ts';
import type { CardBackend } from '../cardBackend.ts';
import { READER, type SlotPcsc, slotPcsc } from '../daemon.fixture.ts';
import { pcscBackend } from './pcscBackend.ts';

const SELECT = fromHex('00A40000023F01');
let card: SimulatedCard;
let slot: SimulatedSlot;
let pcsc: SlotPcsc;
let backend: CardBackend;
let events: string[];
let lines: string[];
const log = (_: string, line: string) => void lines.push(line);

beforeEach(() => {
  card = createCard(walletCard('good'), { random: seededRandom(1) });
  slot = createSlot();
  lines = [];
  pcsc = slotPcsc(slot);
  backend = pcscBackend({ pcsc, only: [], platform: 'linux', log });
  events = [];
  backend.onEvent((event) => events.push(event.event === 'state' ? event.state : event.event));
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

const send = async (apdu = SELECT) => {
  const sent = await backend.transmit(READER, apdu);
  return sent.ok
    ? `${toHex(sent.value.bytes)} ${sent.value.answers}`
    : `${sent.error.code} ${sent.error.outcome}`;
};

test('every power-on is a cold reset, of a card connected once', async () => {
  slot.insert(card);
  const atr = await backend.powerOn(READER);
  expect(atr.ok && toHex(atr.value)).toBe(toHex(card.atr));
  expect(await send()).toMatch(/^61.. unknown$/);
  await backend.powerOn(READER);
  await backend.powerOff(READER);
  await backend.powerOff(READER);
  expect(pcsc.calls).toEqual(['connect', 'coldReset', 'transmit', 'coldReset', 'release']);
  expect(await send()).toBe('UNPOWERED_CARD not-sent');
});

test('a command goes out once, whatever comes back', async () => {
  slot.insert(card);
  await backend.powerOn(READER);
  for (const code of ['NotTransacted', 'CommError', 'ResetCard', 'NoSmartCard']) {
    pcsc.calls.length = 0;
    pcsc.fails.set('transmit', code);
    await send();
    expect(pcsc.calls).toEqual(['transmit']);
  }
});

test('a card that has gone is released, and sent nothing', async () => {
  slot.insert(card);
  await backend.powerOn(READER);
  slot.pull();
  expect(await send()).toBe('REMOVED_CARD not-sent');
  slot.insert(card);
  expect(await send()).toBe('UNPOWERED_CARD not-sent');
  expect(pcsc.calls).toEqual(['connect', 'coldReset', 'release']);
});

/** Holds every call to PC/SC until `open`. */
function shutGate(): { open(): void } {
  let open = () => {};
  pcsc.gate = new Promise((resolve) => {
    open = resolve;
  });
  return { open: () => open() };
}

test('a card that goes while it is busy is released after the answer, and its reader tells everything', async () => {
  slot.insert(card);
  await backend.powerOn(READER);
  const gate = shutGate();
  const sent = send();
  await settled();
  slot.unplug();
  slot.plug();
  expect(events).toEqual(['present', 'reader-removed', 'reader-added', 'present']);
  const powered = backend.powerOn(READER);
  gate.open();
  expect(await sent).toBe('NOT_TRANSACTED unknown');
  expect((await powered).ok).toBe(true);
  expect(pcsc.calls.slice(2)).toEqual(['transmit', 'release', 'connect', 'coldReset']);
});

test.each<[string, () => void]>([
  ['unplugged', () => slot.unplug()],
  ['changed', () => slot.pull()],
])('a card that is %s while it is powered on is released and sent nothing', async (_, goes) => {
  slot.insert(card);
  const gate = shutGate();
  const powering = backend.powerOn(READER);
  await settled();
  goes();
  slot.plug();
  slot.insert(card);
  gate.open();
  expect((await powering).ok).toBe(false);
  expect(await send()).toBe('UNPOWERED_CARD not-sent');
  expect(pcsc.calls).toEqual(['connect', 'coldReset', 'release']);
  expect((await backend.powerOn(READER)).ok).toBe(true);
});

test('a card torn out during a command may have run it', async () => {
  slot.insert(card);
  await backend.powerOn(READER);
  card.cutNext({ at: 'before-answer' });
  expect(await send()).toBe('NOT_TRANSACTED unknown');
});

test.each([
  ['an empty answer', ''],
  ['half a status word', '90'],
])('after %s, which a driver calls success, the command may have run', async (_, bytes) => {
  const silent = {
    ...card,
    transmit: () => fromHex(bytes),
    reset: () => card.reset(),
  };
  slot.insert(silent);
  await backend.powerOn(READER);
  expect(await send()).toBe('COMM_ERROR unknown');
});

test('readers and cards that come and go become events of the bridge', () => {
  expect(backend.readers()).toEqual([READER]);
  expect(backend.state(READER)).toBe('empty');
  slot.insert(card, true);
  slot.pull();
  slot.unplug();
  slot.plug();
  expect(events).toEqual(['mute', 'empty', 'reader-removed', 'reader-added', 'empty']);
  expect(backend.state('another')).toBeUndefined();
});

test('a card the wrong way round is not powered on', async () => {
  slot.insert(card, true);
  const powered = await backend.powerOn(READER);
  expect(powered.ok || powered.error.code).toBe('UNRESPONSIVE_CARD');
  expect(pcsc.calls).toEqual([]);
});

test.each([
  ['SharingViolation', 'connect', 'SHARING_VIOLATION'],
  ['UnpoweredCard', 'coldReset', 'UNPOWERED_CARD'],
])('%s at %s is reported, and no card stays connected', async (failure, call, code) => {
  slot.insert(card);
  pcsc.fails.set(call, failure);
  const powered = await backend.powerOn(READER);
  expect(powered.ok || powered.error).toMatchObject({ code, outcome: 'not-sent' });
  pcsc.fails.clear();
  expect(await send()).toBe('UNPOWERED_CARD not-sent');
});

test('readers that the operator did not name are left out, which is said', () => {
  const picky = pcscBackend({
    pcsc: slotPcsc(slot),
    only: ['another'],
    platform: 'linux',
    log,
  });
  slot.insert(card);
  expect([picky.readers(), picky.unwatched()]).toEqual([[], [READER]]);
  expect(lines).toEqual([`${READER}: not watched, because --readers does not name it`]);
  slot.unplug();
  expect(picky.unwatched()).toEqual([]);
});
