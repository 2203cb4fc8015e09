import { effect, signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import { virtualTime } from '../../mocks/operator/tsp/virtualTime.fixture.ts';
import type { EventKind, PaymentEvent } from '../payment/events.ts';
import type { Payment } from '../payment/payment.ts';
import type { Step, StepKind } from '../payment/steps.ts';
import { advance, transitions } from '../payment/transitions.ts';
import type { Portal } from '../screens/portal.ts';
import { type DialogState, SETTINGS } from '../screens/settings/dialogState.ts';
import { type Attending, attend } from './attend.ts';
import { samples } from './gallery/samples.ts';

const MINUTE = 60_000;
const step = signal<Step>({ kind: 'home', unfinished: null });
const dialog = signal<DialogState | null>(null);
const query = signal<string | null>(null);
let did: string[];
let time: ReturnType<typeof virtualTime>;
let attending: Attending;
const slot = signal('empty');
let sleptMs: number;
/** Whether what is sent changes the step. */
let goes: boolean;

const goTo = (kind: StepKind) => {
  const found = samples.find(
    (sample) => typeof sample.step !== 'string' && sample.step.kind === kind,
  );
  step.value = found!.step as Step;
};

beforeEach(() => {
  did = [];
  time = virtualTime(Date.parse('2026-11-23T20:39:12+08:00'));
  goTo('home');
  dialog.value = null;
  query.value = null;
  const payment = {
    step,
    knows: (event: EventKind) => event in transitions[step.peek().kind],
    send(event: PaymentEvent) {
      did.push(event.kind);
      const { step: next } = advance({ step: step.peek(), unfinished: null }, event, () => '');
      if (goes) step.value = next;
    },
  };
  const portal = {
    ...time,
    dialog,
    focus: { forget: () => did.push('forget') },
    catalogue: {
      query,
      search: (q: string | null) => did.push(`search ${q}`),
      chooseCategory: (id: string | null) => did.push(`category ${id}`),
      refresh: () => did.push('refresh'),
      forget: () => did.push('forget all'),
    },
  };
  sleptMs = 0;
  goes = false;
  const page = { document: {}, addEventListener: () => {} };
  const boxTime = () => time.clock.now() + sleptMs;
  const around = { page, clock: time.clock, boxTime, slot, onReturn: () => did.push('session') };
  attending = attend(payment as unknown as Payment, portal as unknown as Portal, around, 2);
});

test('when nobody is there, what was looked at, typed or opened is cleared, and then the portal goes home', async () => {
  goTo('confirm');
  dialog.value = SETTINGS;
  await time.advance(3 * MINUTE);
  expect(did).toEqual(['forget', 'search null', 'category null', 'refresh', 'idled']);
  expect(dialog.value).toBeNull();
});

test('a warning comes before a search is cleared', async () => {
  query.value = 'ty';
  await time.advance(2 * MINUTE);
  expect([attending.idle.leavesAt.value !== null, did.length]).toEqual([true, 0]);
});

test('every key counts, on whatever layer it is pressed', async () => {
  goTo('history');
  for (const [command, layer] of [
    ['down', 0],
    ['7', 1],
    ['back', 2],
  ] as const) {
    await time.advance(2 * MINUTE);
    expect(attending.idle.leavesAt.value).not.toBeNull();
    expect(attending.onKey(command, layer)).toBe(false);
    expect(attending.idle.leavesAt.value).toBeNull();
  }
});

test('the menu key opens settings where the screen says nothing about the card, and not above a dialog', () => {
  const opened = (Object.keys(transitions) as StepKind[]).filter((kind) => {
    goTo(kind);
    dialog.value = null;
    const isTaken = attending.onKey('menu', 0);
    expect(isTaken).toBe(dialog.value === SETTINGS);
    return isTaken;
  });
  expect(opened).toEqual([
    ...['home', 'service', 'history', 'confirm', 'waitCard', 'result', 'refused'],
    ...['insertSameCard', 'manualCase'],
  ]);
  dialog.value = null;
  goTo('home');
  expect([attending.onKey('menu', 1), dialog.value]).toEqual([false, null]);
});

test('a dialog closes with its screen', () => {
  goTo('waitCard');
  dialog.value = SETTINGS;
  step.value = { ...step.value };
  expect(dialog.value).toBe(SETTINGS);
  goTo('cardCheck');
  expect(dialog.value).toBeNull();
});

test('the home key goes home where nothing is under way, whatever lies above', () => {
  const left = (Object.keys(transitions) as StepKind[]).filter((kind) => {
    goTo(kind);
    did = [];
    dialog.value = SETTINGS;
    const isTaken = attending.onKey('home', 1);
    expect([isTaken, dialog.value]).toEqual(isTaken ? [true, null] : [false, SETTINGS]);
    expect(did).toEqual(isTaken ? ['search null', 'idled'] : []);
    return isTaken;
  });
  expect(left).toEqual([
    ...['home', 'service', 'history', 'confirm', 'result', 'refused'],
    ...['insertSameCard', 'manualCase'],
  ]);
});

test('under the warning the home key only keeps the screen', () => {
  goTo('history');
  expect([attending.onKey('home', 2), did]).toEqual([false, []]);
});

const HOUR = 60 * MINUTE;
const RENEWED = ['session', 'forget', 'search null', 'forget all'];

test('after a sleep everything is asked for again before a key can act; nothing is taken away that is under way', () => {
  goes = true;
  const begins = (Object.keys(transitions) as StepKind[]).filter((kind) => {
    sleptMs += HOUR;
    attending.onKey('down', 0);
    goTo(kind);
    did = [];
    sleptMs += HOUR;
    const isTaken = attending.onKey('ok', 0);
    const back = kind === 'waitCard' ? ['back'] : [];
    expect(did, kind).toEqual(isTaken ? [...RENEWED, ...back, 'idled', 'woke'] : []);
    expect(step.value.kind).toBe(isTaken ? 'recovering' : kind);
    return isTaken;
  });
  expect(begins).toEqual([
    ...['home', 'service', 'history', 'confirm', 'waitCard', 'refused'],
    ...['insertSameCard', 'manualCase'],
  ]);
});

test('a sleep in the middle of a payment: home begins again once it shows, and what the payment came to stays until then', async () => {
  goes = true;
  goTo('debiting');
  sleptMs += HOUR;
  expect(attending.onKey('back', 0)).toBe(false);
  goTo('result');
  await time.advance(1);
  expect(did).toEqual([]);
  goTo('home');
  await time.advance(1);
  expect(did).toEqual([...RENEWED, 'idled', 'woke']);
  expect(step.value.kind).toBe('recovering');
});

test('a card that is put in while the box wakes pays nothing of before', () => {
  goes = true;
  goTo('waitCard');
  // As the payment listens: after this module.
  const heard: StepKind[] = [];
  const stop = effect(() => {
    if (slot.value === 'present') heard.push(step.peek().kind);
  });
  sleptMs += HOUR;
  slot.value = 'present';
  stop();
  slot.value = 'empty';
  expect(heard).toEqual(['recovering']);
});

test('who looks for the card for minutes, and then presses a key, is not sent away', async () => {
  goes = true;
  goTo('waitCard');
  await time.advance(5 * MINUTE);
  did = [];
  expect(attending.onKey('down', 0)).toBe(false);
  expect(did).toEqual([]);
});

test('the first key after a long time on home only has everything asked for again', async () => {
  goes = true;
  await time.advance(HOUR);
  did = [];
  expect(attending.onKey('ok', 0)).toBe(true);
  expect(did).toEqual([...RENEWED, 'idled', 'woke']);
});
