/** An attempt was claimed "not debited"; then the card says what only people can weigh. */
import { expect, test } from 'vitest';
import { resolutionMisfit } from '../../../../src/payment/answerFits.ts';
import { agedDoubt, deskOf } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';

test.each([
  ['the log cannot be read', { sequence: 7, log: null }],
  ['the number went back', { sequence: 4, log: [] }],
])(
  '%s: the money is unknown, nobody pays the order, and the portal believes it',
  async (_, seen) => {
    const { fixture, box, attemptId } = await payingFixture();
    await fixture.abandon(box, attemptId);
    const { value } = await fixture.resolve(box, attemptId, seen);
    expect(value).toMatchObject({
      verdict: 'manual',
      order: { state: 'CONFIRMED', money: 'unknown', payable: false, caseNo: expect.any(String) },
    });
    expect(resolutionMisfit(value, attemptId)).toBeNull();
  },
);

test.each([
  ['that the card refused DEBIT', { statusWord: '9302', answers: 'command' }],
  ['that DEBIT was never sent', undefined],
])('people have a log record in hand: a box that says %s ends nothing', async (_what, refusal) => {
  const { fixture, box, attemptId, record, report, row, books } = await payingFixture();
  await fixture.time.advance(31_000);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  const answer = refusal ? await report(refusal) : await fixture.abandon(box, attemptId);
  expect(answer.value).toMatchObject({ state: 'MANUAL', money: 'unknown', payable: false });
  expect((await row()).state).toBe('IN_DOUBT');
  expect(await books()).toMatchObject({ suspense_receivable: 2600 });
});

test('an aged doubt that the log opened again is with people: what its box reads next clears no way', async () => {
  const { fixture, box, attemptId, record, row, desk, caseNo } = await agedDoubt();
  expect((await fixture.resolve(box, attemptId)).value.verdict).toBe('not-debited');
  expect((await fixture.tsp.desk.findCase(caseNo))!.state).toBe('CLOSED');
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  expect(await desk.caseOf('doubt-aged')).toMatchObject({ state: 'OPEN', version: 2 });
  const shop = { ...record, terminalNo: 'B00000000009', amountFen: 100 };
  const past = await fixture.resolve(box, attemptId, { sequence: 6, log: [shop] });
  expect(past.value).toMatchObject({ verdict: 'manual', order: { money: 'unknown' } });
  expect((await row()).clearedAt).toBeUndefined();
});

test('a contradiction stays one when the log shows the payment as well: people see both', async () => {
  const { fixture, box, attemptId, record } = await payingFixture();
  const desk = deskOf(fixture);
  await fixture.resolve(box, attemptId, { sequence: 4, log: [] });
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  expect(await desk.cases()).toMatchObject([
    { kind: 'evidence-conflict', note: expect.stringMatching(/went back; .*shows the payment/) },
  ]);
});

test.each([
  ['not debited', 'notDebited', 'a log record', 'not-debited'],
  ['debited', 'debited', 'that the number has not moved', 'debited'],
] as const)(
  'people called it %s: a box that says otherwise opens their case again once, not each time it repeats itself',
  async (_what, decision, said, verdict) => {
    const { fixture, box, attemptId, record, desk, caseNo } = await agedDoubt();
    const read = { sequence: 6, log: [record] };
    const again = () =>
      fixture.resolve(box, attemptId, said === 'a log record' ? read : { sequence: 5 });
    await desk.decide(caseNo, decision);
    await again();
    expect(await fixture.tsp.desk.findCase(caseNo)).toMatchObject({ state: 'OPEN', version: 2 });
    await desk.decide(caseNo, decision === 'debited' ? 'explained' : decision);
    expect((await again()).value.verdict).toBe(verdict);
    expect(await fixture.tsp.desk.findCase(caseNo)).toMatchObject({ state: 'CLOSED', version: 2 });
  },
);

test('people gave the number of a card to a payment that it never made: it may not pay, and their case says why', async () => {
  const { fixture, desk, caseNo } = await agedDoubt();
  await desk.decide(caseNo, 'debited');
  const holder = await fixture.opened('STB-9');
  const refused = async () => {
    const { orderId } = await fixture.ordered(holder);
    const { attemptId } = (await fixture.startAttempt(holder, orderId)).value;
    return (await fixture.authorise(holder, attemptId)).problem.code;
  };
  expect(await refused()).toBe('card.blocked');
  expect(await fixture.tsp.desk.findCase(caseNo)).toMatchObject({
    state: 'OPEN',
    version: 2,
    note: expect.stringContaining('the card shows its number again'),
  });
  await desk.decide(caseNo, 'notDebited');
  const paid = await fixture.paid(holder);
  expect(paid.reported).toMatchObject({ money: 'taken' });
});

test('a conflict about an earlier attempt leaves the order to the one that is in doubt', async () => {
  const { fixture, box, attemptId, orderId, record, order } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await order(), OTHER_CARD);
  await fixture.report(box, second.attemptId, { statusWord: '6F00' });
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  expect(await order()).toMatchObject({ state: 'IN_DOUBT', money: 'unknown' });
  const { mac2, tac } = second.debited;
  const seen = { proofs: [{ sequence: 6, mac2, tac }], sequence: 6 };
  const proven = await fixture.resolve(box, second.attemptId, seen, OTHER_CARD);
  expect(proven.value).toMatchObject({ verdict: 'debited', order: { orderId, state: 'PAID' } });
});
