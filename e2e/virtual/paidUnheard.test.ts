/** A service that is paid is chosen once more, before the box has heard of it, or before BOSS has opened it. */
import { expect, test } from 'vitest';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import { virtualBox } from './everyWorld.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

const PRICE_FEN = 28_600;
const unheard: Scenario = {
  ...scenarios['first-day']!,
  network: [{ pathEnd: '/report', loses: 'answer' }],
};

/** The subscriber has paid, waited, and gone home. */
async function paidUnheard(): Promise<VirtualBox> {
  const box = await virtualBox(unheard);
  await box.buys('basic', 12);
  const isSlow = () => {
    const step = box.step();
    return step.kind === 'reporting' && step.slow;
  };
  expect(await box.simulation.time.runUntil(isSlow, 60_000)).toBe(true);
  box.send({ kind: 'back' });
  await box.reaches('home');
  return box;
}

test('a service whose payment is not confirmed leads to that payment; others can be bought', async () => {
  const box = await paidUnheard();
  box.send({ kind: 'serviceOpened', serviceId: 'basic' });
  await box.reaches('reporting');
  await box.simulation.time.runUntil(() => false, 20_000);
  box.send({ kind: 'back' });
  await box.buys('sport', 1);
  await box.reaches('waitCard');
  box.send({ kind: 'back' });
  box.world.network.faults = [];
  await box.reaches('service');
  box.send({ kind: 'back' });
  const isHeard = () => {
    const step = box.step();
    return step.kind === 'home' && step.unfinished === null;
  };
  expect(await box.simulation.time.runUntil(isHeard, 60_000)).toBe(true);
  await box.buys('basic', 12);
  await box.reaches('waitCard');
});

test('a period that is chosen before the journal was read leads to the payment that is not confirmed', async () => {
  const box = await paidUnheard();
  box.send({ kind: 'serviceOpened', serviceId: 'basic' });
  box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
  await box.reaches('reporting');
  expect(box.seen.slice(-4)).toEqual(['service', 'quoting', 'recovering', 'reporting']);
  expect(box.world.card('good').state.balanceFen).toBe(100_000 - PRICE_FEN);
});

test('a service that BOSS is still opening is called paid when it is chosen again', async () => {
  const box = await virtualBox(scenarios['boss-pending']!);
  await box.buys('basic', 12);
  await box.reaches('result');
  box.send({ kind: 'closed' });
  await box.reaches('home');
  box.send({ kind: 'serviceOpened', serviceId: 'basic' });
  box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 1 } });
  const { failure } = await box.reaches('refused');
  expect(failure).toMatchObject({ kind: 'already-paid', money: 'taken' });
  box.send({ kind: 'retried' });
  expect(box.step().kind).toBe('history');
});

test('a service in doubt of which the box knows nothing any more: its screens lead to the card', async () => {
  const box = await virtualBox(scenarios['card-never-returns']!);
  await box.buys('basic', 12);
  await box.reaches('insertSameCard');
  const again = await box.reload({ journal: true });
  await again.reaches('insertSameCard', 3_000);
  again.send({ kind: 'back' });
  expect(again.step()).toMatchObject({ kind: 'home', unfinished: { kind: 'doubt' } });
  again.send({ kind: 'serviceOpened', serviceId: 'basic' });
  await again.reaches('insertSameCard', 3_000);
});
