import { expect, test } from 'vitest';
import { choice, payable } from '../app/gallery/onePayment.fixture.ts';
import { afterRefusal, placeOf } from './afterRefusal.ts';
import type { Situation } from './earlyTransitions.ts';
import type { PaymentEvent } from './events.ts';
import type { Failure, FailureKind } from './failure.ts';
import { BY_KIND, BY_REASON, coveredPeriod, type Remedy, remedyOf } from './remedy.ts';
import type { Choice, StepOf } from './steps.ts';
import { advance as advanceWith } from './transitions.ts';

const advance = (situation: Situation, event: PaymentEvent) =>
  advanceWith(situation, event, () => '7K3-0D42');

type Refused = Pick<StepOf<'refused'>, 'failure' | 'choice' | 'payable'>;

const arrears: NonNullable<Failure['arrears']> = {
  ...{ amountFen: 5200, since: '2026-09-22', blocks: 'others', items: [] },
};
const ARREARS: Choice = { serviceId: 'arrears', months: 1 };
const wish = { serviceId: 'film4k', months: 3 };
const refused = (failure: Partial<Failure>, more: Partial<Refused> = {}): Refused => ({
  failure: { kind: 'order-rejected', money: 'untouched', ref: '7K3-0D42', ...failure },
  ...{ choice, payable: null, ...more },
});
const next = (step: Refused) => afterRefusal(step, remedyOf(step), null);

test.each<[reason: string, remedy: Remedy, leads: string]>([
  ['period.overlaps', 'history', 'history'],
  ['period.not_allowed', 'chooseAgain', 'service'],
  ['service.stopped', 'leave', 'home'],
  ['area.not_covered', 'leave', 'home'],
  ['account.closed', 'leave', 'home'],
  ['arrears.changed', 'quoteAgain', 'quoting'],
  ['hold.lapsed', 'quoteAgain', 'quoting'],
  ['price.changed', 'quoteAgain', 'quoting'],
  ['moon.phase', 'later', 'home'],
  ['toString', 'later', 'home'],
])('BOSS refuses with %s: %s, which leads to %s', (reason, remedy, leads) => {
  const step = refused({ reason });
  expect(remedyOf(step)).toBe(remedy);
  expect(next(step).kind).toBe(leads);
});

test('arrears first: they are priced alone, and what was wanted is kept', () => {
  const step = refused({ reason: 'arrears.first', arrears }, { choice: wish });
  expect(next(step)).toEqual({ kind: 'quoting', choice: { ...ARREARS, wish } });
  expect(remedyOf(refused({ reason: 'arrears.first' }))).toBe('later');
});

test('nothing overdue any more: what was wanted first is priced anew', () => {
  const step = refused({ reason: 'arrears.none' }, { choice: { ...ARREARS, wish } });
  expect(next(step)).toEqual({ kind: 'quoting', choice: wish });
  expect(next(refused({ reason: 'arrears.none' }, { choice: ARREARS })).kind).toBe('home');
});

test('changed bills are priced anew, and what was wanted is not forgotten', () => {
  const step = refused({ reason: 'arrears.changed' }, { choice: { ...ARREARS, wish } });
  expect(next(step)).toEqual({ kind: 'quoting', choice: { ...ARREARS, wish } });
});

test('back from overdue bills leads to what was wanted first, or home', () => {
  expect(placeOf({ ...ARREARS, wish }, null)).toMatchObject({
    kind: 'service',
    ...{ serviceId: 'film4k' },
  });
  expect(placeOf(ARREARS, null)).toEqual({ kind: 'home', unfinished: null });
});

test('a refused card must come out first, also when the order is over and priced anew', () => {
  const step = refused({ kind: 'card-blocked' });
  expect(next(step)).toEqual({ kind: 'quoting', choice: { ...choice, isCardUsed: true } });
  const { step: ordering } = advance(
    {
      step: { kind: 'ordering', choice: { ...choice, isCardUsed: true }, quote: payable.quote },
      unfinished: null,
    },
    { kind: 'ordered', order: payable.order },
  );
  expect(ordering).toMatchObject({ kind: 'waitCard', sight: 'used' });
  const again = refused({ kind: 'offline' }, { choice: { ...choice, isCardUsed: true } });
  expect(next(again)).toEqual({ kind: 'quoting', choice });
});

test('an old price is priced anew even while its order is alive', () => {
  for (const kind of ['quote-changed', 'not-charged'] as const) {
    expect(next(refused({ kind }, { payable })).kind).toBe('quoting');
  }
});

test('while the money is not known to be untouched, every refusal leads to the history', () => {
  for (const kind of Object.keys(BY_KIND) as FailureKind[]) {
    for (const money of ['unknown', 'taken'] as const) {
      expect(next(refused({ kind, money, arrears }, { payable })).kind).toBe('history');
    }
  }
});

test('whatever was pressed, an unknown debit leads to no card', () => {
  const step = refused({ kind: 'card-removed', money: 'unknown' }, { payable });
  for (const remedy of [...Object.values(BY_KIND), ...Object.values(BY_REASON)]) {
    expect(afterRefusal(step, remedy, null).kind).toBe('history');
  }
});

const periods = [
  { months: 1, amountFen: 2600, savingFen: 0 },
  { months: 3, amountFen: 7500, savingFen: 300 },
  { months: 6, amountFen: 15_000, savingFen: 600 },
  { months: 12, amountFen: 28_600, savingFen: 2600 },
];
const tooSmall = (balanceFen: number, more: Partial<Refused> = {}) =>
  refused({ kind: 'balance-too-small', balanceFen }, { payable, ...more });

test.each([
  [14_999, 3],
  [15_000, 6],
  [28_599, 6],
  [2600, 1],
  [2599, undefined],
])('with %i fen on the card, twelve months become %s', (balanceFen, months) => {
  expect(coveredPeriod(tooSmall(balanceFen), periods)?.months).toBe(months);
});

test('what is overdue for the service is in the price of the shorter period too', () => {
  const { quote } = payable;
  const line = { kind: 'arrears', label: { 'zh-CN': '2026-10 欠费' }, amountFen: 2600 } as const;
  const withBill = { ...payable, quote: { ...quote, lines: [...quote.lines, line] } };
  expect(coveredPeriod(tooSmall(5199, { payable: withBill }), periods)).toBeNull();
  expect(coveredPeriod(tooSmall(5200, { payable: withBill }), periods)?.months).toBe(1);
});

test('no shorter period without a balance read now, a live order, or another reason', () => {
  expect(coveredPeriod(refused({ kind: 'balance-too-small' }, { payable }), periods)).toBeNull();
  expect(coveredPeriod(tooSmall(20_000, { payable: null }), periods)).toBeNull();
  const other = refused({ kind: 'card-blocked', balanceFen: 20_000 }, { payable });
  expect(coveredPeriod(other, periods)).toBeNull();
  const alone = tooSmall(20_000, { choice: { ...choice, months: 1 } });
  expect(coveredPeriod(alone, periods)).toBeNull();
});

test('a period is chosen on a refusal only while nothing was taken', () => {
  const choose = (money: 'untouched' | 'unknown') =>
    advance(
      {
        step: { kind: 'refused', ...refused({ kind: 'balance-too-small', money }, { payable }) },
        unfinished: null,
      },
      { kind: 'periodChosen', choice: { ...choice, months: 1 } },
    ).step.kind;
  expect([choose('untouched'), choose('unknown')]).toEqual(['quoting', 'refused']);
});
