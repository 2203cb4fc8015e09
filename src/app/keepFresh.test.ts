import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Step, Unfinished } from '../payment/steps.ts';
import { payable } from './gallery/onePayment.fixture.ts';
import { keepFresh } from './keepFresh.ts';

const report: Unfinished = { kind: 'report', orderId: 'O1', amountFen: 2600 };
const paid = payable.order;
const home = (unfinished: Unfinished | null): Step => ({ kind: 'home', unfinished });

/** A portal that has found an unreported debit at its start, and shows it on the home screen. */
function atHome() {
  const did: string[] = [];
  const step = signal<Step>({ kind: 'recovering' });
  const catalogue = {
    services: { list: signal({ state: 'ready' }) },
    refresh: () => did.push('refresh'),
    loadHistory: () => did.push('history'),
  };
  keepFresh({ step }, catalogue as unknown as Catalogue, false);
  step.value = home(report);
  return { step, did };
}

test('after the recovery everything is fetched once more', () => {
  expect(atHome().did).toEqual(['refresh']);
});

test('the key for home, pressed at home, fetches nothing', () => {
  const { step, did } = atHome();
  for (let presses = 0; presses < 20; presses++) step.value = home(report);
  expect(did).toEqual(['refresh']);
});

test('when a payment in the background has ended everything is fetched once more', () => {
  const { step, did } = atHome();
  step.value = home(null);
  step.value = home(null);
  expect(did).toEqual(['refresh', 'refresh']);
});

test('when a payment has finished everything is fetched once more', () => {
  const { step, did } = atHome();
  step.value = { kind: 'finishing', order: paid, mayLeave: false };
  step.value = { kind: 'result', order: paid, receipt: null };
  expect(did).toEqual(['refresh', 'refresh']);
});

test('an order that turns out to be paid is fetched, one that is refused is not', () => {
  const { step, did } = atHome();
  const choice = { serviceId: 'basic', months: 1 };
  const failure = { kind: 'already-paid', money: 'taken', ref: '7K3-0D42' } as const;
  step.value = {
    kind: 'refused',
    failure: { kind: 'cancelled', money: 'untouched', ref: '7K3-0D42' },
    choice,
    payable: null,
  };
  expect(did.length).toBe(1);
  step.value = { kind: 'refused', failure, choice, payable: null };
  expect(did.length).toBe(2);
});

test('the history is asked for each time it is looked at', () => {
  const { step, did } = atHome();
  for (let looks = 0; looks < 2; looks++) {
    step.value = { kind: 'history', unfinished: report };
    step.value = home(report);
  }
  expect(did).toEqual(['refresh', 'history', 'history']);
});
