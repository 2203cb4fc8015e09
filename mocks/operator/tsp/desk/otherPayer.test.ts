/** Two attempts of one order: people called the wrong one debited. The signed one pays for the order, and nothing about it is lost. */
import { expect, test } from 'vitest';
import type { CaseKind } from '../books/cases.ts';
import { payingFixture } from '../paying.fixture.ts';
import type { Fixture } from '../tsp.fixture.ts';
import { deskOf } from './desk.fixture.ts';

const rejected = () => ({ state: 'REJECTED', reason: 'account.closed', final: true }) as const;
const pending = () => ({ state: 'PENDING' }) as const;
const A_DAY_MS = 25 * 3_600_000;

/** People call the first attempt debited; BOSS answers as `boss` says. The card's signature is that of the second. */
async function wrongPayer(boss: Partial<Pick<Fixture['boss'], 'activation' | 'credit'>> = {}) {
  const paying = await payingFixture();
  const { fixture, box, attemptId, record, order, orderId } = paying;
  const desk = deskOf(fixture);
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await order());
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  Object.assign(fixture.boss, boss);
  await desk.decide((await desk.caseOf('evidence-conflict')).caseNo, 'debited');
  await fixture.time.advance(A_DAY_MS);
  await box.open();
  const caseOn = async (id: string, kind: CaseKind) =>
    (await desk.cases()).find((row) => row.attemptId === id && row.kind === kind)!.caseNo;
  const bring = async () => {
    await box.open();
    await fixture.report(box, second.attemptId, second.debited);
    await fixture.time.drain();
  };
  return {
    ...{ fixture, box, desk, orderId, bring, caseOn },
    ...{ wrong: attemptId, right: second.attemptId },
    follow: async () => {
      await bring();
      await desk.decide(await caseOn(second.attemptId, 'evidence-conflict'), 'followSignature');
    },
    open: async () =>
      (await desk.cases())
        .filter(({ state }) => state !== 'CLOSED')
        .map(({ kind, attemptId: about }) => [kind, about]),
  };
}

const OWED = { unionpay_receivable: 2600, order_liability: -2600, write_off: 0 };

test.each([
  ['activation-stuck', 'MANUAL', { activation: pending }],
  ['credit-refused', 'REFUND_DUE', { activation: rejected, credit: rejected }],
] as const)(
  'what BOSS did not do for the order stays with people, who give the money of the signed attempt back: %s',
  async (kind, state, boss) => {
    const { fixture, desk, orderId, follow, open, right, caseOn } = await wrongPayer(boss);
    await follow();
    expect(await desk.order(orderId)).toMatchObject({ state, paidBy: right });
    expect(await open()).toEqual([[kind, right]]);
    expect(await desk.books()).toMatchObject(OWED);
    fixture.boss.orders.delete(orderId);
    await desk.decide(await caseOn(right, kind), 'refund');
    expect((await desk.order(orderId)).state).toBe('REFUNDED');
    expect(await open()).toEqual([]);
    expect(await desk.books()).toMatchObject({ order_liability: 0, refund_payable: -2600 });
  },
);

test('a credit that people decided before they follow the signature ends its case when BOSS books it', async () => {
  const { fixture, desk, orderId, follow, open, right, wrong, caseOn } = await wrongPayer({
    activation: pending,
  });
  fixture.boss.credit = pending;
  await desk.decide(await caseOn(wrong, 'activation-stuck'), 'credit');
  await follow();
  expect(await open()).toEqual([['activation-stuck', right]]);
  fixture.boss.credit = () => ({ state: 'CREDITED', creditNo: 'K1' });
  await fixture.time.advance(3_600_000);
  expect((await desk.order(orderId)).state).toBe('CREDITED');
  expect(await open()).toEqual([]);
});

/** People have decided again, by the card's number, that the first attempt was not debited; the order stays as it was given. */
async function decidedAgain(boss: Parameters<typeof wrongPayer>[0] = {}) {
  const made = await wrongPayer(boss);
  const { fixture, box, desk, wrong, caseOn } = made;
  await fixture.resolve(box, wrong, { sequence: 5 });
  await desk.decide(await caseOn(wrong, 'evidence-conflict'), 'notDebited');
  return made;
}

test.each([
  ['a service', 'COMPLETED', {}, { operator_revenue: -2600, subscriber_credit: 0 }],
  [
    'a credit',
    'CREDITED',
    { activation: rejected },
    { operator_revenue: 0, subscriber_credit: -2600 },
  ],
] as const)(
  'the signature comes after people had taken their word back: the order had %s, and is paid by it; nothing is given twice',
  async (_, state, boss, given) => {
    const { fixture, desk, orderId, bring, open, right, wrong } = await decidedAgain(boss);
    expect(await desk.books()).toMatchObject({ unionpay_receivable: 0, write_off: 2600 });
    await bring();
    expect(await desk.order(orderId)).toMatchObject({ state, paidBy: right });
    const proven = await desk.attempt(right);
    expect(proven).toMatchObject({ state: 'DEBITED', provenBy: 'mac2', claim: 'UNCLAIMED' });
    expect(proven.surplus).toBeUndefined();
    const ended = await desk.attempt(wrong);
    expect(ended).toMatchObject({
      state: 'NOT_DEBITED',
      takenBack: { by: right, gaveAway: false },
    });
    expect(ended.claim).toBeUndefined();
    expect(await open()).toEqual([]);
    expect(await desk.books()).toMatchObject({
      ...{ unionpay_receivable: 2600, order_liability: 0, write_off: 0 },
      ...given,
    });
    expect(fixture.violations).toEqual([]);
  },
);

test('what people called debited by mistake is no money to give back when BOSS lacks its service', async () => {
  const { desk, orderId, wrong } = await decidedAgain();
  const on = { orderId, attemptId: wrong, amountFen: 2600 };
  expect(await desk.decisions(await desk.opened('missing-at-boss', on))).toEqual(['explained']);
  const byOrder = { orderId, amountFen: 2600 };
  expect(await desk.decisions(await desk.opened('state-diff', byOrder))).toEqual(['explained']);
});
