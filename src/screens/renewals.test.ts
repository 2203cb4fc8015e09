import { expect, test } from 'vitest';
import { quote } from '../app/gallery/onePayment.fixture.ts';
import type { Subscription } from '../tsp/tspTypes.ts';
import { speak } from '../ui/words/words.ts';
import { zhCN } from '../ui/words/zhCN.ts';
import { daysOn, nextChargeRow } from './renewals.ts';

speak('zh-CN', zhCN);

const renewing = (nextDate: string): Subscription => ({
  state: 'active',
  validTo: '2026-11-30',
  renewal: { amountFen: 2000, nextDate, cancellable: true },
});
const next = (...of: Parameters<typeof nextChargeRow>) => nextChargeRow(...of).value;

test.each([
  ['2026-11-30', 1, '2026-12-01'],
  ['2027-01-01', -1, '2026-12-31'],
  ['2028-02-28', 1, '2028-02-29'],
])('%s and %i days are %s', (date, by, expected) => {
  expect(daysOn(date, by)).toBe(expected);
});

test('what does not renew is charged no more, and ends', () => {
  expect(next({ state: 'active', validTo: '2026-11-30' })).toBe('不扣费，2026-11-30 到期');
  expect(next({ state: 'none' }, quote)).toBe('不扣费，2027-11-30 到期');
});

test('what renews says when and how much', () => {
  expect(next(renewing('2026-12-01'))).toBe('2026-12-01 从账户扣 20.00 元');
});

test('time that is about to be paid by card is not charged to the account as well', () => {
  expect(next(renewing('2026-12-01'), quote)).toBe('2027-12-01 从账户扣 20.00 元');
  expect(next(renewing('2028-01-01'), quote)).toBe('2028-01-01 从账户扣 20.00 元');
});
