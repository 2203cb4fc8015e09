import { expect, test } from 'vitest';
import type { Order, OrderState } from '../../tsp/tspTypes.ts';
import { en } from '../../ui/words/en.ts';
import { zhCN } from '../../ui/words/zhCN.ts';
import { zhTW } from '../../ui/words/zhTW.ts';
import { resultOf } from './resultOf.ts';
import { resultRows } from './resultRows.ts';

const order = (state: OrderState, more: Partial<Order> = {}): Order => ({
  orderId: '01JDB7R0000000000000000001',
  state,
  money: 'taken',
  serviceId: 'basic',
  title: { 'zh-CN': '数字电视基本收视费' },
  months: 12,
  amountFen: 28600,
  from: '2026-12-01',
  to: '2027-11-30',
  createdAt: '2026-11-23T20:36:40+08:00',
  payable: false,
  ref: '7K3-0D42',
  ...more,
});

const results: [state: OrderState, kind: ReturnType<typeof resultOf>][] = [
  ['COMPLETED', 'open'],
  ['PAID', 'opening'],
  ['ACTIVATING', 'opening'],
  ['CREDIT_DUE', 'crediting'],
  ['CREDITED', 'credited'],
  ['REFUND_DUE', 'refunding'],
  ['REFUNDED', 'refunded'],
  ['MANUAL', 'manual'],
];
test.each(results)('%s is told as %s', (state, kind) => {
  expect(resultOf(state)).toBe(kind);
});

test.each([zhCN, zhTW, en])('what is due is told otherwise than what is done', ({ result }) => {
  for (const [due, done] of [
    [result.crediting, result.credited],
    [result.refunding, result.refunded],
  ] as const) {
    expect(due.act).not.toBe(done.act);
    expect(due.title).not.toBe(done.title);
    expect(`${done.title}${done.act}`).not.toMatch(/会|會|will/);
  }
});

test('a state that proves no payment, or an unknown one, is never a success', () => {
  const states = ['QUOTED', 'CONFIRMED', 'PAYING', 'IN_DOUBT', 'CANCELLED', 'EXPIRED', 'NEW_ONE'];
  expect(states.map((state) => resultOf(state as OrderState))).toEqual(states.map(() => 'unsure'));
});

test('the receipt is shown whole: state, card, balance, time and number', () => {
  const rows = resultRows(order('COMPLETED'), {
    receiptNo: '2026112300004711',
    orderId: '01JDB7R0000000000000000001',
    title: { 'zh-CN': '数字电视基本收视费' },
    from: '2026-12-01',
    to: '2027-11-30',
    months: 12,
    amountFen: 28600,
    cardTail: '0018',
    balanceBeforeFen: 100_000,
    balanceAfterFen: 71_400,
    paidAt: '2026-11-23T12:39:12Z',
    terminalNo: '000000000007',
    terminalSequence: '0000002A',
    serviceState: 'open',
  });
  expect(rows.map(({ label, value }) => `${label} ${value}`)).toEqual([
    '业务状态 已开通 · 至 2027-11-30',
    '支付卡 **** **** **** 0018',
    '卡内余额 1000.00 元 → 714.00 元',
    '交易时间 2026-11-23 20:39:12',
    '交易流水 2026 1123 0000 4711',
  ]);
});

test('where the money went takes the place of what the card did: the panel has room for no more', () => {
  const outcome = {
    at: '2026-11-23T12:41:30Z',
    place: 'account',
    cause: 'arrears.changed',
    number: 'CR1',
  } as const;
  const rows = resultRows(order('CREDITED', { outcome, cardTail: '0018', receiptNo: '1' }), null);
  expect(rows.map(({ label }) => label)).toEqual([
    ...['业务状态', '款项去处', '原因', '单号', '交易流水'],
  ]);
});

test('without a receipt the order tells what it knows', () => {
  const labels = (more: Partial<Order>) =>
    resultRows(order('PAID', more), null).map(({ label }) => label);
  expect(labels({})).toEqual(['业务状态']);
  expect(labels({ cardTail: '0018', receiptNo: '1' })).toEqual(['业务状态', '支付卡', '交易流水']);
});
