import { expect, test } from 'vitest';
import { listRows } from '../../../store/rowList.ts';
import { readAudit } from '../books/audit.ts';
import { balances, readLedger } from '../books/ledger.ts';
import type { AttemptRow } from '../books/rows.ts';
import { getAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { TODAY, tspFixture } from '../tsp.fixture.ts';

async function doubted(options?: Parameters<typeof tspFixture>[0]) {
  const fixture = tspFixture(options);
  await fixture.tsp.start();
  const box = await fixture.opened();
  const payment = await fixture.paying(box);
  await fixture.time.advance(30_000);
  const { mac2, tac } = payment.debited;
  return {
    fixture,
    box,
    ...payment,
    proof: { sequence: 6, mac2, tac },
    order: () => fixture.order(box, payment.orderId),
    books: async () => balances(await readLedger({ store: fixture.room })),
    row: () =>
      fixture.room.transaction((tx) => getAttempt(tx, payment.attemptId)) as Promise<AttemptRow>,
    resolve: (seen: object, card = CARD) => fixture.resolve(box, payment.attemptId, seen, card),
  };
}

test('half a minute after MAC1 without a report the order is in doubt, and BOSS must not cut the service', async () => {
  const { fixture, order, orderId, attemptId, books } = await doubted();
  expect(await order()).toMatchObject({
    state: 'IN_DOUBT',
    money: 'unknown',
    payable: false,
    attempt: { attemptId, state: 'IN_DOUBT', cardTail: '1234', cardSequence: 5 },
  });
  expect(await books()).toMatchObject({ suspense_receivable: 2600 });
  expect(fixture.boss.asked).toContain(`PUT /orders/${orderId}/grace`);
  expect(fixture.violations).toEqual([]);
});

test('a right MAC2 from the card: paid, with its TAC', async () => {
  const { resolve, proof, row } = await doubted();
  expect((await resolve({ proofs: [proof], sequence: 6 })).value).toMatchObject({
    verdict: 'debited',
    order: { state: 'PAID', money: 'taken' },
  });
  expect(await row()).toMatchObject({ state: 'DEBITED', provenBy: 'mac2', tac: 'AAAA0001' });
});

test('a sequence that has not moved: proven not charged, and the order can be paid again', async () => {
  const { resolve, row, books, fixture, box, orderId } = await doubted();
  expect((await resolve({ sequence: 5 })).value).toMatchObject({
    verdict: 'not-debited',
    order: { state: 'CONFIRMED', money: 'untouched', payable: true },
  });
  expect((await row()).state).toBe('NOT_DEBITED');
  expect(await books()).toMatchObject({ suspense_receivable: 0 });
  const again = await fixture.payingAgain(box, await fixture.order(box, orderId));
  expect((await fixture.report(box, again.attemptId, again.debited)).value.state).toBe('PAID');
});

test('not charged after the quote ran out: cancelled', async () => {
  const { resolve, fixture, box } = await doubted();
  await fixture.time.advance(600_000);
  (await box.open()).value;
  expect((await resolve({ sequence: 5 })).value).toMatchObject({
    verdict: 'not-debited',
    order: { state: 'CANCELLED', money: 'untouched', payable: false },
  });
});

test('found in the log without a proof: paid, and people claim it', async () => {
  const { resolve, record, row, fixture, proof } = await doubted();
  const log = [record];
  expect((await resolve({ sequence: 6, log })).value).toMatchObject({
    verdict: 'debited',
    order: { state: 'PAID' },
  });
  expect(await row()).toMatchObject({ state: 'DEBITED', provenBy: 'log', claim: 'CASE' });
  const cases = await fixture.room.transaction((tx) => listRows(tx, allCases));
  expect(cases.map(({ value }) => value.kind)).toEqual(['no-tac']);
  expect(await fixture.tsp.uploadDay(TODAY)).toEqual({ ok: true, value: [] });

  await resolve({ sequence: 6, proofs: [proof] });
  expect(await row()).toMatchObject({ tac: 'AAAA0001', claim: 'UNCLAIMED' });
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({ value: [{ accepted: 1 }] });
});

test('another card proves nothing, and the answer says so', async () => {
  const { resolve, proof, order } = await doubted();
  const answer = await resolve({ sequence: 6, proofs: [proof] }, OTHER_CARD);
  expect(answer.value).toMatchObject({ verdict: 'other-card', order: { state: 'IN_DOUBT' } });
  expect((await order()).state).toBe('IN_DOUBT');
});

test('a sequence that cannot be read leaves the doubt', async () => {
  const { resolve } = await doubted();
  expect((await resolve({ sequence: null, log: null })).value).toMatchObject({
    verdict: 'undecided',
    order: { state: 'IN_DOUBT', money: 'unknown' },
  });
});

test('evidence that contradicts itself is for people, with a number', async () => {
  const { resolve, record, proof, order, books } = await doubted();
  const wrong = { ...proof, mac2: '00000000' };
  const answer = await resolve({ sequence: 6, proofs: [wrong], log: [record] });
  expect(answer.value).toMatchObject({
    verdict: 'manual',
    order: { state: 'MANUAL', money: 'unknown', caseNo: 'C20261123-0001' },
  });
  expect(await books()).toMatchObject({ suspense_receivable: 2600 });
  await resolve({ sequence: 6, proofs: [wrong], log: [record] });
  expect((await order()).caseNo).toBe('C20261123-0001');
});

test('the card itself may still decide what people were asked to decide', async () => {
  for (const [seen, verdict, state] of [
    ['proof', 'debited', 'PAID'],
    ['sequence', 'not-debited', 'CANCELLED'],
  ] as const) {
    const { resolve, proof } = await doubted();
    await resolve({ sequence: 4 });
    const answer = await resolve(seen === 'proof' ? { proofs: [proof] } : { sequence: 5 });
    expect(answer.value).toMatchObject({ verdict, order: { state } });
  }
});

test('a card whose sequence went back is blocked', async () => {
  const { resolve, fixture, box, proof } = await doubted();
  expect((await resolve({ sequence: 4 })).value.verdict).toBe('manual');
  await resolve({ sequence: 6, proofs: [proof] });
  const order = await fixture.ordered(box, 'film');
  expect((await fixture.startAttempt(box, order.orderId)).problem.code).toBe('card.blocked');
});

test('any box that holds the card may resolve it, even of another subscriber', async () => {
  const { fixture, attemptId, orderId, proof } = await doubted();
  const stranger = await fixture.opened('STB-9');
  const answer = await fixture.resolve(stranger, attemptId, { proofs: [proof], sequence: 6 });
  expect(answer.value).toMatchObject({ verdict: 'debited', order: { orderId } });
  expect((await stranger.get(`/orders/${orderId}`)).problem.code).toBe('order.not_found');
});

test('once resolved, the card can pay for something else', async () => {
  const { fixture, box, resolve } = await doubted();
  const order = await fixture.ordered(box, 'film');
  expect((await fixture.startAttempt(box, order.orderId)).problem.code).toBe('card.unresolved');
  await resolve({ sequence: 5 });
  expect((await fixture.startAttempt(box, order.orderId)).status).toBe(201);
});

test('without the HSM a proof waits; without a proof the HSM is not needed', async () => {
  const { fixture, resolve, proof, order } = await doubted();
  fixture.hsm.down = true;
  expect((await resolve({ proofs: [proof], sequence: 6 })).problem).toMatchObject({
    status: 503,
    code: 'hsm.unavailable',
    money: 'unknown',
  });
  expect((await order()).state).toBe('IN_DOUBT');
  expect((await resolve({ sequence: 5 })).value.verdict).toBe('not-debited');
});

test('before the half minute is over the card may be asked as well', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { attemptId } = await fixture.paying(box);
  expect((await fixture.resolve(box, attemptId, { sequence: null })).value).toMatchObject({
    verdict: 'undecided',
    order: { state: 'IN_DOUBT' },
  });
  expect((await fixture.resolve(box, attemptId, { sequence: 5 })).value.verdict).toBe(
    'not-debited',
  );
});

test('without MAC1 nothing was taken, whatever the card says', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const order = await fixture.ordered(box);
  const { attemptId } = (await fixture.startAttempt(box, order.orderId)).value;
  for (let again = 0; again < 2; again++) {
    const answer = await fixture.resolve(box, attemptId, { sequence: null });
    expect(answer.value).toMatchObject({ verdict: 'not-debited', order: { state: 'CONFIRMED' } });
  }
  expect((await fixture.authorise(box, attemptId)).problem.code).toBe('attempt.state');
});

test('what is proven stays proven; only a right MAC2 overturns a "not charged"', async () => {
  const { resolve, record, proof, row, books } = await doubted();
  await resolve({ sequence: 5 });
  expect((await resolve({ sequence: null })).value.verdict).toBe('not-debited');
  expect((await resolve({ sequence: 6, log: [record] })).value.verdict).toBe('not-debited');
  expect((await row()).state).toBe('NOT_DEBITED');
  expect((await resolve({ sequence: 6, proofs: [proof] })).value).toMatchObject({
    verdict: 'debited',
    order: { state: 'PAID' },
  });
  expect((await resolve({ sequence: 5 })).value.verdict).toBe('debited');
  expect(await books()).toMatchObject({ unionpay_receivable: 2600, suspense_receivable: 0 });
});

test('the card decides a statement on watch, either way', async () => {
  for (const isDebited of [true, false]) {
    const { fixture, box, attemptId, resolve, proof, row } = await doubted();
    await fixture.abandon(box, attemptId);
    const answer = await resolve(isDebited ? { sequence: 6, proofs: [proof] } : { sequence: 5 });
    expect(answer.value).toMatchObject(
      isDebited
        ? { verdict: 'debited', order: { state: 'PAID' } }
        : { verdict: 'not-debited', order: { state: 'CONFIRMED' } },
    );
    expect((await row()).state).toBe(isDebited ? 'DEBITED' : 'NOT_DEBITED');
  }
});

test('a report that arrives while the proofs are checked is not counted twice', async () => {
  const { fixture, box, attemptId, debited, resolve, proof, books } = await doubted();
  fixture.hsm.meanwhile = async () => {
    fixture.hsm.meanwhile = async () => {};
    await fixture.report(box, attemptId, debited);
  };
  expect((await resolve({ proofs: [proof], sequence: 6 })).value.verdict).toBe('debited');
  expect(await books()).toMatchObject({ unionpay_receivable: 2600 });
});

test('every observation is in the audit, without the card number', async () => {
  const { fixture, resolve, attemptId } = await doubted();
  await resolve({ sequence: null });
  const rows = await readAudit({ store: fixture.room });
  const observed = rows.map(({ entry }) => entry).filter(({ what }) => what === 'attempt.observed');
  expect(observed).toMatchObject([{ attemptId, note: 'undecided', who: 'STB-1' }]);
  expect(JSON.stringify(rows)).not.toContain(CARD.serial);
});
