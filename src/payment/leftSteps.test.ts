/** The work of a step that was left, and work that fails. */
import { expect, test } from 'vitest';
import { quote } from '../app/gallery/onePayment.fixture.ts';
import { ok } from '../shared/result.ts';
import { createPayment, type Payment } from './payment.ts';
import type { Work, Works } from './paymentParts.ts';
import { transitions } from './transitions.ts';
import { workFixture } from './works/work.fixture.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** At home, with these works. */
async function atHome(works: Works): Promise<Payment> {
  const { parts, answers } = workFixture();
  answers.openOrders = () => ok({ items: [], months: [] });
  const payment = createPayment(parts, async () => ({ works, transitions }));
  payment.start();
  await turn();
  expect(payment.step.peek().kind).toBe('home');
  return payment;
}

async function choose(payment: Payment, months: number): Promise<void> {
  payment.send({ kind: 'serviceOpened', serviceId: 'basic' });
  payment.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months } });
  await turn();
}

test('before the late script is there home knows its keys, and with it every other step', async () => {
  const { parts, answers } = workFixture();
  answers.openOrders = () => ok({ items: [], months: [] });
  let come = (_late: { works: Works; transitions: typeof transitions }) => {};
  const late = new Promise<{ works: Works; transitions: typeof transitions }>((resolve) => {
    come = resolve;
  });
  const payment = createPayment(parts, () => late);
  payment.start();
  await turn();
  payment.send({ kind: 'serviceOpened', serviceId: 'basic' });
  const known = () => (['back', 'idled', 'periodChosen'] as const).filter(payment.knows);
  expect([payment.step.peek().kind, known()]).toEqual(['service', ['back', 'idled']]);
  come({ works: {}, transitions });
  await turn();
  expect(known()).toEqual(['back', 'idled', 'periodChosen']);
  payment.send({ kind: 'back' });
  expect(payment.step.peek().kind).toBe('home');
});

test('the price of a choice that was left is not shown for the next one', async () => {
  const asked: Parameters<Work<'quoting'>>[0][] = [];
  const payment = await atHome({ quoting: (context) => void asked.push(context) });
  await choose(payment, 12);
  payment.send({ kind: 'back' });
  payment.send({ kind: 'back' });
  await choose(payment, 1);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  asked[0]!.send({ kind: 'quoted', quote });
  expect(payment.step.peek()).toMatchObject({ kind: 'quoting', choice: { months: 1 } });
  asked[1]!.send({ kind: 'quoted', quote });
  expect(payment.step.peek()).toMatchObject({ kind: 'confirm', choice: { months: 1 } });
});

test('work that fails leaves no step standing: what is open is looked into', async () => {
  const seen: string[] = [];
  const payment = await atHome({
    quoting: () => {
      throw new Error('a bug');
    },
  });
  payment.step.subscribe(({ kind }) => seen.push(kind));
  await choose(payment, 12);
  expect(seen).toEqual(['home', 'service', 'quoting', 'recovering', 'home']);
});
