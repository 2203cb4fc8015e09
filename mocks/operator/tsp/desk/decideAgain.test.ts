/** Two people called an attempt debited, and no signature ever came: they may decide again, as they may about "not debited". */
import { expect, test } from 'vitest';
import { debitsOfDay } from '../books/store/attemptStore.ts';
import { payingFixture } from '../paying.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { TODAY } from '../tsp.fixture.ts';
import { agedDoubt, deskOf, SUPERVISOR } from './desk.fixture.ts';

const rejected = () => ({ state: 'REJECTED', reason: 'account.closed', final: true }) as const;

/** People called it debited; then the card shows that its number has not moved. */
async function unmoved() {
  const aged = await agedDoubt();
  const { fixture, box, desk, caseNo, attemptId } = aged;
  await desk.decide(caseNo, 'debited');
  await fixture.resolve(box, attemptId, { sequence: 5 });
  return aged;
}

/** The code of the refusal of a MAC1 for the card's number; `undefined` when there is none. */
async function mac1Refused({ fixture, box }: Awaited<ReturnType<typeof unmoved>>) {
  const film = await fixture.ordered(box, 'film');
  const { attemptId } = (await fixture.startAttempt(box, film.orderId)).value;
  const answer = await fixture.authorise(box, attemptId, fixture.init(CARD, { sequence: 5 }));
  return answer.status === 200 ? undefined : answer.problem.code;
}

test('decided again as not debited: the card pays again with its number, and what was given is a loss', async () => {
  const aged = await unmoved();
  const { fixture, desk, caseNo, orderId, attemptId } = aged;
  expect(await mac1Refused(aged)).toBe('card.blocked');
  await desk.propose(caseNo, 'notDebited');
  const shown = (await desk.previewOf(caseNo, 'notDebited'))!;
  expect(shown.postings).toMatchObject([{ kind: 'writeOff', orderId, amountFen: 2600 }]);
  await desk.done(SUPERVISOR, caseNo, { step: 'approve' });
  expect(await desk.attempt(attemptId)).toMatchObject({
    state: 'NOT_DEBITED',
    deniedBy: 'people',
    takenBack: { caseNo, gaveAway: true },
  });
  expect((await desk.caseOf('no-tac')).state).toBe('CLOSED');
  expect((await desk.order(orderId)).state).toBe('COMPLETED');
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 0, write_off: 2600 });
  expect(await mac1Refused(aged)).toBeUndefined();
  expect(fixture.violations).toEqual([]);
});

test('decided again, and the card proves the debit after all: the loss is recovered and claimed, and nothing is credited', async () => {
  const { fixture, desk, caseNo, orderId, attemptId, report, debited } = await unmoved();
  await desk.decide(caseNo, 'notDebited');
  await report(debited);
  await fixture.time.drain();
  const proven = await desk.attempt(attemptId);
  expect(proven).toMatchObject({ state: 'DEBITED', provenBy: 'mac2', claim: 'UNCLAIMED' });
  expect([proven.surplus, proven.takenBack]).toEqual([undefined, undefined]);
  expect(await desk.order(orderId)).toMatchObject({ state: 'COMPLETED', paidBy: attemptId });
  const books = { unionpay_receivable: 2600, write_off: 0, order_liability: 0 };
  expect(await desk.books()).toMatchObject({ ...books, subscriber_credit: 0 });
  expect(fixture.violations).toEqual([]);
});

test('decided as debited, as not, and as debited: each time the books follow, and its service is given once', async () => {
  const { fixture, box, desk, caseNo, orderId, attemptId, record } = await unmoved();
  await desk.decide(caseNo, 'notDebited');
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  await desk.decide(caseNo, 'debited');
  expect(await desk.attempt(attemptId)).toMatchObject({ state: 'DEBITED', claim: 'CASE' });
  expect(await desk.order(orderId)).toMatchObject({ state: 'COMPLETED', paidBy: attemptId });
  expect(await desk.books()).toMatchObject({
    unionpay_receivable: 2600,
    write_off: 0,
    operator_revenue: -2600,
    subscriber_credit: 0,
  });
  const open = (await desk.cases()).filter(({ state }) => state !== 'CLOSED');
  expect(open.map(({ kind }) => kind)).toEqual(['no-tac']);
});

test.each(['is open', 'was written off'])(
  'nothing was given for it, and its claim %s: decided again it ends unpaid, without a loss, when BOSS has said so',
  async (claim) => {
    const aged = await agedDoubt();
    const { fixture, box, desk, caseNo, orderId, attemptId } = aged;
    fixture.boss.activation = rejected;
    fixture.boss.credit = rejected;
    await desk.decide(caseNo, 'debited');
    if (claim !== 'is open') await desk.decide((await desk.caseOf('no-tac')).caseNo, 'writeOff');
    await fixture.resolve(box, attemptId, { sequence: 5 });
    await desk.decide(caseNo, 'notDebited');
    expect((await desk.order(orderId)).state).toBe('CANCELLED');
    const books = { unionpay_receivable: 0, order_liability: 0, write_off: 0 };
    expect(await desk.books()).toMatchObject(books);
    expect((await desk.cases()).every(({ state }) => state === 'CLOSED')).toBe(true);
    expect(await desk.rows(debitsOfDay(TODAY))).toEqual([]);
    expect(fixture.violations).toEqual([]);
  },
);

/** People called a second debit of an order debited, BOSS refused its credit, and the card then showed that its number had not moved. */
async function surplusUnmoved(credit: 'refused' | 'credited' = 'refused') {
  const { fixture, box, attemptId, orderId, record, debited, order } = await payingFixture();
  const desk = deskOf(fixture);
  if (credit === 'refused') fixture.boss.credit = rejected;
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await order(), OTHER_CARD);
  await fixture.report(box, second.attemptId, second.debited);
  const readsLog = () => fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  await readsLog();
  await desk.decide((await desk.caseOf('evidence-conflict')).caseNo, 'debited');
  expect((await desk.attempt(attemptId)).surplus).toBe(credit === 'refused' ? 'case' : credit);
  await fixture.resolve(box, attemptId, { sequence: 5 });
  const open = async () => (await desk.cases()).filter(({ state }) => state !== 'CLOSED');
  const evidence = async () => (await open()).find(({ kind }) => kind === 'evidence-conflict')!;
  return { fixture, desk, second, debited, attemptId, orderId, readsLog, open, evidence };
}

test('a surplus that people decided is taken back by the evidence against it; the order stays paid by the other one', async () => {
  const { fixture, desk, second, attemptId, orderId, open, evidence } = await surplusUnmoved();
  const { caseNo } = await evidence();
  expect(await desk.decisions(caseNo)).toEqual(['notDebited', 'blockCard', 'explained']);
  await desk.decide(caseNo, 'notDebited');
  const paid = { state: 'COMPLETED', paidBy: second.attemptId };
  expect(await desk.order(orderId)).toMatchObject(paid);
  expect((await desk.attempt(attemptId)).state).toBe('NOT_DEBITED');
  const books = { unionpay_receivable: 2600, order_liability: 0, write_off: 0 };
  expect(await desk.books()).toMatchObject({ ...books, operator_revenue: -2600 });
  expect(await open()).toEqual([]);
  expect(fixture.violations).toEqual([]);
});

test('evidence for and against a surplus is told in one case, and people decide on it each time', async () => {
  const { desk, readsLog, open, evidence } = await surplusUnmoved();
  const { caseNo } = await evidence();
  await desk.decide(caseNo, 'notDebited');
  await readsLog();
  expect(await open()).toMatchObject([{ caseNo, kind: 'evidence-conflict', version: 2 }]);
  expect(await desk.decisions(caseNo)).toEqual(['debited', 'notDebited', 'blockCard']);
});

test('an order that ends unpaid leaves the case about the surplus of its other attempt open: that card was debited', async () => {
  const { fixture, box, attemptId, orderId, record, order } = await payingFixture();
  const desk = deskOf(fixture);
  fixture.boss.activation = rejected;
  fixture.boss.credit = rejected;
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await order(), OTHER_CARD);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  const { caseNo } = await desk.caseOf('evidence-conflict');
  await desk.decide(caseNo, 'debited');
  await fixture.report(box, second.attemptId, second.debited);
  await fixture.time.drain();
  expect((await desk.attempt(second.attemptId)).surplus).toBe('case');
  await fixture.resolve(box, attemptId, { sequence: 5 });
  await desk.decide(caseNo, 'notDebited');
  expect((await desk.order(orderId)).state).toBe('CANCELLED');
  const owed = await desk.caseOf('surplus-refused');
  expect(owed).toMatchObject({ attemptId: second.attemptId, state: 'OPEN' });
  await desk.decide(owed.caseNo, 'refund');
  const books = { unionpay_receivable: 2600, order_liability: 0, write_off: 0 };
  expect(await desk.books()).toMatchObject({ ...books, refund_payable: -2600 });
  expect((await desk.cases()).filter(({ state }) => state !== 'CLOSED')).toEqual([]);
});

test('a surplus that was credited and then taken back is a loss; when its card proves it after all, nothing is credited again', async () => {
  const { fixture, desk, debited, attemptId, evidence } = await surplusUnmoved('credited');
  await desk.decide((await evidence()).caseNo, 'notDebited');
  const given = { order_liability: 0, subscriber_credit: -2600, operator_revenue: -2600 };
  const lost = { unionpay_receivable: 2600, write_off: 2600 };
  expect(await desk.books()).toMatchObject({ ...given, ...lost });
  expect(await desk.attempt(attemptId)).toMatchObject({
    state: 'NOT_DEBITED',
    surplus: 'credited',
  });
  await fixture.report(await fixture.opened(), attemptId, debited);
  await fixture.time.drain();
  expect(await desk.attempt(attemptId)).toMatchObject({ state: 'DEBITED', surplus: 'credited' });
  const recovered = { unionpay_receivable: 5200, write_off: 0 };
  expect(await desk.books()).toMatchObject({ ...given, ...recovered });
});

test('both debits of an order were taken back as losses: the signature of the credited one takes back its own', async () => {
  const { fixture, box, attemptId, orderId, record, order } = await payingFixture();
  const desk = deskOf(fixture);
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await order(), OTHER_CARD);
  await fixture.abandon(box, second.attemptId);
  const { mac1, terminalNo } = await desk.attempt(second.attemptId);
  const its = { ...record, ...{ terminalNo: terminalNo!, date: mac1!.date, time: mac1!.time } };
  const about = [
    { id: attemptId, log: [record], card: CARD },
    { id: second.attemptId, log: [its], card: OTHER_CARD },
  ];
  const decides = async (id: string, decision: 'debited' | 'notDebited') => {
    const open = (await desk.cases()).filter(({ state }) => state !== 'CLOSED');
    const found = open.find((row) => row.attemptId === id && row.kind === 'evidence-conflict');
    await desk.decide(found!.caseNo, decision);
  };
  for (const { id, log, card } of about) {
    await fixture.resolve(box, id, { sequence: 6, log }, card);
    await decides(id, 'debited');
  }
  for (const { id, card } of about) {
    await fixture.resolve(box, id, { sequence: 5 }, card);
    await decides(id, 'notDebited');
  }
  const given = { order_liability: 0, operator_revenue: -2600, subscriber_credit: -2600 };
  expect(await desk.books()).toMatchObject({ ...given, unionpay_receivable: 0, write_off: 5200 });
  await fixture.report(box, second.attemptId, second.debited);
  expect(await desk.books()).toMatchObject({
    ...{ ...given, unionpay_receivable: 2600, write_off: 2600 },
  });
  expect(await desk.attempt(second.attemptId)).toMatchObject({ surplus: 'credited' });
  expect((await desk.order(orderId)).paidBy).toBe(attemptId);
});

test('what speaks against a second debit that people decided has a case of its own: its credit that BOSS refused is not decided with it', async () => {
  const { fixture, box, attemptId, record, order } = await payingFixture();
  const desk = deskOf(fixture);
  await fixture.abandon(box, attemptId);
  const paid = await fixture.payingAgain(box, await order(), OTHER_CARD);
  await fixture.report(box, paid.attemptId, paid.debited);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  fixture.boss.credit = () => ({ state: 'REJECTED', reason: 'account.closed', final: true });
  await desk.decide((await desk.caseOf('evidence-conflict')).caseNo, 'debited');
  expect(await desk.attempt(attemptId)).toMatchObject({ provenBy: 'people', surplus: 'case' });
  await fixture.resolve(box, attemptId, { sequence: 5 });
  await fixture.resolve(box, attemptId, { sequence: 5 });
  const open = (await desk.cases()).filter(({ state }) => state !== 'CLOSED');
  expect(open.map(({ kind }) => kind)).toEqual(['no-tac', 'surplus-refused', 'evidence-conflict']);
  await desk.decide(open[2]!.caseNo, 'notDebited');
  expect((await desk.cases()).every(({ state }) => state === 'CLOSED')).toBe(true);
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 2600, order_liability: 0 });
});

test('nothing was given for it, and another card paid for the order as well: that money stays with people', async () => {
  const { fixture, box, attemptId, orderId, record, order } = await payingFixture();
  const desk = deskOf(fixture);
  Object.assign(fixture.boss, { activation: rejected, credit: rejected });
  await fixture.abandon(box, attemptId);
  const other = await fixture.payingAgain(box, await order(), OTHER_CARD);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  const { caseNo } = await desk.caseOf('evidence-conflict');
  await desk.decide(caseNo, 'debited');
  await fixture.report(box, other.attemptId, other.debited);
  await fixture.resolve(box, attemptId, { sequence: 5 });
  await fixture.time.drain();
  await desk.decide(caseNo, 'notDebited');
  expect((await desk.order(orderId)).state).toBe('CANCELLED');
  expect(await desk.attempt(other.attemptId)).toMatchObject({ state: 'DEBITED', surplus: 'case' });
  const { caseNo: owed, state } = await desk.caseOf('surplus-refused');
  expect([state, await desk.decisions(owed)]).toEqual(['OPEN', ['credit', 'refund']]);
  await desk.decide(owed, 'refund');
  expect(await desk.books()).toMatchObject({ order_liability: 0, refund_payable: -2600 });
});
