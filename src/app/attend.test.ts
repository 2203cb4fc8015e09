import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import { virtualTime } from '../../mocks/operator/tsp/virtualTime.fixture.ts';
import type { Payment } from '../payment/payment.ts';
import type { Step, StepKind } from '../payment/steps.ts';
import { transitions } from '../payment/transitions.ts';
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
  const payment = { step, send: ({ kind }: { kind: string }) => did.push(kind) };
  const portal = {
    ...time,
    dialog,
    focus: { forget: () => did.push('forget') },
    catalogue: {
      query,
      search: (q: string | null) => did.push(`search ${q}`),
      chooseCategory: (id: string | null) => did.push(`category ${id}`),
      refresh: () => did.push('refresh'),
    },
  };
  attending = attend(payment as unknown as Payment, portal as unknown as Portal, 2);
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
