/** Debited, unheard, and the box has forgotten it: what its next page says and does before the platform calls it a doubt. */
import { expect, test } from 'vitest';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { memoryJournal } from '../../src/payment/journal.fixture.ts';
import { virtualBox } from '../virtual/everyWorld.fixture.ts';

const good = scenarios['first-day']!;
const PAID_FEN = 71_400;
const SPORT_FEN = 4_800;
/** The platform counts it as in doubt after 30 s. */
const SOON_MS = 4_000;

/** The power fails after DEBIT; the card is taken out, and not put back by itself. */
async function restarts() {
  const box = await virtualBox({ ...good, habits: { bringsItBack: false } });
  const { simulation, store, nvm, world } = box;
  world.network.faults = [{ pathEnd: '/report', loses: 'request' }];
  await box.buys('basic', 12);
  await box.reaches('reporting');
  box.die();
  world.network.faults = [];
  world.slot.pull();
  const parts = { simulation, store, nvm, world, journal: memoryJournal() };
  return virtualBox(good, parts);
}

async function opens(next: Awaited<ReturnType<typeof restarts>>, serviceId: string) {
  next.send({ kind: 'back' });
  await next.reaches('home');
  next.send({ kind: 'serviceOpened', serviceId });
  await next.simulation.time.runUntil(() => false, 10);
}

test('it asks for the card at once, in words that accuse nobody', async () => {
  const next = await restarts();
  const { doubt } = await next.reaches('insertSameCard', SOON_MS);
  expect(doubt).toMatchObject({ amountFen: 28_600, cardTail: '0018', softly: true });
  next.send({ kind: 'back' });
  expect(await next.reaches('home', SOON_MS)).toMatchObject({
    unfinished: { kind: 'doubt', doubt },
  });
});

test('the same service is not sold again: its card comes first, and brings the payment to its end', async () => {
  const next = await restarts();
  await next.reaches('insertSameCard', SOON_MS);
  await opens(next, 'basic');
  await next.reaches('insertSameCard', SOON_MS);
  next.world.slot.insert(next.world.wallet.take());
  expect(await next.reaches('result', SOON_MS)).toMatchObject({ order: { serviceId: 'basic' } });
  expect(next.seen).not.toContain('quoting');
  expect(next.world.card('good').state.balanceFen).toBe(PAID_FEN);
});

test('the same card at another service brings the first payment to its end, and then pays', async () => {
  const next = await restarts();
  await next.reaches('insertSameCard', SOON_MS);
  await opens(next, 'sport');
  next.send({ kind: 'periodChosen', choice: { serviceId: 'sport', months: 1 } });
  await next.reaches('confirm');
  next.send({ kind: 'amountConfirmed' });
  await next.reaches('waitCard');
  next.world.slot.insert(next.world.wallet.take());
  expect(await next.reaches('result')).toMatchObject({
    order: { serviceId: 'sport', state: 'COMPLETED' },
  });
  expect(next.seen.join(' ')).toContain('cardCheck resolving cardCheck authorising debiting');
  expect(next.world.card('good').state.balanceFen).toBe(PAID_FEN - SPORT_FEN);
});
