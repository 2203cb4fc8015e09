import { expect, test } from 'vitest';
import { order, paid, receipt } from '../../app/gallery/onePayment.fixture.ts';
import { speak } from '../../ui/words/words.ts';
import { zhCN } from '../../ui/words/zhCN.ts';
import { orderDetailRows } from './orderDetailRows.ts';

speak('zh-CN', zhCN);

const told = (...of: Parameters<typeof orderDetailRows>) =>
  orderDetailRows(...of).map(({ label, value }) => `${label} ${value}`);

const PAID = { paidAt: '2026-11-23T20:36:05+08:00', receiptNo: '2026112300004711' };

test('a paid order is its receipt, with the balance once it has come', () => {
  const rows = told(paid('COMPLETED', PAID), receipt);
  expect(rows).toEqual([
    '状态 已开通',
    '有效期 2026-12-01 至 2027-11-30',
    '支付卡 **** **** **** 0018',
    '卡内余额 1000.00 元 → 714.00 元',
    '交易时间 2026-11-23 20:36:05',
    '交易流水 2026 1123 0000 4711',
  ]);
  expect(told(paid('COMPLETED', PAID), null)).toEqual(
    rows.filter((row) => !row.startsWith('卡内')),
  );
});

test('an order without a receipt has a number to tell the hotline', () => {
  expect(told(order('CANCELLED', { ref: '7K3-0D42' }), null).slice(2)).toEqual(['查询码 7K3-0D42']);
  expect(told(paid('MANUAL', { caseNo: 'M1' }), null)).toContain('受理单号 M1');
});
