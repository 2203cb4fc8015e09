import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import { allOutbox } from '../books/store/queueStore.ts';
import { payingFixture } from '../paying.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';

test('a right MAC2 makes the order paid: attempt, order, books and outbox in one commit', async () => {
  const { report, debited, row, books, fixture, orderId } = await payingFixture();
  fixture.tsp.stop();
  const order = (await report(debited)).value;
  expect(order).toMatchObject({ state: 'PAID', money: 'taken', cardTail: '1234' });
  expect(await row()).toMatchObject({
    state: 'DEBITED',
    provenBy: 'mac2',
    tac: 'AAAA0001',
    claim: 'UNCLAIMED',
    suspended: false,
  });
  expect(await books()).toMatchObject({
    suspense_receivable: 0,
    unionpay_receivable: 2600,
    order_liability: -2600,
  });
  const outbox = await fixture.room.transaction((tx) => listRows(tx, allOutbox));
  expect(outbox.map(({ id }) => id)).toEqual([`ACTIVATE/${orderId}`]);
});

test('a wrong MAC2 means doubt, never a payment and never a rejection by the card', async () => {
  const { report, debited, order, books } = await payingFixture();
  const refused = await report({ ...debited, mac2: 'DEADBEEF' });
  expect(refused.problem).toMatchObject({
    status: 422,
    code: 'mac2.invalid',
    money: 'unknown',
    retry: 'no',
  });
  expect(await order()).toMatchObject({ state: 'IN_DOUBT', money: 'unknown' });
  expect(await books()).toMatchObject({ suspense_receivable: 2600, unionpay_receivable: 0 });
  expect((await report(debited)).value.state).toBe('PAID');
});

test('TAC and MAC2 swapped are not a payment', async () => {
  const { report, debited } = await payingFixture();
  const swapped = { ...debited, tac: debited.mac2, mac2: debited.tac };
  expect((await report(swapped)).problem.code).toBe('mac2.invalid');
});

test('a thousand forged reports settle nothing: people have it in hand', async () => {
  const { report, order, debited } = await payingFixture({ limits: { requestsPerMinute: 5_000 } });
  for (let i = 0; i < 1000; i++) {
    const mac2 = i.toString(16).toUpperCase().padStart(8, '0');
    const { code } = (await report({ ...debited, mac2 })).problem;
    expect(code).toBe(i < 5 ? 'mac2.invalid' : 'hsm.unavailable');
  }
  expect((await order()).state).toBe('MANUAL');
});

test.each(['tac', 'mac2'])('9000 without its %s is no report', async (field) => {
  const { report, debited, order } = await payingFixture();
  expect((await report({ ...debited, [field]: undefined })).problem).toMatchObject({
    code: 'request.invalid',
    field,
    money: 'unknown',
  });
  expect((await order()).attempt?.state).toBe('MAC1_ISSUED');
});

test('without the HSM nothing is known, and nothing changes', async () => {
  const { report, debited, fixture, row } = await payingFixture();
  const before = await row();
  fixture.hsm.down = true;
  expect((await report(debited)).problem).toMatchObject({
    status: 503,
    code: 'hsm.unavailable',
    money: 'unknown',
    retry: 'same-key',
  });
  expect(await row()).toEqual(before);
  fixture.hsm.down = false;
  expect((await report(debited)).value.state).toBe('PAID');
});

test('an HSM that hangs counts as down', async () => {
  const { report, debited, fixture } = await payingFixture();
  fixture.hsm.meanwhile = () => new Promise(() => {});
  const asked = report(debited);
  await fixture.time.advance(3_000);
  expect((await asked).problem.code).toBe('hsm.unavailable');
});

const refused = { statusWord: '9302', answers: 'command' };

test.each([
  ['9302', 'mac.card_rejected'],
  ['9401', 'card.insufficient'],
])(
  'the card rejected DEBIT itself with %s: not charged, on watch, another try',
  async (statusWord, reason) => {
    const { report, row, books } = await payingFixture();
    expect((await report({ statusWord, answers: 'command' })).value).toMatchObject({
      state: 'CONFIRMED',
      money: 'untouched',
      payable: true,
      attempt: { state: 'NOT_DEBITED', reason },
    });
    expect((await row()).state).toBe('NOT_DEBITED_CLAIMED');
    expect(await books()).toMatchObject({ suspense_receivable: 0, unionpay_receivable: 0 });
  },
);

test('a rejection that is reported late still ends the doubt', async () => {
  const { report, fixture } = await payingFixture();
  await fixture.time.advance(30_000);
  expect((await report(refused)).value).toMatchObject({
    state: 'CONFIRMED',
    money: 'untouched',
  });
});

test.each([
  ...['6581', '6F00', '6400', '9406', '63C1', '9001', '0000', '9303'],
  ...['6700', '6901', '6982', '6985', '6A81', '6A80', '6D00', '6E00', '6108', '6C08'],
])('status word %s of DEBIT itself proves nothing: doubt', async (statusWord) => {
  const { report, books } = await payingFixture();
  expect((await report({ statusWord, answers: 'command' })).value).toMatchObject({
    state: 'IN_DOUBT',
    money: 'unknown',
    payable: false,
  });
  expect(await books()).toMatchObject({ suspense_receivable: 2600 });
});

test('of all status words that DEBIT itself may be answered with, two end an attempt', async () => {
  const { report, row } = await payingFixture();
  for (let sw = 0x6000; sw <= 0x9fff; sw++) {
    if (sw === 0x9000 || sw === 0x9302 || sw === 0x9401) continue;
    // Of the others every one that stands in the standards, and one in fifty.
    if (sw % 50 !== 0 && ![0x61, 0x69, 0x6a, 0x93, 0x94].includes(sw >> 8)) continue;
    await report({ statusWord: sw.toString(16).toUpperCase(), answers: 'command' });
  }
  expect((await row()).state).toBe('IN_DOUBT');
});

test.each(
  ['9302', '9401'].flatMap((sw) => [
    [sw, 'follow-up'] as const,
    [sw, 'unknown'] as const,
    [sw, undefined] as const,
  ]),
)('status word %s that answers %s proves nothing: doubt', async (statusWord, answers) => {
  const { report, books } = await payingFixture();
  const body = { statusWord, ...(answers === undefined ? {} : { answers }) };
  expect((await report(body)).value).toMatchObject({ state: 'IN_DOUBT', money: 'unknown' });
  expect(await books()).toMatchObject({ suspense_receivable: 2600 });
});

test('what may not answer DEBIT is no rejection of MAC1: the card is not held back for it', async () => {
  const { report, fixture, box, orderId } = await payingFixture();
  await report({ statusWord: '9302' });
  await report({ statusWord: '9302', answers: 'follow-up' });
  await report(refused);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId));
  expect(second.attemptId).toBeDefined();
});

/** Two attempts of an order end as not debited, each after its box reported `said`. */
async function reportedTwice(said: { readonly statusWord: string; readonly answers?: string }) {
  const { report, attemptId, fixture, box, orderId } = await payingFixture();
  await report(said);
  await fixture.resolve(box, attemptId, { sequence: 5 }, CARD);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId));
  await fixture.report(box, second.attemptId, said);
  await fixture.resolve(box, second.attemptId, { sequence: 5 }, CARD);
  return { fixture, box, orderId };
}

test.each([
  ['itself', refused],
  ['behind a reader that cannot tell whose answer it is', { statusWord: '9302' }],
])('no further attempt is risked after a card rejected MAC1 %s twice in a day', async (_, said) => {
  const { fixture, box, orderId } = await reportedTwice(said);
  expect((await fixture.startAttempt(box, orderId)).problem).toMatchObject({
    status: 422,
    code: 'mac.card_rejected',
    retry: 'no',
    money: 'untouched',
  });
  expect((await fixture.startAttempt(box, orderId, OTHER_CARD)).status).toBe(201);
});

test('9302 as the answer to a GET RESPONSE is no rejection, however often it comes: the card may pay again', async () => {
  const said = { statusWord: '9302', answers: 'follow-up' };
  const { fixture, box, orderId } = await reportedTwice(said);
  expect((await fixture.startAttempt(box, orderId)).status).toBe(201);
});

test('rejections of another day do not count: cards are risked again the next morning', async () => {
  const { report, fixture, box, orderId } = await payingFixture();
  await report({ statusWord: '9302', answers: 'command' });
  await fixture.time.advance(DAY_MS);
  (await box.open()).value;
  const next = await fixture.paying(box);
  await fixture.report(box, next.attemptId, { statusWord: '9302', answers: 'command' });
  expect(next.orderId).not.toBe(orderId);
  expect((await fixture.startAttempt(box, next.orderId)).status).toBe(201);
});

test('a quote that runs out after MAC1 does not end its order: the debit pays for it', async () => {
  const { fixture, box, orderId, order, report, debited } = await payingFixture({
    limits: { reportMs: DAY_MS, sessionIdleMs: DAY_MS },
  });
  await fixture.time.advance(fixture.limits.quoteMs + 1);
  expect(await order()).toMatchObject({ state: 'PAYING', money: 'unknown' });
  expect((await report(debited)).value).toMatchObject({ orderId, state: 'PAID', money: 'taken' });
  await fixture.time.drain();
  expect((await fixture.order(box, orderId)).state).toBe('COMPLETED');
});

test('a report that comes after the half minute still counts, from any box of the subscriber', async () => {
  const { fixture, attemptId, debited, order } = await payingFixture();
  await fixture.time.advance(60_000);
  expect((await order()).state).toBe('IN_DOUBT');
  const other = await fixture.opened('STB-2');
  expect((await fixture.report(other, attemptId, debited)).value.state).toBe('PAID');
});

test('a second report of a debit is the same debit', async () => {
  const { report, debited, books, fixture } = await payingFixture();
  await report(debited);
  await fixture.time.drain();
  const again = await report(debited);
  expect(again.value).toMatchObject({ state: 'COMPLETED', money: 'taken' });
  expect((await report(refused)).value.state).toBe('COMPLETED');
  expect((await report({ ...debited, mac2: '00000000' })).problem).toMatchObject({
    code: 'mac2.invalid',
    money: 'taken',
  });
  expect(await books()).toMatchObject({ unionpay_receivable: 2600 });
  expect(fixture.boss.asked.filter((line) => line.includes('activation'))).toHaveLength(1);
});

test('a card that was debited is not held back by rejections that its box reports afterwards', async () => {
  const { report, debited, fixture, box } = await payingFixture();
  await report(debited);
  for (let again = 0; again < 3; again++) await report(refused);
  const next = { ...CARD, sequence: 6, balanceFen: 7_400 };
  expect((await fixture.paid(box, next, 'film')).reported.state).toBe('PAID');
});

test('two reports at once are one debit', async () => {
  const { report, debited, books } = await payingFixture();
  const answers = await Promise.all([report(debited), report(debited)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await books()).toMatchObject({ unionpay_receivable: 2600, suspense_receivable: 0 });
});

test('the half minute runs out while the HSM is at work: the report wins', async () => {
  const { report, debited, fixture } = await payingFixture();
  fixture.hsm.meanwhile = () =>
    new Promise<void>((resolve) => {
      fixture.time.timers.after(2_000, () => resolve());
    });
  await fixture.time.advance(29_000);
  const asked = report(debited);
  await fixture.time.advance(2_000);
  expect((await asked).value.state).toBe('PAID');
});

test('a rejection that is reported while the true report is checked does not undo it', async () => {
  const { report, debited, fixture, order } = await payingFixture();
  fixture.hsm.meanwhile = async () => {
    fixture.hsm.meanwhile = async () => {};
    await report(refused);
  };
  expect((await report(debited)).value).toMatchObject({ state: 'PAID', money: 'taken' });
  expect((await order()).money).toBe('taken');
});

test('what was never authorised cannot be reported', async () => {
  const { fixture, box } = await payingFixture();
  const order = await fixture.ordered(box, 'film');
  const { attemptId } = (await fixture.startAttempt(box, order.orderId, OTHER_CARD)).value;
  for (const body of [refused, { statusWord: '9000', tac: '00000000', mac2: '00000000' }]) {
    expect((await fixture.report(box, attemptId, body)).problem).toMatchObject({
      status: 409,
      code: 'attempt.state',
      money: 'untouched',
    });
  }
});

test('a card can pay again as soon as its payment is proven', async () => {
  const { fixture, box, report, debited } = await payingFixture();
  await report(debited);
  const next = { ...CARD, sequence: 6, balanceFen: 7_400 };
  expect((await fixture.paid(box, next, 'film')).reported.state).toBe('PAID');
});
