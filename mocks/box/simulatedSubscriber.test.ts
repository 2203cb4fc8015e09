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

test('the card goes in when it is asked for, and out at the end', async () => {
  const person = subscriber();
  person.sees('home');
  person.sees('waitCard');
  await wait(5_000);
  person.sees('debiting');
  await wait(5_000);
  person.sees('result');
  await wait(5_000);
  expect(trail).toEqual(['present 1200', 'empty 11000']);
});

test('a subscriber in a hurry does the same in a tenth of the time', async () => {
  const person = subscriber(habitsAt(10));
  person.sees('waitCard');
  await wait(1_000);
  person.sees('result');
  await wait(1_000);
  expect(trail).toEqual(['present 120', 'empty 1100']);
});

test('a screen that changes before the subscriber acts is ignored', async () => {
  const person = subscriber();
  person.sees('waitCard');
  await wait(1_000);
  person.sees('confirm');
  await wait(5_000);
  expect(trail).toEqual([]);
});

test('asked for the same card, the subscriber takes it out and puts it in again', async () => {
  const person = subscriber();
  person.sees('waitCard');
  await wait(2_000);
  person.sees('insertSameCard');
  await wait(5_000);
  expect(trail).toEqual(['present 1200', 'empty 3000', 'present 4200']);
});

test('a subscriber who does not bring the card back leaves the doubt', async () => {
  const person = subscriber({ bringsItBack: false });
  person.sees('insertSameCard');
  await wait(60_000);
  expect(trail).toEqual([]);
  person.sees('waitCard');
  await wait(2_000);
  expect(trail.length).toBe(1);
});

test('a subscriber without habits does nothing by itself', async () => {
  const person = subscriber({ insertAfterMs: null });
  person.sees('waitCard');
  person.sees('insertSameCard');
  await wait(60_000);
  expect([trail, cardsTaken]).toEqual([[], 0]);
});

test('the impatient subscriber pulls the card at once, and only once', async () => {
  const person = subscriber({ pullsAt: 'authorising' });
  for (let times = 0; times < 2; times++) {
    person.sees('waitCard');
    await wait(1_500);
    person.sees('authorising');
    await wait(500);
  }
  expect(trail).toEqual(['present 1200', 'empty 1500', 'present 3200']);
});

test('a card the wrong way round is turned', async () => {
  const person = subscriber({ wrongWayRoundFirst: true });
  person.sees('waitCard');
  await wait(10_000);
  expect(trail).toEqual(['mute 1200', 'empty 3700', 'present 4900']);
});

test('a subscriber who is not automatic only does what the test calls', async () => {
  const person = subscriber();
  person.isAutomatic = false;
  person.sees('waitCard');
  await wait(5_000);
  expect(trail).toEqual([]);
  person.insert(true);
  person.insert();
  person.sees('result');
  await wait(5_000);
  person.takeOut();
  person.takeOut();
  person.insert();
  expect(trail).toEqual(['mute 5000', 'empty 10000', 'present 10000']);
});

test('moving the card by hand cancels what the subscriber was about to do', async () => {
  const person = subscriber();
  person.sees('waitCard');
  await wait(1_000);
  person.insert();
  person.takeOut();
  await wait(5_000);
  expect(trail).toEqual(['present 1000', 'empty 1000']);
});

test('a card is not put into an unplugged reader, but goes in when it is plugged in', async () => {
  const person = subscriber();
  slot.unplug();
  person.sees('waitCard');
  await wait(5_000);
  slot.plug();
  await wait(5_000);
  expect(trail).toEqual(['unavailable 0', 'empty 5000', 'present 6200']);
});
