import { beforeEach, expect, test } from 'vitest';
import { createCard } from '../card/createCard.ts';
import { seededRandom, type VirtualTime, virtualTime } from '../environment/simulation.ts';
import type { SubscriberHabits } from '../faults/scenarios.ts';
import { createSlot, type SimulatedSlot } from './reader/simulatedSlot.ts';
import {
  createSimulatedSubscriber,
  habitsAt,
  type SimulatedSubscriber,
} from './simulatedSubscriber.ts';
import { walletCard } from './walletCards.ts';

let time: VirtualTime;
let slot: SimulatedSlot;
let trail: string[];
let cardsTaken: number;

beforeEach(() => {
  time = virtualTime(0);
  slot = createSlot();
  trail = [];
  cardsTaken = 0;
  slot.onChange(() => trail.push(`${slot.state} ${time.now()}`));
});

function subscriber(habits: Partial<SubscriberHabits> = {}): SimulatedSubscriber {
  const card = createCard(walletCard('good'), { random: seededRandom(1) });
  return createSimulatedSubscriber(time, slot, { ...habitsAt(1), ...habits }, () => {
    cardsTaken++;
    return card;
  });
}
const wait = (forMs: number) => time.runUntil(() => false, forMs);

test('the card goes in when it is asked for, and out when all is said', async () => {
  const one = subscriber();
  one.sees('home');
  one.sees('waitCard');
  await wait(5_000);
  one.sees('debiting');
  await wait(5_000);
  one.sees('result');
  await wait(5_000);
  expect(trail).toEqual(['present 1200', 'empty 11000']);
});

test('a subscriber in a hurry does the same in a tenth of the time', async () => {
  const one = subscriber(habitsAt(10));
  one.sees('waitCard');
  await wait(1_000);
  one.sees('result');
  await wait(1_000);
  expect(trail).toEqual(['present 120', 'empty 1100']);
});

test('a screen that goes before the subscriber has moved is not obeyed', async () => {
  const one = subscriber();
  one.sees('waitCard');
  await wait(1_000);
  one.sees('confirm');
  await wait(5_000);
  expect(trail).toEqual([]);
});

test('asked for the same card, the subscriber takes it out and puts it in again', async () => {
  const one = subscriber();
  one.sees('waitCard');
  await wait(2_000);
  one.sees('insertSameCard');
  await wait(5_000);
  expect(trail).toEqual(['present 1200', 'empty 3000', 'present 4200']);
});

test('a subscriber that does not bring the card back leaves the doubt', async () => {
  const one = subscriber({ bringsItBack: false });
  one.sees('insertSameCard');
  await wait(60_000);
  expect(trail).toEqual([]);
  one.sees('waitCard');
  await wait(2_000);
  expect(trail.length).toBe(1);
});

test('a subscriber without habits does nothing by itself', async () => {
  const one = subscriber({ insertAfterMs: null });
  one.sees('waitCard');
  one.sees('insertSameCard');
  await wait(60_000);
  expect([trail, cardsTaken]).toEqual([[], 0]);
});

test('the impatient subscriber pulls at once, and once only', async () => {
  const one = subscriber({ pullsAt: 'authorising' });
  for (let times = 0; times < 2; times++) {
    one.sees('waitCard');
    await wait(1_500);
    one.sees('authorising');
    await wait(500);
  }
  expect(trail).toEqual(['present 1200', 'empty 1500', 'present 3200']);
});

test('a card the wrong way round is turned', async () => {
  const one = subscriber({ wrongWayRoundFirst: true });
  one.sees('waitCard');
  await wait(10_000);
  expect(trail).toEqual(['mute 1200', 'empty 3700', 'present 4900']);
});

test('a subscriber that is told to wait does nothing by itself, and does what it is told', async () => {
  const one = subscriber();
  one.isAutomatic = false;
  one.sees('waitCard');
  await wait(5_000);
  expect(trail).toEqual([]);
  one.insert(true);
  one.insert();
  one.sees('result');
  await wait(5_000);
  one.takeOut();
  one.takeOut();
  one.insert();
  expect(trail).toEqual(['mute 5000', 'empty 10000', 'present 10000']);
});

test('who takes the card into his own hands is not disturbed by what the subscriber was about to do', async () => {
  const one = subscriber();
  one.sees('waitCard');
  await wait(1_000);
  one.insert();
  one.takeOut();
  await wait(5_000);
  expect(trail).toEqual(['present 1000', 'empty 1000']);
});

test('a card is not put into a dead reader, but when it lives again', async () => {
  const one = subscriber();
  slot.unplug();
  one.sees('waitCard');
  await wait(5_000);
  slot.plug();
  await wait(5_000);
  expect(trail).toEqual(['unavailable 0', 'empty 5000', 'present 6200']);
});
