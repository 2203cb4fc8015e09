/** People decided that an attempt was debited; then a right MAC2 says that the card's number paid for another one. */
import { expect, test } from 'vitest';
import { putAttempt } from '../books/store/attemptStore.ts';
import { payingFixture } from '../paying.fixture.ts';
import { CARD } from '../subscriber.fixture.ts';
import type { Fixture } from '../tsp.fixture.ts';
import { agedDoubt, CLERK, deskOf, SUPERVISOR } from './desk.fixture.ts';

const LATER_MS = 60_000;

/** The card was debited for a film in another box, whose answer comes after people gave the number to the first attempt. */
async function mistaken(boss?: Fixture['boss']['activation']) {
  const aged = await agedDoubt();
  const { fixture, desk, caseNo } = aged;
  if (boss) fixture.boss.activation = boss;
  if (boss === rejected) fixture.boss.credit = rejected;
  const other = await fixture.opened('STB-2');
  const film = await fixture.paying(other, CARD, 'film');
  await desk.decide(caseNo, 'debited');
  const bring = (from = other, tac = film.debited.tac) =>
    fixture.report(from, film.attemptId, { ...film.debited, tac });
  const conflict = async () => (await desk.caseOf('evidence-conflict')).caseNo;
  return { ...aged, other, film, bring, conflict };
}

test('a right MAC2 for a number that people gave to another attempt is kept the moment it comes, with its TACs and who brought them', async () => {
  const { fixture, desk, film, bring, other } = await mistaken();
  expect((await bring()).value).toMatchObject({ state: 'MANUAL', money: 'unknown' });
  const first = { tac: 'AAAA0001', from: 'STB-2', at: fixture.time.clock.now() };
  const { mac2 } = film.debited;
  expect((await desk.attempt(film.attemptId)).signed).toEqual({ mac2, tacs: [first] });
  await fixture.time.advance(LATER_MS);
  const stranger = await fixture.opened('STB-9');
  await bring(stranger, 'BBBB0002');
  await bring();
  const second = { tac: 'BBBB0002', from: 'STB-9', at: fixture.time.clock.now() };
  const kept = await desk.attempt(film.attemptId);
  expect(kept).toMatchObject({ state: 'IN_DOUBT', signed: { tacs: [first, second] } });
  // The number is proven to have paid, so those below it are used up, too.
  const next = await fixture.ordered(other, 'basic');
  for (const sequence of [5, 4]) {
    const { attemptId } = (await fixture.startAttempt(other, next.orderId)).value;
    const init = fixture.init(CARD, { sequence });
    expect((await fixture.authorise(other, attemptId, init)).problem.code).toBe('card.blocked');
  }
});

test('two people follow the signature: it is claimed and its service opens, and what was given by mistake is a loss', async () => {
  const { fixture, desk, film, bring, conflict, attemptId, orderId } = await mistaken();
  await bring();
  await fixture.time.advance(LATER_MS);
  const caseNo = await conflict();
  expect((await fixture.tsp.desk.findCase(caseNo))!.note).toBe(
    `a right MAC2 for a number that people gave to attempt ${attemptId}: follow the signature`,
  );
  expect(await desk.decisions(caseNo)).toEqual(['followSignature', 'blockCard']);
  const { amountFen } = film.order;
  const before = await desk.books();
  await desk.propose(caseNo, 'followSignature');
  expect(await desk.books()).toEqual(before);
  const shown = await desk.previewOf(caseNo, 'followSignature');
  const of = { orderId: film.orderId, attemptId: film.attemptId, amountFen };
  expect(shown!.postings.map(({ kind }) => kind)).toEqual(['writeOff', 'release', 'debit']);
  expect(shown).toMatchObject({
    postings: [{ orderId, attemptId, amountFen: 2600 }, of, of],
    asks: [{ what: 'ACTIVATE' }, { what: 'CLAIM', amountFen }],
    opens: [],
  });
  await desk.done(SUPERVISOR, caseNo, { step: 'approve' });
  await fixture.time.drain();
  expect((await fixture.tsp.desk.findCase(caseNo))!.state).toBe('CLOSED');
  const proven = { state: 'DEBITED', provenBy: 'mac2', claim: 'UNCLAIMED', tac: 'AAAA0001' };
  const paid = await desk.attempt(film.attemptId);
  expect(paid).toMatchObject({ ...proven, tacs: [{ from: 'STB-2' }] });
  expect(paid.signed).toBeUndefined();
  const wrong = await desk.attempt(attemptId);
  expect(wrong).toMatchObject({
    state: 'NOT_DEBITED',
    takenBack: { by: film.attemptId, gaveAway: true },
  });
  expect(wrong.provenBy).toBeUndefined();
  expect([(await desk.order(orderId)).state, (await desk.order(film.orderId)).state]).toEqual([
    'COMPLETED',
    'COMPLETED',
  ]);
  expect((await desk.caseOf('no-tac')).state).toBe('CLOSED');
  expect(await desk.books()).toEqual({
    suspense_receivable: 0,
    suspense_order: 0,
    unionpay_receivable: amountFen,
    order_liability: 0,
    operator_revenue: -2600 - amountFen,
    subscriber_credit: 0,
    refund_payable: 0,
    write_off: 2600,
  });
  expect(fixture.violations).toEqual([]);
});

test('what was written off before is no second loss when people follow the signature', async () => {
  const { fixture, desk, film, bring, conflict } = await mistaken();
  await desk.decide((await desk.caseOf('no-tac')).caseNo, 'writeOff');
  await bring();
  await desk.decide(await conflict(), 'followSignature');
  const { amountFen } = film.order;
  const owed = { unionpay_receivable: amountFen, write_off: 2600, order_liability: 0 };
  expect(await desk.books()).toMatchObject(owed);
  expect(fixture.violations).toEqual([]);
});

test('people decided that the signed one was not debited: the case opens again, and they follow the signature', async () => {
  const { fixture, desk, caseNo } = await agedDoubt();
  const other = await fixture.opened('STB-2');
  const film = await fixture.paying(other, CARD, 'film');
  await fixture.time.advance(3 * 86_400_000 + LATER_MS);
  (await other.open()).value;
  const doubts = (await desk.cases()).filter(({ kind }) => kind === 'doubt-aged');
  const ofFilm = doubts.find(({ attemptId }) => attemptId === film.attemptId)!;
  await desk.decide(ofFilm.caseNo, 'notDebited');
  await desk.decide(caseNo, 'debited');
  await fixture.report(other, film.attemptId, film.debited);
  expect(await fixture.tsp.desk.findCase(ofFilm.caseNo)).toMatchObject({
    state: 'OPEN',
    version: 2,
  });
  expect(await desk.decisions(ofFilm.caseNo)).toEqual(['followSignature', 'blockCard']);
  await desk.decide(ofFilm.caseNo, 'followSignature');
  expect(await desk.attempt(film.attemptId)).toMatchObject({
    state: 'DEBITED',
    claim: 'UNCLAIMED',
  });
  expect((await desk.order(film.orderId)).state).toBe('COMPLETED');
  expect(await desk.books()).toMatchObject({ write_off: 2600, order_liability: 0 });
});

test('both are attempts of one order: the signed one pays for it, and nothing was given twice', async () => {
  const { fixture, box, attemptId, orderId, record, order } = await payingFixture();
  const desk = deskOf(fixture);
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await order());
  const unsigned = await fixture.paying(await fixture.opened('STB-9'), CARD, 'film');
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  const { caseNo } = await desk.caseOf('evidence-conflict');
  await desk.decide(caseNo, 'debited');
  expect(await desk.order(orderId)).toMatchObject({ state: 'COMPLETED', paidBy: attemptId });
  await fixture.report(box, second.attemptId, second.debited);
  const open = (await desk.cases()).find((row) => row.attemptId === second.attemptId)!;
  await desk.decide(open.caseNo, 'followSignature');
  const paying = { state: 'COMPLETED', paidBy: second.attemptId };
  expect(await desk.order(orderId)).toMatchObject(paying);
  expect(await desk.attempt(second.attemptId)).toMatchObject({
    state: 'DEBITED',
    claim: 'UNCLAIMED',
  });
  expect(await desk.attempt(attemptId)).toMatchObject({
    state: 'NOT_DEBITED',
    takenBack: { gaveAway: false },
  });
  expect((await desk.attempt(unsigned.attemptId)).state).toBe('NOT_DEBITED');
  expect(await desk.books()).toEqual({
    suspense_receivable: 0,
    suspense_order: 0,
    unionpay_receivable: 2600,
    order_liability: 0,
    operator_revenue: -2600,
    subscriber_credit: 0,
    refund_payable: 0,
    write_off: 0,
  });
  expect(fixture.violations).toEqual([]);
});

test('people take the other one back instead, and the card shows its MAC2 again: it is debited with every TAC that was kept', async () => {
  const { fixture, box, desk, film, bring, caseNo, attemptId } = await mistaken();
  await bring();
  await fixture.resolve(box, attemptId, { sequence: 5 });
  await desk.decide(caseNo, 'notDebited');
  const stranger = await fixture.opened('STB-9');
  await bring(stranger, 'BBBB0002');
  const proven = await desk.attempt(film.attemptId);
  expect(proven).toMatchObject({ state: 'DEBITED', claim: 'UNCLAIMED', tac: 'BBBB0002' });
  expect(proven.tacs).toMatchObject([
    { tac: 'AAAA0001', from: 'STB-2' },
    { tac: 'BBBB0002', from: 'STB-9' },
  ]);
  expect(proven.signed).toBeUndefined();
});

test('both have a right MAC2: two cards have one key, the card is blocked, and no signature ends the other', async () => {
  const { fixture, desk, film, bring, conflict, report, debited, attemptId } = await mistaken();
  await bring();
  await report(debited);
  expect(await desk.attempt(attemptId)).toMatchObject({ provenBy: 'mac2', claim: 'UNCLAIMED' });
  expect(await desk.attempt(film.attemptId)).toMatchObject({
    state: 'IN_DOUBT',
    signed: { mac2: film.debited.mac2 },
  });
  expect(await desk.decisions(await conflict())).toEqual(['notDebited']);
  expect((await desk.caseOf('card-blocked')).state).toBe('OPEN');
  expect(fixture.violations).toEqual([]);
});

test('what people follow settles every other attempt of the number that has no signature', async () => {
  const { fixture, desk, caseNo, attemptId } = await agedDoubt();
  const [other, third] = [await fixture.opened('STB-2'), await fixture.opened('STB-9')];
  const film = await fixture.paying(other, CARD, 'film');
  const sport = await fixture.paying(third, CARD, 'sport');
  await desk.decide(caseNo, 'debited');
  await fixture.report(other, film.attemptId, film.debited);
  await desk.decide((await desk.caseOf('evidence-conflict')).caseNo, 'followSignature');
  expect((await desk.attempt(film.attemptId)).state).toBe('DEBITED');
  expect((await desk.attempt(attemptId)).state).toBe('NOT_DEBITED');
  expect((await desk.attempt(sport.attemptId)).state).toBe('NOT_DEBITED');
});

test('what the PPP has paid is no mistake of people: nobody follows a signature against it', async () => {
  const { fixture, desk, bring, conflict, attemptId } = await mistaken();
  const row = await desk.attempt(attemptId);
  await fixture.room.transaction(async (tx) => putAttempt(tx, { ...row, claim: 'ACCEPTED' }));
  await bring();
  expect(await desk.decisions(await conflict())).not.toContain('followSignature');
});

test('two right MAC2s beside what people called debited are two cards with one key: the card is blocked', async () => {
  const { fixture, desk, caseNo } = await agedDoubt();
  const [other, third] = [await fixture.opened('STB-2'), await fixture.opened('STB-9')];
  const film = await fixture.paying(other, CARD, 'film');
  const sport = await fixture.paying(third, CARD, 'sport');
  await desk.decide(caseNo, 'debited');
  await fixture.report(other, film.attemptId, film.debited);
  expect((await desk.cases()).map(({ kind }) => kind)).not.toContain('card-blocked');
  await fixture.report(third, sport.attemptId, sport.debited);
  expect((await desk.caseOf('card-blocked')).state).toBe('OPEN');
  expect((await desk.attempt(sport.attemptId)).signed?.mac2).toBe(sport.debited.mac2);
  expect(fixture.violations).toEqual([]);
});

test('after people followed the signature, a right MAC2 of the other attempt blocks the card and is kept', async () => {
  const { fixture, desk, bring, conflict, report, debited, attemptId } = await mistaken();
  await bring();
  await desk.decide(await conflict(), 'followSignature');
  await report(debited);
  expect(await desk.attempt(attemptId)).toMatchObject({
    state: 'NOT_DEBITED',
    signed: { mac2: debited.mac2 },
  });
  expect((await desk.caseOf('card-blocked')).state).toBe('OPEN');
  expect(fixture.violations).toEqual([]);
});

const rejected = () => ({ state: 'REJECTED', reason: 'account.closed', final: true }) as const;

/** BOSS opens nothing and credits nothing for what people called debited. */
async function unserved() {
  const { bring, conflict, ...all } = await mistaken(rejected);
  await bring();
  return { ...all, conflict: await conflict() };
}

test('nothing was given for it: its posting is taken back, its order ends unpaid, and nobody loses', async () => {
  const { fixture, desk, film, conflict, orderId, attemptId } = await unserved();
  expect((await desk.order(orderId)).state).toBe('REFUND_DUE');
  await desk.propose(conflict, 'followSignature');
  const shown = (await desk.previewOf(conflict, 'followSignature'))!;
  expect(shown.postings.map(({ kind }) => kind)).toEqual(['debitBack', 'release', 'debit']);
  expect(shown.asks.map(({ what }) => what)).toEqual(['RELEASE_HOLD', 'ACTIVATE', 'CLAIM']);
  expect(shown.needsBossWord).toBe(true);
  fixture.boss.activation = () => ({ state: 'ACTIVATED' });
  await desk.done(SUPERVISOR, conflict, { step: 'approve' });
  await fixture.time.drain();
  const ended = await desk.order(orderId);
  expect([ended.state, ended.paidBy, ended.receiptNo]).toEqual(['CANCELLED', undefined, undefined]);
  expect(await desk.attempt(attemptId)).toMatchObject({
    state: 'NOT_DEBITED',
    takenBack: { gaveAway: false },
  });
  expect((await desk.attempt(attemptId)).claim).toBeUndefined();
  const open = (await desk.cases()).filter(({ state }) => state !== 'CLOSED');
  expect(open).toEqual([]);
  const { amountFen } = film.order;
  expect(await desk.books()).toEqual({
    suspense_receivable: 0,
    suspense_order: 0,
    unionpay_receivable: amountFen,
    order_liability: 0,
    operator_revenue: -amountFen,
    subscriber_credit: 0,
    refund_payable: 0,
    write_off: 0,
  });
  expect(fixture.violations).toEqual([]);
});

test('BOSS has opened it meanwhile: it does not end unpaid', async () => {
  const { fixture, desk, conflict, orderId } = await unserved();
  await desk.propose(conflict, 'followSignature');
  fixture.boss.orders.set(orderId, { orderId, state: 'ACTIVATED' });
  const refused = await desk.take(SUPERVISOR, conflict, { step: 'approve' });
  expect(refused).toMatchObject({ error: { code: 'case.decision' } });
  expect((await desk.order(orderId)).state).toBe('REFUND_DUE');
});

test('BOSS is still being asked: people follow the signature when it is known what was given', async () => {
  const { fixture, desk, bring, conflict, orderId } = await mistaken(() => ({ state: 'PENDING' }));
  await bring();
  expect(await desk.decisions(await conflict())).toEqual(['blockCard']);
  fixture.boss.orders.set(orderId, { orderId, state: 'ACTIVATED' });
  await fixture.time.advance(3_600_000);
  expect(await desk.decisions(await conflict())).toEqual(['followSignature', 'blockCard']);
});

test('one person alone follows no signature', async () => {
  const { desk, bring, conflict } = await mistaken();
  await bring();
  const caseNo = await conflict();
  await desk.propose(caseNo, 'followSignature');
  expect(await desk.take(CLERK, caseNo, { step: 'approve' })).toMatchObject({ ok: false });
});
