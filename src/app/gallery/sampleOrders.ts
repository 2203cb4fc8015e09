/** Invented quotes, orders and receipts for the gallery. */
import type { Doubt, Payable } from '../../payment/steps.ts';
import type { Order, OrderState, Quote, Receipt } from '../../tsp/tspTypes.ts';
import { NOW, services, text } from './sampleServices.ts';

export const quote: Quote = {
  quoteId: '01JDB7Q0000000000000000001',
  quoteDigest: 'A'.repeat(64),
  items: [{ serviceId: 'basic', months: 12 }],
  title: services[0]!.title,
  subscriber: '王*明 8538 **** 2107',
  lines: [
    { kind: 'list', label: text('单价', 'Price'), amountFen: 31200, unitFen: 2600, quantity: 12 },
    { kind: 'discount', label: text('年付优惠', 'Yearly discount'), amountFen: -2600 },
  ],
  amountFen: 28600,
  from: '2026-12-01',
  to: '2027-11-30',
  expiresAt: new Date(NOW + 292_000).toISOString(),
};

export const monthQuote: Quote = {
  ...quote,
  quoteId: '01JDB7Q0000000000000000003',
  items: [{ serviceId: 'basic', months: 1 }],
  lines: [
    { kind: 'list', label: text('单价', 'Price'), amountFen: 2600, unitFen: 2600, quantity: 1 },
  ],
  amountFen: 2600,
  to: '2026-12-31',
};

export const longQuote: Quote = {
  ...quote,
  quoteId: '01JDB7Q0000000000000000002',
  title: text('超清 4K 影视包与体育全通票', '4K films and series with all sports'),
  amountFen: 9_999_999,
  lines: [
    ...quote.lines,
    { kind: 'proration', label: text('本月折算', 'Rest of this month'), amountFen: 607 },
    { kind: 'arrears', label: text('补缴欠费', 'Overdue'), amountFen: 2600 },
    { kind: 'tax', label: text('税费', 'Tax'), amountFen: 172 },
  ],
};

export const order = (state: OrderState, more: Partial<Order> = {}): Order => ({
  orderId: `01JDB7R00000000000000${state.slice(0, 5)}`,
  state,
  money: state === 'CONFIRMED' || state === 'CANCELLED' ? 'untouched' : 'taken',
  serviceId: 'basic',
  title: services[0]!.title,
  months: 12,
  amountFen: 28600,
  from: quote.from,
  to: quote.to,
  createdAt: '2026-11-23T20:35:40+08:00',
  payable: state === 'CONFIRMED',
  ref: '7K3-0D42',
  ...more,
});

export const paid = (state: OrderState, more: Partial<Order> = {}): Order =>
  order(state, {
    paidAt: '2026-11-23T20:36:05+08:00',
    cardTail: '0018',
    receiptNo: '2026112300004711',
    ...more,
  });

export const receipt: Receipt = {
  receiptNo: '2026112300004711',
  orderId: paid('COMPLETED').orderId,
  title: services[0]!.title,
  from: quote.from,
  to: quote.to,
  months: 12,
  amountFen: 28600,
  cardTail: '0018',
  balanceBeforeFen: 100_000,
  balanceAfterFen: 71_400,
  paidAt: '2026-11-23T20:36:05+08:00',
  terminalNo: '000000000007',
  terminalSequence: '0000002A',
  serviceState: 'open',
};

/** Nothing for an order that took nothing. */
export function receiptOf(order: Order | undefined): Receipt | null {
  if (order?.receiptNo === undefined) return null;
  const { orderId, title, months, amountFen } = order;
  const balanceAfterFen = receipt.balanceBeforeFen - amountFen;
  return { ...receipt, orderId, title, months, amountFen, balanceAfterFen };
}

export const choice = { serviceId: 'basic', months: 12 };
export const payable: Payable = { choice, quote, order: order('CONFIRMED') };

export const doubt: Doubt = {
  attemptId: '01JDB7S0000000000000000001',
  orderId: order('IN_DOUBT').orderId,
  amountFen: 28600,
  cardTail: '0018',
  title: services[0]!.title,
  ref: '7K3-0D42',
};

const HISTORY_STATES: readonly OrderState[] = [
  'COMPLETED',
  'IN_DOUBT',
  'ACTIVATING',
  'CREDITED',
  'REFUND_DUE',
  'MANUAL',
  'CANCELLED',
  'COMPLETED',
  'COMPLETED',
  'EXPIRED',
];

export const pastOrders: readonly Order[] = HISTORY_STATES.map((state, index) => {
  const service = services[index % services.length]!;
  const isPaid = state !== 'CANCELLED' && state !== 'EXPIRED';
  return {
    ...(isPaid ? paid(state) : order(state, { money: 'untouched' })),
    orderId: `01JDB7H000000000000000000${index}`,
    title: service.title,
    serviceId: service.serviceId,
    amountFen: service.priceFen * 11,
    ...(state === 'MANUAL' ? { caseNo: 'M20261123-0007' } : {}),
  };
});
