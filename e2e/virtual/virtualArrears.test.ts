/** A subscriber in arrears, from the refusal to what was wanted first, in virtual time against the whole world. */
import { expect, test } from 'vitest';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import { bossOrders } from '../../mocks/operator/boss/base/bossStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import {
  type CardDebit,
  gatherFacts,
  restFaults,
  watchDebits,
} from '../../mocks/world/invariants.ts';
import { remedyOf } from '../../src/payment/remedy.ts';
import { chinaTime } from '../../src/shared/time.ts';
import { allPaidInHall, onePaidInHall } from './bills.fixture.ts';
import { virtualBox } from './everyWorld.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

const GOOD_FEN = 100_000;
const OWED_FEN = 5200;
const arrears = scenarios.arrears!;

const balance = (box: VirtualBox): number => box.world.card('good').state.balanceFen;

/** Up to the refusal of a film channel. */
async function refusedBox(scenario: Scenario = arrears, nvm = memoryNvm()): Promise<VirtualBox> {
  const box = await virtualBox(scenario, { nvm });
  await box.reaches('home');
  box.send({ kind: 'serviceOpened', serviceId: 'film4k' });
  box.send({ kind: 'periodChosen', choice: { serviceId: 'film4k', months: 1 } });
  await box.reaches('refused');
  return box;
}

/** Up to the confirmation of the overdue bills. */
async function confirming(scenario?: Scenario, nvm = memoryNvm()): Promise<VirtualBox> {
  const box = await refusedBox(scenario, nvm);
  box.send({ kind: 'retried' });
  await box.reaches('confirm');
  return box;
}

/** Cards, platform, books, BOSS and PPP agree once the day is claimed. */
async function isWhole(box: VirtualBox, debits: readonly CardDebit[]) {
  const { time, environment } = box.simulation;
  await time.runUntil(() => false, 5_000);
  expect((await box.world.tsp.uploadDay(chinaTime(time.now()).date)).ok).toBe(true);
  const facts = await gatherFacts(box.store, environment.crypto, debits);
  expect(restFaults(facts)).toEqual([]);
  expect([box.violations, box.misfits]).toEqual([[], []]);
}

test('refused for arrears, pays them alone, is offered what was wanted first, and pays that', async () => {
  const { nvm, debits } = watchDebits(memoryNvm());
  const box = await refusedBox(arrears, nvm);
  const refused = box.step();
  expect(refused).toMatchObject({
    failure: { reason: 'arrears.first', money: 'untouched', arrears: { amountFen: OWED_FEN } },
  });
  box.send({ kind: 'retried' });
  const { quote } = await box.reaches('confirm');
  expect(quote).toMatchObject({ amountFen: OWED_FEN, items: [{ serviceId: 'arrears' }] });
  box.send({ kind: 'amountConfirmed' });
  const { order, receipt, wish } = await box.reaches('result');
  expect(order).toMatchObject({ state: 'COMPLETED', serviceId: 'arrears', amountFen: OWED_FEN });
  expect(receipt).toMatchObject({ amountFen: OWED_FEN, serviceState: 'open' });
  expect(wish).toEqual({ serviceId: 'film4k', months: 1 });
  expect(balance(box)).toBe(GOOD_FEN - OWED_FEN);
  box.send({ kind: 'wishResumed' });
  const second = await box.reaches('confirm');
  expect(second.quote).toMatchObject({ items: [wish] });
  box.send({ kind: 'amountConfirmed' });
  const after = await box.reaches('result');
  expect(after.order).toMatchObject({ state: 'COMPLETED', serviceId: 'film4k' });
  expect(balance(box)).toBe(GOOD_FEN - OWED_FEN - second.quote.amountFen);
  const history = await box.tsp.orders(null);
  expect(history).toMatchObject({
    value: {
      items: [
        { serviceId: 'film4k' },
        { serviceId: 'arrears', outcome: { at: expect.stringMatching(/^2026/) } },
      ],
    },
  });
  await isWhole(box, debits);
});

test.each<[name: string, meanwhile: typeof allPaidInHall, reason: string]>([
  ['all bills are paid in the hall', allPaidInHall, 'arrears.none'],
  ['one bill is paid in the hall', onePaidInHall, 'arrears.changed'],
])(
  '%s before the card: nothing is debited, and the button leads on',
  async (_n, meanwhile, reason) => {
    for (const at of ['confirm', 'waitCard'] as const) {
      const box = await confirming(
        at === 'confirm' ? arrears : { ...arrears, habits: { insertAfterMs: null } },
      );
      if (at === 'waitCard') {
        box.send({ kind: 'amountConfirmed' });
        await box.reaches('waitCard');
      }
      await meanwhile(box);
      if (at === 'confirm') box.send({ kind: 'amountConfirmed' });
      else box.world.subscriber.insert();
      const refused = await box.reaches('refused');
      expect(refused.failure).toMatchObject({ kind: 'order-rejected', reason, money: 'untouched' });
      expect(balance(box)).toBe(GOOD_FEN);
      box.send({ kind: 'retried' });
      const { quote, choice } = await box.reaches('confirm');
      if (reason === 'arrears.none') expect(choice).toEqual({ serviceId: 'film4k', months: 1 });
      else expect(quote.amountFen).toBe(2600);
    }
  },
);

test('paid in the hall after the debit: credited, said as done with time, place, cause and number', async () => {
  const { nvm, debits } = watchDebits(memoryNvm());
  const box = await confirming(arrears, nvm);
  box.send({ kind: 'amountConfirmed' });
  await box.reaches('debiting');
  await allPaidInHall(box);
  const { order, wish } = await box.reaches('result');
  expect(order).toMatchObject({
    state: 'CREDITED',
    money: 'taken',
    outcome: {
      ...{ place: 'account', cause: 'arrears.changed' },
      ...{ at: expect.stringMatching(/^2026/), number: expect.stringMatching(/^CR/) },
    },
  });
  expect(order.outcome).not.toHaveProperty('dueBy');
  expect(wish).toBeDefined();
  box.send({ kind: 'wishResumed' });
  expect(box.step().kind).toBe('result');
  await isWhole(box, debits);
});

test.each(['report-answer-lost', 'report-request-lost'] as const)(
  '%s while the bills are paid: settled once, debited once',
  async (fault) => {
    const { nvm, debits } = watchDebits(memoryNvm());
    const box = await confirming({ ...arrears, faults: { [fault]: 2 } }, nvm);
    box.send({ kind: 'amountConfirmed' });
    await box.reaches('result');
    await box.simulation.time.runUntil(() => false, 60_000);
    expect(balance(box)).toBe(GOOD_FEN - OWED_FEN);
    const orders = await bossOrders(box.store);
    expect(orders.map(({ state }) => state)).toEqual(['ACTIVATED']);
    await isWhole(box, debits);
  },
);

test('a card pulled while the bills are debited: the same card settles it', async () => {
  const { nvm, debits } = watchDebits(memoryNvm());
  const box = await confirming({ ...arrears, faults: { 'cut-after-write': 1 } }, nvm);
  box.send({ kind: 'amountConfirmed' });
  await box.reaches('insertSameCard');
  const { order } = await box.reaches('result');
  expect(order).toMatchObject({ state: 'COMPLETED', serviceId: 'arrears' });
  expect(balance(box)).toBe(GOOD_FEN - OWED_FEN);
  await isWhole(box, debits);
});

test('too little on the card for the bills: another card, no part of them', async () => {
  const box = await confirming({ ...arrears, cards: ['poor', 'good'] });
  box.send({ kind: 'amountConfirmed' });
  const refused = await box.reaches('refused');
  expect(refused.failure).toMatchObject({ kind: 'balance-too-small', balanceFen: 1350 });
  expect(remedyOf(refused)).toBe('otherCard');
  box.send({ kind: 'retried' });
  expect((await box.reaches('result')).order).toMatchObject({ state: 'COMPLETED' });
  expect(balance(box)).toBe(GOOD_FEN - OWED_FEN);
});

test('paying the overdue service itself still pays its bills with it', async () => {
  const { nvm, debits } = watchDebits(memoryNvm());
  const box = await virtualBox(arrears, { nvm });
  await box.buys('basic', 1);
  const { order } = await box.reaches('result');
  expect(order).toMatchObject({ state: 'COMPLETED', amountFen: 2600 + OWED_FEN });
  await isWhole(box, debits);
});
