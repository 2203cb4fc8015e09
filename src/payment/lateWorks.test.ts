/** The payment while the script with its works is still on its way. */

import { expect, test } from 'vitest';
import { virtualBox } from '../../e2e/virtual/virtualPortal.ts';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import { allOrders } from '../../mocks/operator/tsp/books/store/orderStore.ts';
import { listRows } from '../../mocks/store/rowList.ts';

const firstDay: Scenario = scenarios['first-day']!;
const GOOD_FEN = 100_000;
const PRICE_FEN = 28_600;

/** The script that follows the first screen: it comes when `come` is called. */
function lateScript() {
  let come = () => {};
  const following = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { following, come: () => come() };
}

async function slowBox() {
  const { following, come } = lateScript();
  const box = await virtualBox(firstDay, { following });
  await box.reaches('home');
  const passes = () => box.simulation.time.runUntil(() => false, 60_000);
  // An order is a quote that was confirmed.
  const quotes = () =>
    box.store.room('tsp').transaction(async (tx) => (await listRows(tx, allOrders)).length);
  const asksForPrice = () => {
    box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
    return passes();
  };
  /** Its screen comes with the works. */
  const opens = () => {
    box.send({ kind: 'serviceOpened', serviceId: 'basic' });
    return passes();
  };
  return { box, come, passes, opens, quotes, asksForPrice };
}

test('before its work has come no price can be asked for, and then it can', async () => {
  const { box, come, passes, opens, quotes, asksForPrice } = await slowBox();
  await opens();
  await asksForPrice();
  expect([box.step().kind, await quotes()]).toEqual(['service', 0]);
  come();
  await passes();
  await asksForPrice();
  expect((await box.reaches('confirm')).quote.amountFen).toBe(PRICE_FEN);
  box.send({ kind: 'amountConfirmed' });
  await box.reaches('result');
  expect([await quotes(), box.world.card('good').state.balanceFen]).toEqual([
    1,
    GOOD_FEN - PRICE_FEN,
  ]);
});

test('a viewer who goes back before the work has come has asked for nothing', async () => {
  const { box, come, passes, opens, quotes } = await slowBox();
  await opens();
  box.send({ kind: 'back' });
  come();
  await passes();
  expect(await quotes()).toBe(0);
  expect(box.seen).toEqual(['recovering', 'home', 'service', 'home']);
});

test('a payment that was cut off is looked into as soon as its work has come', async () => {
  const box = await virtualBox(firstDay, { diesAt: 'debiting' });
  await box.buys('basic', 12);
  await box.simulation.time.runUntil(() => false, 10_000);
  const { following, come } = lateScript();
  const { violations: _, ...kept } = box;
  const next = await virtualBox(firstDay, { ...kept, following });
  await next.simulation.time.runUntil(() => false, 60_000);
  expect(next.seen).toEqual(['recovering']);
  come();
  await next.simulation.time.runUntil(() => next.step().kind !== 'recovering', 60_000);
  expect(next.step().kind).not.toBe('home');
});
