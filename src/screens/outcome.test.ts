import { expect, test } from 'vitest';
import { paid } from '../app/gallery/onePayment.fixture.ts';
import type { OrderState } from '../tsp/tspTypes.ts';
import { en } from '../ui/words/en.ts';
import { speak } from '../ui/words/words.ts';
import { zhCN } from '../ui/words/zhCN.ts';
import { zhTW } from '../ui/words/zhTW.ts';
import { orderTone } from './orderTone.ts';
import { outcomeRows, stateRow, stateWords } from './outcome.ts';

speak('zh-CN', zhCN);

const AT = { at: '2026-11-23T12:41:30Z' };
const DUE = { dueBy: '2026-12-08T20:36:00+08:00' };
const told = (...of: Parameters<typeof paid>) => stateRow('状态', paid(...of));
const bills = (state: OrderState) => paid(state, { serviceId: 'arrears' });

test('what is done says when, what is due says by when, and without a time neither is invented', () => {
  expect(told('CREDITED', { outcome: AT })).toMatchObject({
    ...{ value: '已转入账户 2026-11-23 20:41', tone: 'ok' },
  });
  expect(told('REFUND_DUE', { outcome: DUE })).toMatchObject({
    ...{ value: '待退款，最迟 2026-12-08 20:36', tone: 'warn' },
  });
  expect(told('REFUNDED', { outcome: { place: 'bank' } }).value).toBe('已退款');
  expect(told('CREDIT_DUE', {}).value).toBe('正在转入账户');
});

test('overdue bills are settled, not opened', () => {
  expect(stateWords(bills('COMPLETED'))).toBe('已缴清');
  expect(stateWords(bills('ACTIVATING'))).toBe('正在入账');
  expect(stateWords(bills('CREDITED'))).toBe('已转入账户');
  expect(stateWords(paid('COMPLETED'))).toBe('已开通');
});

test('money that went elsewhere says where, why and under which number', () => {
  const outcome = { ...AT, place: 'account', cause: 'arrears.changed', number: 'CR1' } as const;
  const rows = outcomeRows(paid('CREDITED', { outcome }));
  expect(rows.map(({ label, value }) => `${label} ${value}`)).toEqual([
    '款项去处 您在营业厅的账户',
    '原因 账单已在别处缴过',
    '单号 CR1',
  ]);
  expect(outcomeRows(paid('COMPLETED', { outcome }))).toEqual([]);
});

test('a place or a cause that has no words is left out', () => {
  for (const cause of ['moon.phase', 'toString']) {
    expect(outcomeRows(paid('REFUNDED', { outcome: { place: 'unknown', cause } }))).toEqual([]);
  }
});

test.each<[OrderState, string]>([
  ['COMPLETED', 'ok'],
  ['CREDITED', 'ok'],
  ['REFUNDED', 'ok'],
  ['PAID', 'warn'],
  ['CREDIT_DUE', 'warn'],
  ['REFUND_DUE', 'warn'],
  ['MANUAL', 'info'],
  ['IN_DOUBT', 'info'],
  ['NEW_ONE' as OrderState, 'warn'],
])('%s feels %s', (state, tone) => {
  expect(orderTone(state)).toBe(tone);
});

test.each([zhCN, zhTW, en])(
  'due and done are different words, and done says nothing of the future',
  (words) => {
    const { state } = words.history;
    for (const [due, done] of [
      [state.CREDIT_DUE, state.CREDITED],
      [state.REFUND_DUE, state.REFUNDED],
    ]) {
      expect(due).not.toBe(done);
      expect(done).not.toMatch(/会|會|will|待|正在/);
    }
  },
);
