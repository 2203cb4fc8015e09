import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import { readAudit } from '../books/journals/audit.ts';
import { balances, readLedger } from '../books/journals/ledger.ts';
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

test('a sequence that has not moved: a claim of the box, and the order can be paid again', async () => {
  const { resolve, row, books, fixture, box, orderId } = await doubted();
  expect((await resolve({ sequence: 5 })).value).toMatchObject({
    verdict: 'not-debited',
    order: { state: 'CONFIRMED', money: 'untouched', payable: true },
  });
  expect((await row()).state).toBe('NOT_DEBITED_CLAIMED');
  expect(await books()).toMatchObject({ suspense_receivable: 0 });
  const again = await fixture.payingAgain(box, await fixture.order(box, orderId));
  expect((await fixture.report(box, again.attemptId, again.debited)).value.state).toBe('PAID');
  // The card's own signature for this number ends the claim.
  expect((await row()).state).toBe('NOT_DEBITED');
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

test('found in the log without a proof: a case at once; it opens nothing and is not claimed', async () => {
  const { resolve, record, row, fixture, proof, books } = await doubted();
  const log = [record];
  for (let again = 0; again < 2; again++) {
    expect((await resolve({ sequence: 6, log })).value).toMatchObject({
      verdict: 'manual',
      order: { state: 'MANUAL', money: 'unknown', caseNo: 'C20261123-0001' },
    });
  }
  // What people have in hand is ended by no word of a box.
  expect((await resolve({ sequence: 5 })).value.verdict).toBe('manual');
  expect((await row()).state).toBe('IN_DOUBT');
  const cases = () => fixture.room.transaction((tx) => rowsIn(tx, allCases));
  expect(await cases()).toMatchObject([{ kind: 'log-record', state: 'OPEN' }]);
  expect(fixture.boss.asked.filter((line) => line.includes('activation'))).toEqual([]);
  expect(await books()).toMatchObject({ unionpay_receivable: 0, suspense_receivable: 2600 });
  expect(await fixture.tsp.uploadDay(TODAY)).toEqual({ ok: true, value: [] });

  expect((await resolve({ sequence: 6, proofs: [proof] })).value.order.state).toBe('PAID');
  expect(await row()).toMatchObject({ tac: 'AAAA0001', claim: 'UNCLAIMED' });
  expect(await cases()).toMatchObject([{ kind: 'log-record', state: 'CLOSED' }]);
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

test('a signature may still decide what people were asked to decide, a word of the box may not', async () => {
  for (const [seen, verdict, state] of [
    ['proof', 'debited', 'PAID'],
    ['sequence', 'manual', 'MANUAL'],
  ] as const) {
    const { resolve, proof } = await doubted();
    await resolve({ sequence: 4 });
    const answer = await resolve(seen === 'proof' ? { proofs: [proof] } : { sequence: 5 });
    expect(answer.value).toMatchObject({ verdict, order: { state } });
  }
});

test('a box that reads a sequence that went back is watched; the card is not blocked on its word', async () => {
  const { resolve, fixture, box, proof } = await doubted();
  expect((await resolve({ sequence: 4 })).value.verdict).toBe('manual');
  expect(await fixture.tsp.desk.box('STB-1')).toMatchObject({
    blocked: false,
    watch: { times: 1, why: expect.stringContaining('went back') },
  });
  await resolve({ sequence: 6, proofs: [proof] });
  const order = await fixture.ordered(box, 'film');
  expect((await fixture.startAttempt(box, order.orderId)).status).toBe(201);
});

test('once resolved, the card can pay for something else', async () => {
  const { fixture, box, resolve, attemptId } = await doubted();
  const order = await fixture.ordered(box, 'film');
  expect((await fixture.startAttempt(box, order.orderId)).problem).toMatchObject({
    code: 'card.unresolved',
    attempt: { attemptId },
  });
  await resolve({ sequence: 5 });
  expect((await fixture.startAttempt(box, order.orderId)).status).toBe(201);
});

test('another box of the household may bring the proof, and nothing else', async () => {
  const { fixture, attemptId, orderId, proof, record, order } = await doubted();
  const second = await fixture.opened('STB-2');
  for (const seen of [{ sequence: 5 }, { sequence: 4 }, { sequence: 6, log: [record] }]) {
    const answer = await fixture.resolve(second, attemptId, seen);
    expect(answer.problem).toMatchObject({ code: 'attempt.not_found', money: 'unknown' });
    expect(answer.text).not.toContain(orderId);
  }
  expect((await order()).state).toBe('IN_DOUBT');
  const answer = await fixture.resolve(second, attemptId, { proofs: [proof], sequence: 6 });
  expect(answer.value).toMatchObject({ verdict: 'debited', order: { orderId } });
});

test('a right MAC2 counts even from a stranger, who is told nothing', async () => {
  const { fixture, attemptId, orderId, proof, order } = await doubted();
  const stranger = await fixture.opened('STB-9');
  const answer = await fixture.resolve(stranger, attemptId, { proofs: [proof], sequence: 6 });
  expect(answer.problem.code).toBe('attempt.not_found');
  expect(answer.text).not.toContain(orderId);
  expect((await order()).money).toBe('taken');
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
  expect((await fixture.authorise(box, attemptId)).problem).toMatchObject({
    code: 'psam.busy',
    retry: 'new',
    money: 'untouched',
  });
});

test('what is proven stays proven; only a right MAC2 overturns a "not charged"', async () => {
  const { resolve, record, proof, row, books } = await doubted();
  await resolve({ sequence: 5 });
  expect((await resolve({ sequence: null })).value.verdict).toBe('not-debited');
  expect((await resolve({ sequence: 6, log: [record] })).value.verdict).toBe('manual');
  expect((await row()).state).toBe('NOT_DEBITED_CLAIMED');
  expect((await resolve({ sequence: 6, proofs: [proof] })).value).toMatchObject({
    verdict: 'debited',
    order: { state: 'PAID' },
  });
  expect((await resolve({ sequence: 5 })).value.verdict).toBe('debited');
  expect(await books()).toMatchObject({ unionpay_receivable: 2600, suspense_receivable: 0 });
});

test('a signature overturns a statement on watch; the same statement again leaves it on watch', async () => {
  for (const isDebited of [true, false]) {
    const { fixture, box, attemptId, resolve, proof, row } = await doubted();
    await fixture.abandon(box, attemptId);
    const answer = await resolve(isDebited ? { sequence: 6, proofs: [proof] } : { sequence: 5 });
    expect(answer.value).toMatchObject(
      isDebited
        ? { verdict: 'debited', order: { state: 'PAID' } }
        : { verdict: 'not-debited', order: { state: 'CONFIRMED' } },
    );
    expect((await row()).state).toBe(isDebited ? 'DEBITED' : 'NOT_DEBITED_CLAIMED');
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
