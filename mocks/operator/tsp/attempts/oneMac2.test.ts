/** One debit of one card, shown to the platform's HSM under many names: it pays for one thing. */
import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import { balances, readLedger } from '../books/journals/ledger.ts';
import { allAttempts, putAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import type { Box } from '../box.fixture.ts';
import { CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

/** A card of the demonstration issuer with the serial's first two bytes changed: the same keys. */
const twin = (at: number) => ({ ...CARD, serial: `000${at}${CARD.serial.slice(4)}` });
const MANY = { attemptsPerTenMinutes: 100, attemptsPerCardHour: 100, quotesPerMinute: 100 };

/** Every range of two bytes is the issuer's own. */
async function platform(sameCounter = false) {
  const ranges = Array.from({ length: 10 }, (_, at) => `000${at}`);
  const fixture = tspFixture({ limits: MANY, ranges, sameCounter });
  await fixture.tsp.start();
  return { fixture, box: await fixture.opened() };
}

type Fixture = Awaited<ReturnType<typeof platform>>['fixture'];

const paying = async (fixture: Fixture, box: Box, at: number, serviceId: string) =>
  fixture.payingAgain(box, await fixture.ordered(box, serviceId), twin(at));

/** An earlier version gave out MAC1s whose MAC2 is the same: the low 16 bits of their PSAMs' counters agreed. */
const ofAnEarlierVersion = (fixture: Fixture) =>
  fixture.room.transaction(async (tx) => {
    for (const [at, attempt] of (await rowsIn(tx, allAttempts)).entries()) {
      const terminalSequence = `000${at}0001`;
      putAttempt(tx, { ...attempt, mac1: { ...attempt.mac1!, terminalSequence } });
    }
  });

async function outcome(fixture: Fixture) {
  await fixture.time.drain();
  const attempts = await fixture.room.transaction((tx) => rowsIn(tx, allAttempts));
  const cases = await fixture.room.transaction((tx) => rowsIn(tx, allCases));
  const books = balances(await readLedger({ store: fixture.room }));
  return {
    debited: attempts.filter(({ state }) => state === 'DEBITED').length,
    notDebited: attempts.filter(({ state }) => state === 'NOT_DEBITED').length,
    opened: [...fixture.boss.orders.values()].filter(({ state }) => state === 'ACTIVATED').length,
    credited: [...fixture.boss.orders.values()].filter(({ state }) => state === 'CREDITED').length,
    claimedFen: books.unionpay_receivable,
    creditFen: books.subscriber_credit,
    cases: cases.map(({ kind }) => kind),
  };
}

test('one MAC2 under eight serials, for eight services: one service, seven attempts end by signature', async () => {
  const { fixture, box } = await platform();
  const services = ['basic', 'film', 'sport', 'kids', 'news', 'opera', 'docu', 'film4k'];
  const payments = [];
  for (const [at, serviceId] of services.entries()) {
    const payment = await paying(fixture, box, at, serviceId);
    // "Never sent": the box says so, and goes on.
    await fixture.abandon(box, payment.attemptId);
    payments.push(payment);
  }
  await ofAnEarlierVersion(fixture);
  const { debited } = payments[0]!;
  for (const { attemptId } of payments) {
    await fixture.report(box, attemptId, debited);
  }
  expect(await outcome(fixture)).toEqual({
    debited: 1,
    notDebited: 7,
    opened: 1,
    credited: 0,
    claimedFen: 2600,
    creditFen: 0,
    // The same MAC2 with the same facts is a replay, no second card: nothing is blocked.
    cases: [],
  });
});

test('one MAC2 under two serials, for one order: nothing is credited', async () => {
  const { fixture, box } = await platform();
  const first = await paying(fixture, box, 1, 'basic');
  await fixture.abandon(box, first.attemptId);
  const order = await fixture.order(box, first.orderId);
  const second = await fixture.payingAgain(box, order, twin(2));
  await ofAnEarlierVersion(fixture);
  await fixture.report(box, second.attemptId, first.debited);
  await fixture.time.drain();
  await fixture.report(box, first.attemptId, first.debited);
  expect(await outcome(fixture)).toMatchObject({
    debited: 1,
    credited: 0,
    creditFen: 0,
    opened: 1,
  });
});

test('an INIT answer that is sent again gets no second MAC1 with the same MAC2: the debit is that of its own attempt', async () => {
  const { fixture, box } = await platform(true);
  const first = await paying(fixture, box, 1, 'basic');
  await fixture.abandon(box, first.attemptId);
  const film = await fixture.ordered(box, 'film');
  const { attemptId } = (await fixture.startAttempt(box, film.orderId, twin(2))).value;
  const refused = await fixture.authorise(box, attemptId);
  expect(refused.problem).toMatchObject({ code: 'psam.busy', money: 'untouched', retry: 'new' });
  expect((await fixture.report(box, attemptId, first.debited)).problem.code).toBe('attempt.state');
  expect((await fixture.report(box, first.attemptId, first.debited)).value.money).toBe('taken');
  // With the random number of a new INIT the card pays.
  const next = { ...fixture.init({ ...CARD, sequence: 6 }), random: 'CAFE0002' };
  const again = (await fixture.startAttempt(box, film.orderId, twin(2))).value;
  expect((await fixture.authorise(box, again.attemptId, next)).status).toBe(200);
});

test('a stranger who repeats the INIT answer of a card that is being paid with takes nothing of that payment', async () => {
  const { fixture, box } = await platform(true);
  const honest = await fixture.paying(box);
  const stranger = await fixture.opened('STB-9');
  const { orderId } = await fixture.ordered(stranger, 'film');
  const { attemptId } = (await fixture.startAttempt(stranger, orderId)).value;
  expect((await fixture.authorise(stranger, attemptId)).problem.code).toBe('psam.busy');
  await fixture.report(stranger, attemptId, honest.debited);
  const reported = await fixture.report(box, honest.attemptId, honest.debited);
  expect(reported.value).toMatchObject({ orderId: honest.orderId, money: 'taken' });
  expect(await outcome(fixture)).toMatchObject({
    debited: 1,
    opened: 1,
    claimedFen: 2600,
    cases: [],
  });
});

test('a serial outside the range of its issuer is no card of this platform', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const order = await fixture.ordered(box);
  const refused = await fixture.startAttempt(box, order.orderId, twin(1));
  expect(refused.problem).toMatchObject({ code: 'psam.none_for_card', money: 'untouched' });
});

test('blocks and the blacklist hold for the card under every serial', async () => {
  const { fixture } = await platform();
  fixture.ppp.blacklist = { cards: [twin(3).serial], terminals: [] };
  await fixture.restart();
  const again = await fixture.opened();
  const order = await fixture.ordered(again);
  const refused = await fixture.startAttempt(again, order.orderId, twin(4));
  expect(refused.problem.code).toBe('card.blocked');
});
