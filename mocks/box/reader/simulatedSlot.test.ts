import { beforeEach, expect, test } from 'vitest';
import type { ReaderError } from '../../../src/reader/readerError.ts';
import { fromHex, toHex } from '../../../src/shared/bytes.ts';
import type { Result } from '../../../src/shared/result.ts';
import { spoil } from '../../card/answerFault.fixture.ts';
import { createCard, type SimulatedCard } from '../../card/createCard.ts';
import { seededRandom } from '../../environment/simulation.ts';
import { walletCard } from '../walletCards.ts';
import { createSlot, type SimulatedSlot } from './simulatedSlot.ts';

const SELECT = fromHex('00A4000002 3F01');
const BALANCE = fromHex('805C000204');
let card: SimulatedCard;
let slot: SimulatedSlot;
let changes: string[];

beforeEach(() => {
  card = createCard(walletCard('good'), { random: seededRandom(1) });
  slot = createSlot();
  changes = [];
  slot.onChange(() => changes.push(slot.state));
});

const errorOf = (result: Result<unknown, ReaderError>) =>
  result.ok ? 'ok' : `${result.error.code} ${result.error.outcome}`;

test('a card goes in and out, and listeners are told', () => {
  slot.insert(card);
  slot.pull();
  slot.pull();
  slot.insert(card, true);
  expect(changes).toEqual(['present', 'empty', 'mute']);
});

test('an unplugged slot does not answer, and keeps its card', () => {
  slot.insert(card);
  slot.unplug();
  expect([slot.plugged, slot.state]).toEqual([false, 'unavailable']);
  expect(errorOf(slot.powerOn())).toBe('READER_UNAVAILABLE not-sent');
  expect(errorOf(slot.transmit(BALANCE))).toBe('READER_UNAVAILABLE not-sent');
  slot.plug();
  expect(slot.state).toBe('present');
  expect(errorOf(slot.transmit(BALANCE))).toBe('UNPOWERED_CARD not-sent');
});

test('a card that says nothing may have run the command', () => {
  slot.insert(card);
  slot.powerOn();
  spoil(card, { ins: 0x5c, answerTo: 'command', says: 'mute' });
  expect(errorOf(slot.transmit(BALANCE))).toBe('UNRESPONSIVE_CARD unknown');
});

test('a card answers only after it is powered on', () => {
  expect(errorOf(slot.powerOn())).toBe('NO_SMARTCARD not-sent');
  slot.insert(card);
  expect(errorOf(slot.transmit(BALANCE))).toBe('UNPOWERED_CARD not-sent');
  const atr = slot.powerOn();
  expect(atr.ok && toHex(atr.value)).toBe(toHex(card.atr));
  expect(slot.transmit(SELECT).ok).toBe(true);
});

test('a card the wrong way round does not answer', () => {
  slot.insert(card, true);
  expect(errorOf(slot.powerOn())).toBe('UNRESPONSIVE_CARD answered');
  expect(errorOf(slot.transmit(BALANCE))).toBe('UNPOWERED_CARD not-sent');
});

test.each<[how: string, goes: (slot: SimulatedSlot, card: SimulatedCard) => void]>([
  ['powered off and on', (slot) => slot.powerOff()],
  [
    'pulled and put back',
    (slot, same) => {
      slot.pull();
      slot.insert(same);
    },
  ],
  [
    'unplugged and back',
    (slot) => {
      slot.unplug();
      slot.plug();
    },
  ],
])('a card that was %s has forgotten its selection', (_, goes) => {
  slot.insert(card);
  slot.powerOn();
  slot.transmit(SELECT);
  const before = slot.transmit(BALANCE);
  expect(before.ok && toHex(before.value)).toBe('000186A09000');
  goes(slot, card);
  slot.powerOn();
  const after = slot.transmit(BALANCE);
  expect(after.ok && toHex(after.value)).not.toBe('000186A09000');
});

test('a pulled card gets no command', () => {
  slot.insert(card);
  slot.powerOn();
  slot.pull();
  expect(errorOf(slot.transmit(BALANCE))).toBe('REMOVED_CARD not-sent');
});

test.each<[how: string, goes: (slot: SimulatedSlot) => void, code: string]>([
  ['pulled', (slot) => slot.pull(), 'REMOVED_CARD unknown'],
  ['in a reader that is unplugged', (slot) => slot.unplug(), 'READER_UNAVAILABLE unknown'],
])('a card that is %s as a command comes does not answer it', (_, goes, code) => {
  slot.insert(card);
  slot.powerOn();
  slot.onCommand(() => goes(slot));
  expect(errorOf(slot.transmit(SELECT))).toBe(code);
});

test('a card torn out during a command may have run it, and is out', () => {
  const seen: string[] = [];
  slot.onExchange(({ command, answer }) =>
    seen.push(`${toHex(command.slice(1, 2))} ${answer ? 'answered' : 'torn'}`),
  );
  slot.insert(card);
  slot.powerOn();
  slot.transmit(SELECT);
  card.cutNext({ at: 'before-answer', command: 0x5c });
  expect(errorOf(slot.transmit(BALANCE))).toBe('REMOVED_CARD unknown');
  expect(slot.state).toBe('empty');
  expect(changes).toEqual(['present', 'empty']);
  expect(seen).toEqual(['A4 answered', '5C torn']);
});
