import fc from 'fast-check';
import { expect, test } from 'vitest';
import { qrCode } from '../ui/qrCode.ts';
import { speak } from '../ui/words/words.ts';
import { zhCN } from '../ui/words/zhCN.ts';
import { helpText, receiptText } from './takeaway.ts';

speak('zh-CN', zhCN);

const operator = { name: { 'zh-CN': '城市有线' }, hotline: '96596', accent: '#ffc857' };
const paid = {
  receiptNo: '20261123 00004711',
  paidAt: '2026-11-23T20:39:12+08:00',
  amountFen: 28600,
  title: { 'zh-CN': '数字电视基本收视费' },
};

test('a receipt is its number, time, amount and service in words', () => {
  expect(receiptText(operator, paid)).toBe(
    '交易流水 2026 1123 0000 4711\n交易时间 2026-11-23 20:39:12\n已付 286.00 元\n数字电视基本收视费',
  );
});

test('with a page of the operator it is an address', () => {
  const receiptUrl = 'https://o.example/r?n={receiptNo}';
  expect(receiptText({ ...operator, receiptUrl }, paid)).toBe(
    'https://o.example/r?n=2026112300004711',
  );
});

test('whatever the service is called, the receipt fits into a code', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite', maxLength: 200 }), (title) => {
      const text = receiptText(operator, {
        ...paid,
        amountFen: 9_999_999,
        title: { 'zh-CN': title },
      });
      expect(qrCode(text).ok).toBe(true);
      expect(text).toContain('2026 1123 0000 4711');
    }),
    { numRuns: 200 },
  );
});

test('help is the hotline and what to tell it, or an address', () => {
  expect(helpText(operator, '查询码', '7K3-0D42')).toBe('客服 96596\n查询码 7K3-0D42');
  expect(helpText(undefined, '字段', 'tspUrl')).toBe('字段 tspUrl');
  const helpUrl = 'https://o.example/help?c={ref}';
  expect(helpText({ ...operator, helpUrl }, '查询码', '7K3 0D42')).toBe(
    'https://o.example/help?c=7K3%200D42',
  );
});
