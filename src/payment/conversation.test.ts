import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Purse } from '../purse/readPurse.ts';
import type { CardSlot } from '../purse/slot.ts';
import { fromHex } from '../shared/bytes.ts';
import { type Conversation, cardFacts, isAlive } from './conversation.ts';

const conversation = { departures: 2 } as Conversation;
const slotOf = (state: string, departures: number) =>
  ({ state: signal(state), departures: signal(departures) }) as unknown as CardSlot;

test.each<[state: string, departures: number, alive: boolean]>([
  ['present', 2, true],
  ['present', 3, false],
  ['present', 1, false],
  ['empty', 2, false],
  ['mute', 2, false],
  ['unavailable', 2, false],
  ['no-reader', 2, false],
])('a slot that is %s after %i departures: alive %s', (state, departures, alive) => {
  expect(isAlive(conversation, slotOf(state, departures))).toBe(alive);
});

test('what the TSP is told of a card leaves out its balance', () => {
  const purse: Purse = {
    issuer: '1040020000010001',
    applicationType: '02',
    applicationVersion: '01',
    serial: fromHex('00062226000000000018'),
    validFrom: '20250101',
    validTo: '20351231',
    balanceFen: 100_000,
  };
  const { balanceFen: _, ...told } = purse;
  expect(cardFacts(purse, fromHex('3B6D00'))).toEqual({ ...told, atr: '3B6D00' });
});
