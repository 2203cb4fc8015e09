/** Every state of an order, with every state of its attempts and of its case: what is said of the money, and what is not. */
import { expect, test } from 'vitest';
import type { OrderState, ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import { PROBLEMS } from '../../tsp/base/problems.ts';
import type { CaseRow } from '../../tsp/books/cases.ts';
import type { AttemptRow, OrderRow } from '../../tsp/books/rows.ts';
import {
  ATTEMPT_STATES,
  type AttemptState,
} from '../../tsp/books/transitions/attemptTransitions.ts';
import { CASE_TRANSITIONS } from '../../tsp/books/transitions/caseTransitions.ts';
import { ORDER_TRANSITIONS } from '../../tsp/books/transitions/orderTransitions.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW } from '../ops.fixture.ts';
import { attemptRow, orderRow } from '../rows.fixture.ts';
import { scriptFor } from './script.ts';
import type { OrderFacts } from './situation.ts';

const STATES = Object.keys(ORDER_TRANSITIONS) as OrderState[];
const CASE_STATES = Object.keys(CASE_TRANSITIONS) as Schemas['CaseState'][];
const PAID: readonly OrderState[] = [
  'PAID',
  'ACTIVATING',
  'COMPLETED',
  'CREDIT_DUE',
  'CREDITED',
  'REFUND_DUE',
  'REFUNDED',
];

/** Says that money was taken. */
const TAKEN =
  /已经扣款|已经到账|重复扣的|已经退到|已经通过银行转账|没能开通业务，钱|was taken from|has arrived|charged twice|money is in|paid back/;
/** Says that it was not. */
const UNTOUCHED = /没有扣款|没有扣钱|还没有扣款|nothing (was|is) charged|card was not charged/;
/** A box's word, told as such. */
const HEARSAY = /机顶盒说没有扣款|The box says that the card was not charged/g;
const WAITS = { zh: /不要再缴一次/, en: /do not pay again/ };

const caseRow = (change: Partial<CaseRow> = {}): CaseRow => ({
  caseNo: 'C20261123-0007',
  kind: 'doubt-aged',
  state: 'OPEN',
  version: 1,
  revision: 1,
  amountFen: 2_600,
  openedAt: NOW,
  steps: [],
  ...change,
});

interface Given {
  readonly state: OrderState;
  readonly attempt?: AttemptState | undefined;
  readonly paid?: boolean;
  readonly cases?: readonly CaseRow[];
  readonly reason?: ProblemCode;
  readonly change?: Partial<AttemptRow>;
  readonly order?: Partial<OrderRow>;
}

function facts({
  state,
  attempt,
  paid = false,
  cases = [],
  reason,
  change,
  order = {},
}: Given): OrderFacts {
  const base = orderRow(1, { state, ...order });
  const row = attemptRow(base, {
    state: attempt ?? 'DEBITED',
    ...(reason === undefined ? {} : { reason }),
    ...change,
  });
  return {
    order: paid
      ? { ...base, paidBy: row.attemptId, paidAt: NOW, receiptNo: '20261123 00000042' }
      : base,
    attempts: attempt === undefined ? [] : [row],
    cases,
  };
}

const script = (given: Given, more: Partial<Parameters<typeof scriptFor>[0]> = {}) => {
  const one = facts(given);
  return scriptFor({
    orders: [one],
    about: one.order.orderId,
    boxes: [],
    dues: [],
    now: NOW,
    ...more,
  });
};

const wordsOf = ({ say }: Schemas['ScriptLine']) => [say['zh-CN'], say.en ?? ''] as const;

/** No line says of money what `known` does not. */
function saysNoMore(line: Schemas['ScriptLine'], known: 'taken' | 'untouched' | 'unknown'): void {
  for (const words of wordsOf(line)) {
    const own = words.replace(HEARSAY, '');
    if (TAKEN.test(own)) expect([known, words]).toEqual(['taken', words]);
    if (UNTOUCHED.test(own)) expect([known, words]).toEqual(['untouched', words]);
  }
  if (known === 'unknown') {
    expect(line.say['zh-CN']).toMatch(WAITS.zh);
    expect(line.say.en).toMatch(WAITS.en);
  }
}

/** What a signature, people or the platform's own doing tell of an order with one attempt. */
function knownOf({ state, attempt, paid = false }: Given): 'taken' | 'untouched' | 'unknown' {
  const stated = ['CONFIRMED', 'CANCELLED', 'EXPIRED', 'PAYING'].includes(state);
  if (state === 'QUOTED') return 'untouched';
  if (state === 'IN_DOUBT') return 'unknown';
  if (!stated && paid && attempt === 'DEBITED') return 'taken';
  if (!stated && paid && attempt === 'NOT_DEBITED') return 'untouched';
  if (!stated) return paid ? 'taken' : 'unknown';
  if (attempt === undefined) return 'untouched';
  return ['MAC1_ISSUED', 'IN_DOUBT', 'NOT_DEBITED_CLAIMED', 'DEBITED'].includes(attempt)
    ? 'unknown'
    : 'untouched';
}

const CASES = STATES.flatMap((state) =>
  [undefined, ...ATTEMPT_STATES].flatMap((attempt) =>
    [undefined, ...CASE_STATES].flatMap((caseState) =>
      [false, true]
        .filter(
          (paid) =>
            !paid || attempt === 'DEBITED' || (attempt === 'NOT_DEBITED' && PAID.includes(state)),
        )
        .map((paid) => ({ state, attempt, caseState, paid })),
    ),
  ),
);

test('no line says more of the money than is known, whatever order, attempt and case are', () => {
  for (const { caseState, ...given } of CASES) {
    const cases =
      caseState === undefined || caseState === 'CLOSED' ? [] : [caseRow({ state: caseState })];
    const lines = script({ ...given, cases });
    expect(lines.length, JSON.stringify(given)).toBeGreaterThan(0);
    const [first] = lines;
    expect([given, first!.money]).toEqual([given, knownOf(given)]);
    saysNoMore(first!, knownOf(given));
    for (const words of wordsOf(first!)) {
      expect(words).not.toMatch(/undefined|NaN|用户|存疑|MAC|TSP|BOSS|PSAM|[A-Z]{3,}_/);
    }
  }
});

test.each(CASE_STATES.filter((state) => state !== 'CLOSED'))(
  'a doubt with a case that is %s tells its number',
  (state) => {
    const [line] = script({
      state: 'MANUAL',
      attempt: 'IN_DOUBT',
      cases: [caseRow({ state, decision: 'notDebited', proposedBy: 'chen' })],
    });
    expect(line).toMatchObject({ situation: 'doubt', money: 'unknown', caseNo: 'C20261123-0007' });
    expect(line!.say['zh-CN']).toContain('受理单号 C20261123-0007');
    // What is proposed is not decided.
    saysNoMore(line!, 'unknown');
  },
);

test.each(Object.keys(PROBLEMS) as ProblemCode[])(
  'a refusal for %s has a cause and one step, in words',
  (reason) => {
    const [line] = script({ state: 'CANCELLED', attempt: 'VOID', reason });
    if (reason === 'attempt.state' || reason === 'order.state') {
      return expect(line).toMatchObject({ situation: 'notPaid', money: 'untouched' });
    }
    expect(line).toMatchObject({ situation: 'refused', money: 'untouched' });
    expect(line!.say['zh-CN']).toMatch(/没有缴成，没有扣款：.{4,}。.{4,}。$/);
    expect(line!.say.en).toMatch(/nothing was charged: .+\. What helps: .+\.$/);
    expect(line!.say['zh-CN'].replace('IC', '')).not.toMatch(/[a-z]/i);
  },
);

test.each<[string, Given, string, string]>([
  [
    'open',
    { state: 'COMPLETED', attempt: 'DEBITED', paid: true },
    '您 11 月 23 日 20:36 缴的 26.00 元（基本收视 3 个月）已经到账，业务已开通，到 2027 年 2 月 22 日。交易流水 2026 1123 0000 0042。',
    'The ¥26.00 you paid on 23 November, 20:36 (Basic, 3 months) has arrived, and the service is open until 22 February 2027. The transaction number is 2026 1123 0000 0042.',
  ],
  [
    'refused',
    {
      state: 'CANCELLED',
      attempt: 'VOID',
      reason: 'card.insufficient',
      change: { mac1: undefined as never },
    },
    '您 11 月 23 日 20:36 的基本收视 3 个月（26.00 元）没有缴成，没有扣款：卡里电子钱包的余额不够。请先到银行给电子钱包充值，或者换一张卡。',
    'Your order of 23 November, 20:36 (Basic, 3 months, ¥26.00) was not paid, and nothing was charged: there is not enough in the purse of the card. What helps: please load the purse at the bank, or use another card.',
  ],
])('%s, word by word', (_, given, zh, en) => {
  const [line] = script(given);
  expect([line!.say['zh-CN'], line!.say.en]).toEqual([zh, en]);
});

test('a doubt says until when it is checked by itself, and from then on its case', () => {
  const doubt = facts({ state: 'IN_DOUBT', attempt: 'IN_DOUBT' });
  const said = (one: OrderFacts) =>
    scriptFor({ orders: [one], boxes: [], dues: [], now: NOW })[0]!.say['zh-CN'];
  const open = said({ ...doubt, doubtUntil: NOW + 3 * 86_400_000 });
  expect(open).toContain('最迟 11 月 26 日 20:36 转专人核实');
  expect(open).toContain('请把尾号 4433 的那张卡插回机顶盒');
  expect(said({ ...doubt, doubtUntil: NOW, cases: [caseRow()] })).not.toContain('最迟');
});

test('a box that says nothing was taken is told as a box that says so', () => {
  const [line] = script({ state: 'CANCELLED', attempt: 'NOT_DEBITED_CLAIMED' });
  expect(line).toMatchObject({ situation: 'deniedByBox', money: 'unknown' });
  expect(line!.say['zh-CN']).toContain('机顶盒说没有扣款，但卡片还没有证明');
});

test('an earlier attempt that is not proven outweighs a newer one that took nothing', () => {
  const one = facts({ state: 'CONFIRMED', attempt: 'NOT_DEBITED_CLAIMED' });
  const newer = attemptRow(one.order, {
    attemptId: `${one.order.orderId}Z`,
    state: 'VOID',
    reason: 'card.insufficient',
  });
  const [line] = scriptFor({
    orders: [{ ...one, attempts: [...one.attempts, newer] }],
    boxes: [],
    dues: [],
    now: NOW,
  });
  expect(line).toMatchObject({ situation: 'deniedByBox', money: 'unknown' });
});

test.each<[NonNullable<AttemptRow['surplus']>, string, RegExp]>([
  ['due', 'secondDebit', /重复扣的，我们会退还给您/],
  ['case', 'secondDebit', /重复扣的，我们会退还给您/],
  ['credited', 'secondReturned', /已经退到您的电视账户/],
  ['refunded', 'secondReturned', /已经通过银行转账退还/],
])('a second debit that is %s has a line of its own', (surplus, situation, words) => {
  const one = facts({ state: 'COMPLETED', attempt: 'DEBITED', paid: true });
  const second = attemptRow(one.order, { attemptId: `${one.order.orderId}Z`, surplus });
  const lines = scriptFor({
    orders: [{ ...one, attempts: [...one.attempts, second] }],
    about: one.order.orderId,
    boxes: [],
    dues: [],
    now: NOW,
  });
  expect(lines.map((line) => line.situation)).toEqual(['open', situation]);
  expect(lines[1]!.say['zh-CN']).toMatch(words);
});

test('a case between the operator and its partners is a note, and no word to the caller', () => {
  const given: Given = {
    state: 'COMPLETED',
    attempt: 'DEBITED',
    paid: true,
    cases: [caseRow({ kind: 'missing-at-ppp' })],
  };
  const [line] = script(given);
  expect(line!.say['zh-CN']).not.toContain('C20261123');
  expect(line!.note?.['zh-CN']).toContain('C20261123-0007');
  expect(line!.caseNo).toBeUndefined();
});

test('first the order that the call is about, then what is open, then the box and the arrears', () => {
  const doubt = {
    ...facts({ state: 'IN_DOUBT', attempt: 'IN_DOUBT' }),
    order: orderRow(3, { state: 'IN_DOUBT' }),
  };
  const done = facts({ state: 'COMPLETED', attempt: 'DEBITED', paid: true });
  const refund = { ...facts({ state: 'REFUND_DUE', attempt: 'DEBITED', paid: true }) };
  const owed = { ...refund, order: { ...refund.order, orderId: orderRow(2).orderId } };
  const more = {
    orders: [doubt, owed, done],
    boxes: [
      { stbId: 'STB-1', blocked: true, blockedAtBoss: false },
      { stbId: 'STB-2', blocked: false, blockedAtBoss: true },
      { stbId: 'STB-3', blocked: false, blockedAtBoss: false },
    ],
    dues: [
      {
        title: { 'zh-CN': '基本收视', en: 'Basic' },
        amountFen: 2_600,
        dueDate: '2026-10-31',
        isOverdue: true,
      },
      {
        title: { 'zh-CN': '少儿', en: 'Kids' },
        amountFen: 900,
        dueDate: '2026-12-31',
        isOverdue: false,
      },
    ],
    now: NOW,
  };
  const names = (about?: string) => scriptFor({ ...more, about }).map(({ situation }) => situation);
  expect(names(done.order.orderId)).toEqual([
    'open',
    'doubt',
    'refundDue',
    'boxBlocked',
    'boxBlocked',
    'arrears',
  ]);
  expect(names()).toEqual(['doubt', 'refundDue', 'boxBlocked', 'boxBlocked', 'arrears']);
  const lines = scriptFor({ ...more, orders: [] });
  expect(lines.map(({ say }) => say['zh-CN']).join()).toContain(
    '您的基本收视欠费 26.00 元，应在 2026 年 10 月 31 日 前缴',
  );
});

test('why a box is blocked is a note, and never said', () => {
  const [line] = scriptFor({
    orders: [],
    boxes: [{ stbId: 'STB-00A1B2C3FF', blocked: true, blockedAtBoss: false }],
    dues: [],
    now: NOW,
  });
  expect(line!.say['zh-CN']).toContain('C3FF');
  expect(line!.note?.['zh-CN']).toContain('不要告诉来电人');
});

test('where nothing is known the caller is asked for what the screen shows', () => {
  expect(scriptFor({ orders: [], boxes: [], dues: [], now: NOW })).toMatchObject([
    { situation: 'nothing' },
  ]);
});

test('a payment of another year is said with its year', () => {
  const createdAt = Date.parse('2025-12-31T23:59:00+08:00');
  const [line] = script({
    state: 'COMPLETED',
    attempt: 'DEBITED',
    paid: true,
    order: { createdAt },
  });
  expect(line!.say['zh-CN']).toContain('2025 年 12 月 31 日 23:59');
});
