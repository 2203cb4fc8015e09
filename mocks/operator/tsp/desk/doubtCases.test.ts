import { expect, test } from 'vitest';
import { getAttempt, putAttempt } from '../books/store/attemptStore.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { agedDoubt, deskOf, SUPERVISOR } from './desk.fixture.ts';

test('two people decide that it was debited: it is posted, people claim it, and the service opens', async () => {
  const { fixture, desk, caseNo, orderId, attemptId } = await agedDoubt();
  expect(await desk.decisions(caseNo)).toEqual(['debited', 'notDebited', 'blockCard']);
  expect(await desk.decide(caseNo, 'debited')).toMatchObject({ state: 'CLOSED', version: 1 });
  expect(await desk.order(orderId)).toMatchObject({ state: 'COMPLETED', paidBy: attemptId });
  expect(await desk.attempt(attemptId)).toMatchObject({ provenBy: 'people', claim: 'CASE' });
  expect((await desk.caseOf('no-tac')).state).toBe('OPEN');
  expect(await desk.books()).toMatchObject({
    suspense_receivable: 0,
    unionpay_receivable: 2600,
    operator_revenue: -2600,
  });
  expect(fixture.violations).toEqual([]);
});

test('every step and its effects are in the audit, with the person', async () => {
  const { desk, caseNo } = await agedDoubt();
  await desk.decide(caseNo, 'debited');
  const events = await desk.events();
  const from = events.indexOf('chen case.assign');
  expect(events.slice(from, from + 10)).toEqual([
    'chen case.assign',
    'chen case.evidence',
    'chen case.propose',
    'wang case.approve',
    'wang case.post',
    'wang attempt.debitProven',
    'wang case.no-tac',
    'wang order.debited',
    'wang case.finish',
    'tsp order.activationStarted',
  ]);
});

test('two people decide that it was not debited: the suspense is released, and only a signature may still say otherwise', async () => {
  const { desk, caseNo, orderId, attemptId } = await agedDoubt();
  expect((await desk.decide(caseNo, 'notDebited')).state).toBe('CLOSED');
  expect((await desk.order(orderId)).state).toBe('CANCELLED');
  const denied = { state: 'NOT_DEBITED', deniedBy: 'people' };
  expect(await desk.attempt(attemptId)).toMatchObject(denied);
  expect(await desk.books()).toMatchObject({ suspense_receivable: 0, unionpay_receivable: 0 });
});

test('decided as not debited, but the card proves the debit: the proof wins and the service opens', async () => {
  const { fixture, desk, caseNo, orderId, report, debited } = await agedDoubt();
  await desk.decide(caseNo, 'notDebited');
  expect((await report(debited)).value).toMatchObject({ state: 'PAID', money: 'taken' });
  await fixture.time.drain();
  expect((await desk.order(orderId)).state).toBe('COMPLETED');
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 2600, operator_revenue: -2600 });
});

test('decided as not debited, but a box reads the debit from the log: the case opens again as version 2', async () => {
  const { fixture, box, desk, caseNo, attemptId, record } = await agedDoubt();
  await desk.decide(caseNo, 'notDebited');
  const seen = await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  expect(seen.value.verdict).toBe('manual');
  const row = (await fixture.tsp.desk.findCase(caseNo))!;
  expect(row).toMatchObject({ state: 'OPEN', version: 2, steps: { length: 4 } });
  expect(row.decision).toBeUndefined();
  expect(await desk.decisions(caseNo)).toEqual(['debited', 'notDebited', 'blockCard']);
  expect((await desk.decide(caseNo, 'debited')).state).toBe('CLOSED');
  expect((await desk.attempt(attemptId)).state).toBe('DEBITED');
});

test('decided as debited, and the card proves it later: it is claimed with its TAC, and the claim case closes itself', async () => {
  const { desk, caseNo, attemptId, report, debited } = await agedDoubt();
  await desk.decide(caseNo, 'debited');
  await report(debited);
  const proven = { provenBy: 'mac2', claim: 'UNCLAIMED', tac: 'AAAA0001' };
  expect(await desk.attempt(attemptId)).toMatchObject(proven);
  const claim = await desk.caseOf('no-tac');
  expect(claim).toMatchObject({ state: 'CLOSED', ending: 'the card gave its TAC' });
  expect((await desk.events()).at(-1)).toBe('STB-1 case.settle');
});

test('decided as debited and paid by a closing file, and the card proves it later: it is not claimed again', async () => {
  const { fixture, desk, caseNo, attemptId, report, debited } = await agedDoubt();
  await desk.decide(caseNo, 'debited');
  await fixture.room.transaction(async (tx) => {
    putAttempt(tx, { ...(await getAttempt(tx, attemptId))!, claim: 'ACCEPTED' });
  });
  await report(debited);
  const proven = { provenBy: 'mac2', claim: 'ACCEPTED', tac: 'AAAA0001' };
  expect(await desk.attempt(attemptId)).toMatchObject(proven);
});

test('decided as debited, but the card says that it was not: the case opens again', async () => {
  const { fixture, box, desk, caseNo, orderId, attemptId } = await agedDoubt();
  await desk.decide(caseNo, 'debited');
  const seen = await fixture.resolve(box, attemptId, { sequence: 5 });
  expect(seen.value).toMatchObject({ verdict: 'debited', order: { state: 'COMPLETED' } });
  expect(await fixture.tsp.desk.findCase(caseNo)).toMatchObject({ state: 'OPEN', version: 2 });
  expect(await desk.decisions(caseNo)).toEqual(['notDebited', 'blockCard', 'explained']);
  const claim = await desk.caseOf('no-tac');
  await desk.decide(claim.caseNo, 'writeOff');
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 0, write_off: 2600 });
  expect((await desk.order(orderId)).state).toBe('COMPLETED');
});

test.each([
  ['proves the debit', 'COMPLETED', true],
  ['says that nothing was taken', 'CANCELLED', false],
] as const)(
  'the card comes back before people agree and %s: the case closes itself',
  async (_, state, isDebited) => {
    const { fixture, box, desk, caseNo, attemptId, order, report, debited } = await agedDoubt();
    await desk.propose(caseNo, isDebited ? 'notDebited' : 'debited');
    if (isDebited) await report(debited);
    else await fixture.resolve(box, attemptId, { sequence: 5 });
    await fixture.time.drain();
    expect((await order()).state).toBe(state);
    expect(await fixture.tsp.desk.findCase(caseNo)).toMatchObject({
      state: 'CLOSED',
      revision: 5,
      ending: isDebited
        ? 'the debit is known by mac2'
        : 'the box says that nothing was taken: the sequence has not moved',
    });
    expect(await desk.events()).toContain('STB-1 case.settle');
    expect(await desk.take(SUPERVISOR, caseNo, { step: 'approve' })).toMatchObject({
      error: { code: 'case.state' },
    });
  },
);

test('an aged doubt gets a log record: the case shows it, and no word of the box ends it any more', async () => {
  const { fixture, box, desk, caseNo, attemptId, orderId, record } = await agedDoubt();
  await desk.propose(caseNo, 'notDebited');
  const seen = await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  expect(seen.value.verdict).toBe('manual');
  const noted = (await fixture.tsp.desk.findCase(caseNo))!;
  expect(noted).toMatchObject({
    kind: 'log-record',
    // Who proposed did not know it.
    state: 'EVIDENCE',
    version: 1,
    note: 'the log shows the payment, without a proof',
  });
  expect([noted.decision, noted.proposedBy, noted.previewDigest]).toEqual(Array(3).fill(undefined));
  await fixture.resolve(box, attemptId, { sequence: 4 });
  await fixture.resolve(box, attemptId, { sequence: 4 });
  expect(await fixture.tsp.desk.findCase(caseNo)).toMatchObject({
    kind: 'evidence-conflict',
    note: 'the log shows the payment, without a proof; the sequence went back',
  });
  const unmoved = await fixture.resolve(box, attemptId, { sequence: 5 });
  expect(unmoved.value.verdict).toBe('manual');
  expect((await desk.order(orderId)).state).toBe('MANUAL');
  expect((await desk.attempt(attemptId)).state).toBe('IN_DOUBT');
});

test('an aged doubt that is contradicted is a case about the evidence, with every note once', async () => {
  const { fixture, box, desk, caseNo, attemptId, record } = await agedDoubt();
  for (let times = 0; times < 3; times++) await fixture.resolve(box, attemptId, { sequence: 4 });
  const row = (await fixture.tsp.desk.findCase(caseNo))!;
  expect(row).toMatchObject({ kind: 'evidence-conflict', state: 'OPEN', revision: 2 });
  expect(row.note).toBe('the sequence went back');
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  expect(await desk.cases()).toHaveLength(1);
});

test('two people block the card in a case about a doubt: the doubt stays theirs, and two people release the card', async () => {
  const { fixture, box, desk, caseNo, attemptId, report, debited } = await agedDoubt();
  const blocked = await desk.decide(caseNo, 'blockCard');
  expect(blocked).toMatchObject({ state: 'EVIDENCE', kind: 'doubt-aged' });
  expect(blocked.decision).toBeUndefined();
  expect(await desk.decisions(caseNo)).toEqual(['debited', 'notDebited']);
  const film = await fixture.ordered(box, 'film');
  const refused = await fixture.startAttempt(box, film.orderId);
  expect(refused.problem.code).toBe('card.blocked');
  const block = await desk.caseOf('card-blocked');
  expect(await desk.decisions(block.caseNo)).toEqual(['releaseCard', 'explained']);
  expect((await desk.decide(block.caseNo, 'releaseCard')).state).toBe('CLOSED');
  await report(debited);
  expect((await desk.attempt(attemptId)).state).toBe('DEBITED');
  expect((await fixture.startAttempt(box, film.orderId)).status).toBe(201);
});

test('when another card has paid the order, a debit that people decide is surplus and credited', async () => {
  const { fixture, box, desk, orderId, attemptId, abandon } = await claimedThenPaid();
  await fixture.resolve(box, attemptId, { sequence: 6, log: [abandon.record] });
  const { caseNo } = await desk.caseOf('evidence-conflict');
  expect((await desk.decide(caseNo, 'debited')).state).toBe('CLOSED');
  expect(await desk.attempt(attemptId)).toMatchObject({ state: 'DEBITED', surplus: 'credited' });
  expect((await desk.order(orderId)).state).toBe('COMPLETED');
  expect(await desk.books()).toMatchObject({ order_liability: 0, subscriber_credit: -2600 });
});

/** A box said "never sent", and another card paid for the order. */
async function claimedThenPaid() {
  const paying = await payingFixture();
  const { fixture, box, attemptId, orderId } = paying;
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await fixture.report(box, second.attemptId, second.debited);
  await fixture.time.drain();
  return { ...paying, desk: deskOf(fixture), abandon: { record: paying.record } };
}
