/** A box that lies, or a stranger's: what it says settles nothing, opens nothing and blocks nothing. */
import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import type { AttemptRow } from '../books/rows.ts';
import { getAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { deskOf } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

type Paying = Awaited<ReturnType<typeof payingFixture>>;

const rowOf = ({ fixture }: Pick<Paying, 'fixture'>, attemptId: string) =>
  fixture.room.transaction((tx) => getAttempt(tx, attemptId)) as Promise<AttemptRow>;
const casesOf = async ({ fixture }: Pick<Paying, 'fixture'>) =>
  (await fixture.room.transaction((tx) => rowsIn(tx, allCases))).map(({ kind }) => kind);
const activations = ({ fixture }: Pick<Paying, 'fixture'>) =>
  fixture.boss.asked.filter((line) => line.includes('activation')).length;

/** The attempt is in doubt, and a stranger of another household knows its id. */
async function doubtedBeside(stbId: string) {
  const paying = await payingFixture();
  await paying.fixture.time.advance(31_000);
  return { ...paying, other: await paying.fixture.opened(stbId) };
}

test.each(['STB-2', 'STB-9'])(
  'what %s says about the payment of another box changes nothing, and the refusal names nothing',
  async (stbId) => {
    const { fixture, other, attemptId, orderId, record, row, order, books } =
      await doubtedBeside(stbId);
    const before = await row();
    const wrong = { statusWord: '9000', tac: '00000000', mac2: '00000000' };
    for (const answer of [
      await fixture.abandon(other, attemptId),
      await fixture.report(other, attemptId, { statusWord: '9302', answers: 'command' }),
      await fixture.report(other, attemptId, { statusWord: '9401' }),
      await fixture.report(other, attemptId, { statusWord: '6F00' }),
      await fixture.report(other, attemptId, wrong),
      await fixture.resolve(other, attemptId, { sequence: 5 }),
      await fixture.resolve(other, attemptId, { sequence: 4 }),
      await fixture.resolve(other, attemptId, { sequence: null }),
      await fixture.resolve(other, attemptId, { sequence: 6, log: [record] }),
      await fixture.resolve(other, attemptId, { sequence: 9, log: [] }),
    ]) {
      expect(answer.problem).toMatchObject({ code: 'attempt.not_found', money: 'unknown' });
      for (const secret of [orderId, attemptId, '1234', '2600']) {
        expect(answer.text).not.toContain(`"${secret}"`);
      }
      expect(answer.problem.attempt).toBeUndefined();
    }
    expect(await row()).toEqual(before);
    expect((await order()).state).toBe('IN_DOUBT');
    expect(await books()).toMatchObject({ suspense_receivable: 2600 });
    expect(await casesOf({ fixture })).toEqual([]);
  },
);

test.each([
  ['STB-2', 'hsm.unavailable'],
  ['STB-9', 'attempt.not_found'],
])(
  'without the HSM %s is told %s: only a household may know of its attempts',
  async (stbId, code) => {
    const { fixture, other, attemptId, debited } = await doubtedBeside(stbId);
    fixture.hsm.down = true;
    const { mac2, tac } = debited;
    const proofs = [{ sequence: 6, mac2, tac }];
    expect((await fixture.report(other, attemptId, debited)).problem.code).toBe(code);
    expect((await fixture.resolve(other, attemptId, { proofs })).problem.code).toBe(code);
  },
);

test('a payment whose number had not moved stays on watch: an INIT that shows the number used gets no MAC1', async () => {
  const { fixture, box, attemptId } = await doubtedBeside('STB-2');
  const { value } = await fixture.resolve(box, attemptId, { sequence: 5 });
  expect(value.verdict).toBe('not-debited');
  const film = await fixture.ordered(box, 'film');
  const next = (await fixture.startAttempt(box, film.orderId)).value;
  const init = fixture.init({ ...CARD, sequence: 6 }, { random: 'CAFE0002' });
  const refused = await fixture.authorise(box, next.attemptId, init);
  expect(refused.problem).toMatchObject({ code: 'card.unresolved', money: 'unknown' });
});

test('a box that moved to another household says nothing of what it began before', async () => {
  const { fixture, box, attemptId, orderId, record, row } = await doubtedBeside('STB-2');
  const before = await row();
  const known = fixture.boss.boxes.get('STB-1')!;
  fixture.boss.boxes.set('STB-1', { ...known, subscriberId: 'sub-9' });
  await box.open();
  for (const answer of [
    await fixture.abandon(box, attemptId),
    await fixture.report(box, attemptId, { statusWord: '9302', answers: 'command' }),
    await fixture.resolve(box, attemptId, { sequence: 5 }),
    await fixture.resolve(box, attemptId, { sequence: 6, log: [record] }),
  ]) {
    expect(answer.problem).toMatchObject({ code: 'attempt.not_found', money: 'unknown' });
    expect(answer.text).not.toContain(orderId);
  }
  const there = await fixture.ordered(box, 'film');
  const again = (await fixture.startAttempt(box, there.orderId)).value;
  const torn = fixture.init(CARD, { balanceFen: CARD.balanceFen - 2_600 });
  const refused = await fixture.authorise(box, again.attemptId, torn);
  expect(refused.problem).toMatchObject({ code: 'card.unresolved', money: 'untouched' });
  expect(await row()).toEqual(before);
  expect(await casesOf({ fixture })).toEqual([]);
});

test('no word of a box blocks a card', async () => {
  const { fixture, box, attemptId, other } = await doubtedBeside('STB-9');
  await fixture.resolve(box, attemptId, { sequence: 4 });
  const there = await fixture.ordered(other);
  for (let liesAgain = 0; liesAgain < 2; liesAgain++) {
    const lie = (await fixture.startAttempt(other, there.orderId)).value;
    (await fixture.authorise(other, lie.attemptId)).value;
    await fixture.report(other, lie.attemptId, { statusWord: '9302', answers: 'command' });
  }
  const film = await fixture.ordered(box, 'film');
  expect((await fixture.startAttempt(box, film.orderId)).status).toBe(201);
});

test('a blocked box finishes what it began, and brings nothing about the payments of others', async () => {
  const { fixture, box, other, attemptId, debited } = await doubtedBeside('STB-2');
  const supervisor = { user: 'wang', role: 'supervisor' } as const;
  for (const stbId of ['STB-1', 'STB-2']) {
    await fixture.tsp.desk.setBox(supervisor, stbId, true, 'stolen');
  }
  const { mac2, tac } = debited;
  const seen = { proofs: [{ sequence: 6, mac2, tac }], sequence: 6 };
  expect((await fixture.resolve(other, attemptId, seen)).problem.code).toBe('attempt.not_found');
  expect((await fixture.report(other, attemptId, debited)).problem.code).toBe('attempt.not_found');
  expect((await fixture.resolve(box, attemptId, seen)).value.verdict).toBe('debited');
});

test('an invented log record opens no service: a case, and the doubt stays', async () => {
  const paying = await payingFixture();
  const { fixture, box, attemptId, record, row, books } = paying;
  await fixture.time.advance(31_000);
  const answer = await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  await fixture.time.drain();
  expect(answer.value).toMatchObject({ verdict: 'manual', order: { state: 'MANUAL' } });
  expect([activations(paying), (await row()).state]).toEqual([0, 'IN_DOUBT']);
  expect(await casesOf(paying)).toEqual(['log-record']);
  expect(await books()).toMatchObject({ unionpay_receivable: 0, operator_revenue: 0 });
});

test('claimed "not debited", then the next number: no MAC1 before the proof; the order is paid once', async () => {
  // The refusal is no try: with two in all the order can still be paid after it.
  const paying = await payingFixture({ limits: { triesPerOrder: 2 } });
  const { fixture, box, attemptId, order, debited, row, books } = paying;
  await fixture.report(box, attemptId, { statusWord: '9302', answers: 'command' });
  const { orderId } = await order();
  const again = (await fixture.startAttempt(box, orderId)).value;
  const next = fixture.init(CARD, { sequence: 6, balanceFen: 7_400 });
  const refused = await fixture.authorise(box, again.attemptId, next);
  expect(refused.problem).toMatchObject({
    code: 'card.unresolved',
    money: 'unknown',
    attempt: { attemptId, cardSequence: 5 },
  });
  expect(await order()).toMatchObject({ state: 'CONFIRMED', payable: true });
  const { mac2, tac } = debited;
  const seen = { proofs: [{ sequence: 6, mac2, tac }], sequence: 6 };
  expect((await fixture.resolve(box, attemptId, seen)).value).toMatchObject({
    verdict: 'debited',
    order: { state: 'PAID' },
  });
  expect((await row()).state).toBe('DEBITED');
  expect((await fixture.startAttempt(box, orderId)).problem.code).toBe('order.already_paid');
  expect(await books()).toMatchObject({ unionpay_receivable: 2600, suspense_receivable: 0 });
});

test('the same number with the price gone is a contradiction: no MAC1, and people look at it', async () => {
  const paying = await payingFixture();
  const { fixture, box, attemptId, order, row } = paying;
  await fixture.abandon(box, attemptId);
  const again = (await fixture.startAttempt(box, (await order()).orderId)).value;
  const torn = fixture.init(CARD, { balanceFen: CARD.balanceFen - 2_600 });
  const refused = await fixture.authorise(box, again.attemptId, torn);
  expect(refused.problem).toMatchObject({ code: 'card.unresolved', attempt: { attemptId } });
  expect(await casesOf(paying)).toEqual(['evidence-conflict']);
  expect((await row()).state).toBe('NOT_DEBITED_CLAIMED');
});

test('claimed, then used in a shop: its own box reads that and the card pays on; a signature still wins', async () => {
  const { fixture, box, attemptId, order, debited, row, record, books } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const { orderId } = await order();
  const shop = { ...record, terminalNo: 'B00000000009', amountFen: 100 };
  const next = fixture.init(CARD, { sequence: 6, balanceFen: 9_900 });
  const first = (await fixture.startAttempt(box, orderId)).value;
  const refused = await fixture.authorise(box, first.attemptId, next);
  expect(refused.problem.code).toBe('card.unresolved');
  const seen = await fixture.resolve(box, attemptId, { sequence: 6, log: [shop] });
  expect(seen.value).toMatchObject({ verdict: 'not-debited', order: { state: 'CONFIRMED' } });
  const second = (await fixture.startAttempt(box, orderId)).value;
  expect((await fixture.authorise(box, second.attemptId, next)).status).toBe(200);
  expect((await row()).state).toBe('NOT_DEBITED_CLAIMED');
  await fixture.report(box, attemptId, debited);
  expect((await row()).state).toBe('DEBITED');
  expect(await books()).toMatchObject({ unionpay_receivable: 2600 });
});

test('a card in doubt pays at another box with its number unmoved, and its signature settles the doubt', async () => {
  const { fixture, other, row, order, books } = await doubtedBeside('STB-9');
  const there = await fixture.paid(other);
  expect(there.reported.state).toBe('PAID');
  expect((await row()).state).toBe('NOT_DEBITED');
  expect(await order()).toMatchObject({ state: 'CONFIRMED', money: 'untouched' });
  expect(await books()).toMatchObject({ unionpay_receivable: 2600, suspense_receivable: 0 });
});

test('a signature that ends an earlier attempt of an order leaves the order to the attempt that is paying it', async () => {
  const { fixture, box, attemptId, orderId, order, row } = await payingFixture();
  await fixture.abandon(box, attemptId);
  await fixture.payingAgain(box, await order(), OTHER_CARD);
  const other = await fixture.opened('STB-9');
  await fixture.paid(other, CARD, 'film');
  expect((await row()).state).toBe('NOT_DEBITED');
  expect(await order()).toMatchObject({ state: 'PAYING', money: 'unknown', payable: false });
  const third = { ...OTHER_CARD, serial: '00061998081700009999' };
  expect((await fixture.startAttempt(box, orderId, third)).problem.code).toBe('attempt.open');
});

test('a doubt that became a case is closed by the signature for the same number', async () => {
  const { fixture, attemptId, box, other, order } = await doubtedBeside('STB-9');
  await fixture.resolve(box, attemptId, { sequence: 4 });
  expect((await order()).state).toBe('MANUAL');
  await fixture.paid(other);
  expect((await order()).state).toBe('CANCELLED');
  const cases = await fixture.room.transaction((tx) => rowsIn(tx, allCases));
  expect(cases.map(({ state }) => state)).toEqual(['CLOSED']);
});

test('another box with the card at its next number is told nothing, brings the proof, and pays', async () => {
  const { fixture, other, attemptId, orderId, debited, order } = await doubtedBeside('STB-9');
  const there = await fixture.ordered(other);
  const next = { ...CARD, sequence: 6, balanceFen: 7_400 };
  const lease = (await fixture.startAttempt(other, there.orderId, next)).value;
  const refused = await fixture.authorise(other, lease.attemptId, fixture.init(next));
  expect(refused.problem).toMatchObject({ code: 'card.unresolved', money: 'untouched' });
  expect(refused.problem.attempt).toBeUndefined();
  for (const secret of [orderId, attemptId]) expect(refused.text).not.toContain(secret);

  const wrong = await fixture.proveCard(other, [
    { sequence: 6, mac2: '00000000', tac: '00000000' },
  ]);
  expect(wrong.text).toBe('{"settled":false}');
  expect((await order()).state).toBe('IN_DOUBT');
  const { mac2, tac } = debited;
  const right = await fixture.proveCard(other, [{ sequence: 6, mac2, tac }]);
  expect(right.text).toBe('{"settled":true}');
  expect((await order()).money).toBe('taken');
  const paid = await fixture.payingAgain(other, await fixture.order(other, there.orderId), next);
  const reported = await fixture.report(other, paid.attemptId, paid.debited);
  expect(reported.value.state).toBe('PAID');
});

test.each([5, 4, 0])('when number 5 has paid, number %i gets no MAC1', async (sequence) => {
  const { fixture, box, report, debited } = await payingFixture();
  await report(debited);
  const film = await fixture.ordered(box, 'film');
  const { attemptId } = (await fixture.startAttempt(box, film.orderId)).value;
  const refused = await fixture.authorise(box, attemptId, fixture.init(CARD, { sequence }));
  expect(refused.problem).toMatchObject({ code: 'card.blocked', money: 'untouched' });
});

test('a lie about a higher number stands in the way of nobody', async () => {
  const fixture = tspFixture();
  const other = await fixture.opened('STB-9');
  const there = await fixture.ordered(other);
  const { attemptId } = (await fixture.startAttempt(other, there.orderId)).value;
  (await fixture.authorise(other, attemptId, fixture.init(CARD, { sequence: 60_000 }))).value;
  const box = await fixture.opened();
  expect((await fixture.paid(box)).reported.state).toBe('PAID');
  expect((await rowOf({ fixture }, attemptId)).state).toBe('MAC1_ISSUED');
});

test.each(['debited', 'notDebited'] as const)(
  'people decided "%s" without a signature; a proof that another box brings is heard all the same',
  async (decision) => {
    const { fixture, attemptId, debited } = await payingFixture();
    await fixture.time.advance(3 * 86_400_000 + 60_000);
    const other = await fixture.opened('STB-9');
    const desk = deskOf(fixture);
    await desk.decide((await desk.caseOf('doubt-aged')).caseNo, decision);
    const { mac2, tac } = debited;
    const heard = await fixture.proveCard(other, [{ sequence: 6, mac2, tac }]);
    expect(heard.text).toBe('{"settled":false}');
    expect(await rowOf({ fixture }, attemptId)).toMatchObject({
      state: 'DEBITED',
      provenBy: 'mac2',
      claim: 'UNCLAIMED',
    });
  },
);

test('a number that people called paid uses up none below it; the TAC that the card gives for it does', async () => {
  const { fixture, box, debited, report } = await payingFixture();
  await fixture.time.advance(3 * 86_400_000 + 60_000);
  await box.open();
  const desk = deskOf(fixture);
  await desk.decide((await desk.caseOf('doubt-aged')).caseNo, 'debited');
  const below = async (serviceId: string) => {
    const { orderId } = await fixture.ordered(box, serviceId);
    const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
    const answer = await fixture.authorise(box, attemptId, fixture.init(CARD, { sequence: 4 }));
    if (answer.status === 200) await fixture.abandon(box, attemptId);
    return answer.status === 200 ? 'MAC1' : answer.problem.code;
  };
  expect(await below('film')).toBe('MAC1');
  await report(debited);
  expect(await below('sport')).toBe('card.blocked');
});

test('the TAC that a card gives for what people called debited settles the other attempts of its number', async () => {
  const { fixture, box, attemptId, order, row } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await order());
  await fixture.time.advance(3 * 86_400_000 + 60_000);
  await box.open();
  const desk = deskOf(fixture);
  await desk.decide((await desk.caseOf('doubt-aged')).caseNo, 'debited');
  expect((await row()).state).toBe('NOT_DEBITED_CLAIMED');
  await fixture.report(box, second.attemptId, second.debited);
  expect((await row()).state).toBe('NOT_DEBITED');
});

test('a number that is proven to have paid while the PSAM is at work gets no MAC1', async () => {
  const { fixture, box, attemptId, debited } = await payingFixture();
  const other = await fixture.opened('STB-9');
  const there = await fixture.ordered(other);
  const second = (await fixture.startAttempt(other, there.orderId)).value;
  fixture.pool.meanwhile = async () => {
    fixture.pool.meanwhile = async () => {};
    await fixture.report(box, attemptId, debited);
  };
  const refused = await fixture.authorise(other, second.attemptId);
  expect(refused.problem).toMatchObject({ code: 'card.blocked', money: 'untouched' });
  expect((await rowOf({ fixture }, second.attemptId)).state).toBe('VOID');
  expect((await fixture.order(box, (await rowOf({ fixture }, attemptId)).orderId)).money).toBe(
    'taken',
  );
});

test.each([
  ['STB-2', 'household'],
  ['STB-9', 'stranger'],
])(
  'a right MAC2 reported by %s, a %s, counts; the order is for its household only',
  async (stbId, who) => {
    const { fixture, other, attemptId, orderId, debited, order } = await doubtedBeside(stbId);
    const answer = await fixture.report(other, attemptId, debited);
    expect((await order()).money).toBe('taken');
    if (who === 'household') expect(answer.value.orderId).toBe(orderId);
    else expect(answer.problem.code).toBe('attempt.not_found');
  },
);
