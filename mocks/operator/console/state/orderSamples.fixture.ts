/** Orders, and the history of one order, for the samples. */
import type { HistoryEntry, OrderHistory, OrderSummary } from './opsTypes.ts';

const start = Date.parse('2026-11-23T20:31:02+08:00');
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

const order = (number: number, more: Partial<OrderSummary>): OrderSummary => ({
  orderId: `01KASAMPLE000000000000ORD${number}`,
  ref: `8KQ${number}`,
  state: 'COMPLETED',
  amountFen: 28_600,
  subscriberId: 'S-10001',
  stbId: 'STB-00A1B2C3D4',
  service: { 'zh-CN': '数字电视基本收视费', en: 'Basic television' },
  months: 12,
  createdAt: at(0),
  paidAt: at(21),
  businessDate: '20261123',
  way: 'card',
  cardTail: '0018',
  receiptNo: '20261123 00000001',
  ...more,
});

export const sampleOrders: readonly OrderSummary[] = [
  order(1, { state: 'IN_DOUBT' }),
  order(2, {}),
  order(3, { state: 'MANUAL', caseNo: 'C20261120-0002' }),
  order(4, { state: 'REFUND_DUE', amountFen: 4_800, caseNo: 'C20261123-0001' }),
  order(5, { state: 'CANCELLED', amountFen: 2_600 }),
];

const ATTEMPT = '01KASAMPLE000000000000ATT1';
const entry = (
  seconds: number,
  kind: HistoryEntry['kind'],
  who: string,
  what: string,
  more = {},
) => ({
  at: at(seconds),
  kind,
  who,
  what,
  ...more,
});
const PSAM = 'psam 010020000002';

export const sampleHistory: OrderHistory = {
  order: sampleOrders[1]!,
  attempts: [
    {
      attemptId: '01KASAMPLE000000000000ATT0',
      state: 'VOID',
      amountFen: 28_600,
      cardTail: '0018',
      reason: 'psam.busy',
    },
    {
      attemptId: ATTEMPT,
      state: 'DEBITED',
      amountFen: 28_600,
      cardTail: '0018',
      terminalNo: '010020000002',
      terminalSequence: '0000002A',
      businessDate: '20261123',
      claim: 'ACCEPTED',
    },
  ],
  entries: [
    entry(0, 'order', 'STB-00A1B2C3D4', 'order.quoted', { to: 'QUOTED' }),
    entry(6, 'order', 'STB-00A1B2C3D4', 'order.confirmed', { from: 'QUOTED', to: 'CONFIRMED' }),
    entry(14, 'attempt', 'STB-00A1B2C3D4', 'attempt.psamLeased', {
      from: 'CARD_BOUND',
      to: 'PSAM_LEASED',
      attemptId: ATTEMPT,
    }),
    entry(16, 'exchange', PSAM, '8070000014', { statusWord: '9000' }),
    entry(16, 'posting', 'tsp', 'suspense', {
      amountFen: 28_600,
      debit: 'suspense_receivable',
      credit: 'suspense_order',
    }),
    entry(16, 'attempt', 'STB-00A1B2C3D4', 'attempt.mac1Issued', {
      from: 'INIT_DONE',
      to: 'MAC1_ISSUED',
      attemptId: ATTEMPT,
    }),
    entry(18, 'exchange', 'card', '805401000F', { statusWord: '9000' }),
    entry(19, 'attempt', 'tsp', 'attempt.debitProven', {
      from: 'MAC1_ISSUED',
      to: 'DEBITED',
      attemptId: ATTEMPT,
    }),
    entry(19, 'posting', 'tsp', 'debit', {
      amountFen: 28_600,
      debit: 'unionpay_receivable',
      credit: 'order_liability',
    }),
    entry(19, 'order', 'tsp', 'order.debited', { from: 'PAYING', to: 'PAID' }),
    entry(20, 'order', 'tsp', 'order.activated', { from: 'ACTIVATING', to: 'COMPLETED' }),
    entry(20, 'posting', 'tsp', 'revenue', {
      amountFen: 28_600,
      debit: 'order_liability',
      credit: 'operator_revenue',
    }),
  ],
};
