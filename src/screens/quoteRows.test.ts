import { afterEach, expect, test } from 'vitest';
import type { PriceLine, Quote } from '../tsp/tspTypes.ts';
import { en } from '../ui/words/en.ts';
import { speak } from '../ui/words/words.ts';
import { zhCN } from '../ui/words/zhCN.ts';
import { quoteHead, quoteRows } from './quoteRows.ts';

afterEach(() => {
  speak('zh-CN', zhCN);
});

const quote = (lines: PriceLine[]): Quote => ({
  quoteId: '01JDB7Q0000000000000000001',
  quoteDigest: 'A'.repeat(64),
  items: [{ serviceId: 'basic', months: 12 }],
  title: { 'zh-CN': '数字电视基本收视费', en: 'Basic digital TV' },
  subscriber: '王*明（8538 **** 2107）',
  lines,
  amountFen: 28600,
  from: '2026-12-01',
  to: '2027-11-30',
  expiresAt: '2026-11-23T20:50:00+08:00',
});

const list: PriceLine = {
  kind: 'list',
  label: { 'zh-CN': '单价', en: 'Price' },
  amountFen: 31200,
  unitFen: 2600,
  quantity: 12,
};
const discount: PriceLine = {
  kind: 'discount',
  label: { 'zh-CN': '年付优惠', en: 'Yearly discount' },
  amountFen: -2600,
};

test('for whom, until when, and every line of the price', () => {
  expect(quoteRows(quote([list, discount]))).toEqual([
    { label: '客户', value: '王*明（8538 **** 2107）' },
    { label: '有效期', value: '2026-12-01 至 2027-11-30' },
    { label: '单价', value: '26.00 元 × 12 个月' },
    { label: '年付优惠', value: '-26.00 元', tone: 'ok' },
  ]);
});

test('unit and quantity are shown only when they really make the amount', () => {
  const value = quoteRows(quote([{ ...list, amountFen: 30000 }]))[2]?.value;
  expect(value).toBe('300.00 元');
});

test('the same in English', () => {
  speak('en', en);
  const [, , price, less] = quoteRows(quote([list, discount]));
  const { title, line } = quoteHead(quote([list, discount]));
  expect([title, line, price?.value, less?.value]).toEqual([
    'Basic digital TV',
    '12 months',
    '¥26.00 × 12 months',
    '-¥26.00',
  ]);
});
