import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import type { KeyEvent } from '../payment/events.ts';
import type { Step, StepKind } from '../payment/steps.ts';
import { advance, transitions } from '../payment/transitions.ts';
import type { LockKey } from '../screens/lock/childLock.ts';
import type { Portal } from '../screens/portal.ts';
import type { DialogState } from '../screens/settings/dialogState.ts';
import { choice, payable, quote } from './gallery/onePayment.fixture.ts';
import { samples } from './gallery/samples.ts';
import { amountAtStake, keyGate } from './keyGate.ts';

const confirm: Step = { kind: 'confirm', choice, quote };
const cancelled: Step = {
  kind: 'refused',
  failure: { kind: 'cancelled', money: 'untouched', ref: '7K3-0D42' },
  choice,
  payable,
};
const pay: KeyEvent = { kind: 'amountConfirmed' };
const step = signal<Step>(confirm);
const dialog = signal<DialogState | null>(null);
let limitFen: number | undefined;
let sent: string[];
let send: (event: KeyEvent) => void;

beforeEach(() => {
  step.value = confirm;
  dialog.value = null;
  limitFen = 0;
  sent = [];
  const lock = { guards: (fen: number) => limitFen !== undefined && fen > limitFen };
  send = keyGate({ step, send: ({ kind }) => sent.push(kind) }, {
    settings: { lock },
    dialog,
  } as unknown as Portal);
});

const openPin = () => {
  const asked = dialog.value;
  if (asked?.at !== 'pin') throw new Error('no PIN is asked for');
  return asked;
};

test.each([
  ['off', undefined, true],
  ['the amount itself', quote.amountFen, true],
  ['one fen less', quote.amountFen - 1, false],
  ['every payment', 0, false],
])('limit %s', (_, limit, goesOn) => {
  limitFen = limit;
  send(pay);
  expect(sent).toEqual(goesOn ? ['amountConfirmed'] : []);
  expect(dialog.value === null).toBe(goesOn);
});

test('the PIN is told the amount, and lets exactly this key through, once', () => {
  send(pay);
  expect(openPin().amountFen).toBe(quote.amountFen);
  openPin().opened({} as LockKey);
  expect([sent, dialog.value]).toEqual([['amountConfirmed'], null]);
  send(pay);
  expect(sent.length).toBe(1);
});

test('a PIN that comes after the screen has changed pays nothing', () => {
  send(pay);
  const asked = openPin();
  step.value = { ...confirm, quote: { ...quote, amountFen: 99_999 } };
  asked.opened({} as LockKey);
  expect(sent).toEqual([]);
});

test('an order that was given up, or whose time ran out, asks again', () => {
  step.value = cancelled;
  send({ kind: 'retried', remedy: 'goOn' });
  expect([openPin().amountFen, sent]).toEqual([payable.order.amountFen, []]);
});

/** Every event a screen can send. */
const keyEvents: { [K in KeyEvent['kind']]: Extract<KeyEvent, { kind: K }> } = {
  back: { kind: 'back' },
  serviceOpened: { kind: 'serviceOpened', serviceId: 'basic' },
  historyOpened: { kind: 'historyOpened' },
  periodChosen: { kind: 'periodChosen', choice },
  amountConfirmed: pay,
  retried: { kind: 'retried', remedy: 'goOn' },
  wishResumed: { kind: 'wishResumed' },
  closed: { kind: 'closed' },
  unfinishedOpened: { kind: 'unfinishedOpened' },
  idled: { kind: 'idled' },
  woke: { kind: 'woke' },
};

const TO_THE_CARD: readonly StepKind[] = [
  ...(['ordering', 'waitCard', 'cardCheck', 'prepare', 'authorising', 'debiting'] as const),
];

test('no key of any screen leads to the card without passing the gate', () => {
  const ways: string[] = [];
  for (const { step: before } of samples) {
    if (typeof before === 'string' || TO_THE_CARD.includes(before.kind)) continue;
    for (const event of Object.values(keyEvents)) {
      const after = advance({ step: before, unfinished: null }, event, () => '').step;
      if (!TO_THE_CARD.includes(after.kind)) continue;
      ways.push(`${before.kind} ${event.kind}`);
      expect(amountAtStake(before, event), ways[ways.length - 1]).toBeGreaterThan(0);
    }
  }
  expect(new Set(ways)).toEqual(new Set(['confirm amountConfirmed', 'refused retried']));
  expect(Object.keys(transitions).length).toBe(20);
});

test('everything else passes', () => {
  for (const event of Object.values(keyEvents)) {
    if (event.kind !== 'amountConfirmed') send(event);
  }
  expect([sent.length, dialog.value]).toEqual([10, null]);
});
