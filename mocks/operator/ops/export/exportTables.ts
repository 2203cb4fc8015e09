/** The exported lists as tables: headings in Chinese and English, and the source of their rows. */

import type { ExportQuery } from '../base/listFilters.ts';
import type { ExportName } from '../base/matrix.ts';
import type { OpsParts } from '../base/opsTypes.ts';
import { audit, batches, type Cells, cases, differences, doubts, orders } from './exportRows.ts';

interface ExportTable {
  /** Pairs: Chinese, English. */
  readonly headings: readonly (readonly [string, string])[];
  /** The rows of this business day. Lists of what is open ignore the date; those with filters look at the query. */
  rows(parts: OpsParts, date: string, query: ExportQuery): AsyncGenerator<Cells | 'cut'>;
}

const ORDER = ['订单号', 'Order'] as const;
const ATTEMPT = ['支付号', 'Attempt'] as const;
const STATE = ['状态', 'State'] as const;
const AMOUNT = ['金额（元）', 'Amount (yuan)'] as const;
const CASE = ['工单号', 'Case'] as const;
const AGE = ['天数', 'Age (days)'] as const;
const NOTE = ['说明', 'Note'] as const;
const BOX = ['机顶盒', 'Box'] as const;
const CARD = ['卡号后四位', 'Card'] as const;
const SHORT = ['短号', 'Short number'] as const;
const TERMINAL = ['终端号', 'Terminal'] as const;

export const EXPORT_TABLES: { readonly [Name in ExportName]: ExportTable } = {
  orders: {
    headings: [
      ORDER,
      SHORT,
      STATE,
      ['客户', 'Subscriber'],
      BOX,
      ['服务', 'Service'],
      AMOUNT,
      ['确认时间', 'Confirmed'],
      ['支付时间', 'Paid'],
      CARD,
      ['收据号', 'Receipt'],
      CASE,
    ],
    rows: orders,
  },
  doubts: {
    headings: [
      ORDER,
      ATTEMPT,
      SHORT,
      AMOUNT,
      CARD,
      BOX,
      TERMINAL,
      ['起始时间', 'Since'],
      ['原因', 'Cause'],
      CASE,
    ],
    rows: doubts,
  },
  differences: {
    headings: [
      ['差异类别', 'Class'],
      STATE,
      ['编号', 'Number'],
      ORDER,
      TERMINAL,
      ['终端交易序号', 'Terminal sequence'],
      ['平台（元）', 'Platform (yuan)'],
      ['BOSS（元）', 'BOSS (yuan)'],
      ['清算（元）', 'PPP (yuan)'],
      AGE,
      ['自动处理', 'Step'],
      CASE,
      NOTE,
    ],
    rows: differences,
  },
  batches: {
    headings: [
      ['批次号', 'Batch'],
      ['日期', 'Day'],
      STATE,
      ['笔数', 'Count'],
      AMOUNT,
      ['接受', 'Accepted'],
      ['拒绝', 'Rejected'],
      ['SHA-256', 'SHA-256'],
    ],
    rows: batches,
  },
  cases: {
    headings: [
      CASE,
      ['类别', 'Kind'],
      STATE,
      AMOUNT,
      ORDER,
      ['开立时间', 'Opened'],
      AGE,
      ['处理人', 'Assignee'],
      ['决定', 'Decision'],
      ['提议人', 'Proposed by'],
      NOTE,
    ],
    rows: cases,
  },
  audit: {
    headings: [
      ['序号', 'Number'],
      ['时间', 'Time'],
      ['谁', 'Who'],
      ['何事', 'What'],
      ORDER,
      ATTEMPT,
      ['从', 'From'],
      ['到', 'To'],
      NOTE,
      ['哈希', 'Hash'],
    ],
    rows: audit,
  },
};
