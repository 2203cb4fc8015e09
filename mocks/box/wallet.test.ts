import { beforeEach, expect, test } from 'vitest';
import { simulation } from '../environment/simulation.ts';
import { type Scenario, scenarios } from '../faults/scenarios.ts';
import { memoryNvm, type NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import { createOccurrences } from './occurrences.ts';
import { createSlot, type SimulatedSlot } from './reader/simulatedSlot.ts';
import { createWallet, type Wallet } from './wallet.ts';

let nvm: NonVolatileMemory;
let slot: SimulatedSlot;

function wallet(scenario: Scenario = scenarios['first-day']!): Wallet {
  slot = createSlot();
  const { environment } = simulation(1);
  return createWallet({ environment, nvm, scenario, slot, occurrences: createOccurrences(nvm) });
}

beforeEach(() => {
  nvm = memoryNvm();
});

test('cards are taken in the order of the scenario, and the last one stays', () => {
  const cards = wallet(scenarios['poor-then-good-card']!);
  expect(cards.next).toBe('poor');
  expect(cards.take()).toBe(cards.card('poor'));
  expect(cards.take()).toBe(cards.card('good'));
  expect(cards.next).toBe('good');
});

test('a chosen card is taken instead of the scenario’s, also after a reload', () => {
  wallet(scenarios['poor-then-good-card']!).choose('locked');
  const again = wallet(scenarios['poor-then-good-card']!);
  expect([again.next, again.take().state.locked]).toEqual(['locked', true]);
});

test('a reload leaves the card in the slot', () => {
  const before = wallet();
  before.choose('other');
  slot.insert(before.take());
  const after = wallet();
  expect([after.inSlot, slot.state]).toEqual(['other', 'present']);
  slot.pull();
  expect(after.inSlot).toBeNull();
  expect(wallet().inSlot).toBeNull();
});

test('a set balance stays, and the card leaves the slot and returns for it', () => {
  const cards = wallet();
  slot.insert(cards.take());
  const states: string[] = [];
  slot.onChange(() => states.push(slot.state));
  cards.setBalance('good', 12_345);
  expect(states).toEqual(['empty', 'present']);
  expect(cards.card('good').state.balanceFen).toBe(12_345);
  expect(wallet().card('good').state.balanceFen).toBe(12_345);
  cards.setBalance('poor', 7);
  expect(states.length).toBe(2);
});
