/** Rows as the platform writes them, with secrets that no answer may contain. */

import { ulid } from '../../../src/shared/random.ts';
import { chinaTime, type Instant } from '../../../src/shared/time.ts';
import type { AttemptRow, DayEnd, OrderRow } from '../tsp/books/rows.ts';
import { chainId } from '../tsp/books/store/historyStore.ts';
import { keys } from '../tsp/books/store/tspKeys.ts';
import { NOW } from './ops.fixture.ts';

export const SECRETS = {
  asn: '62220099887766554433',
  serialTail: '4433',
  mac2: 'DEADBEE2',
  tac: 'DEADBEE1',
  random: 'CAFEBAB3',
};

/** `n`: a number from which ids come, so that orders sort by it within one moment. */
export const idOf = (n: number, at: Instant = NOW): string =>
  ulid(at, { bytes: () => new Uint8Array(16).fill(0) }).slice(0, 20) + String(n).padStart(6, '0');

export function orderRow(n: number, change: Partial<OrderRow> = {}): OrderRow {
  const { createdAt = NOW } = change;
  const orderId = idOf(n, createdAt);
  return {
    orderId,
    subscriberId: 'sub-1',
    stbId: 'STB-1',
    ref: `REF-${String(n).padStart(4, '0')}`,
    quote: {
      quoteId: orderId,
      items: [{ serviceId: 'basic', months: 3 }],
      title: { 'zh-CN': '基本收视', en: 'Basic' },
      subscriber: '陈*',
      lines: [],
      amountFen: 2_600,
      from: '2026-11-23',
      to: '2027-02-22',
      expiresAt: '2026-11-23T20:46:00+08:00',
      quoteDigest: 'd',
    },
    createdAt,
    expiresAt: createdAt + 600_000,
    state: 'COMPLETED',
    confirmedAt: createdAt + 1_000,
    confirmedAmountFen: 2_600,
    tries: 1,
    avoid: [],
    ...change,
  };
}

export function attemptRow(order: OrderRow, change: Partial<AttemptRow> = {}): AttemptRow {
  const { date, time } = chinaTime(order.createdAt);
  return {
    attemptId: `${order.orderId.slice(0, 19)}A${order.orderId.slice(20)}`,
    orderId: order.orderId,
    subscriberId: order.subscriberId,
    stbId: order.stbId,
    startKey: 'k',
    amountFen: order.quote.amountFen,
    asn: SECRETS.asn,
    cardTail: SECRETS.serialTail,
    issuer: '1040020000010001',
    applicationType: '03',
    state: 'DEBITED',
    heldUntil: 0,
    terminalNo: '100000000001',
    keyIndex: 1,
    init: {
      balanceFen: 10_000,
      sequence: 5,
      overdraftFen: 0,
      keyVersion: '01',
      algorithmId: '00',
      random: SECRETS.random,
    },
    mac1: {
      terminalSequence: '00000007',
      date,
      time,
      businessDate: date,
      issuedAt: order.createdAt + 5_000,
    },
    mac2: SECRETS.mac2,
    tac: SECRETS.tac,
    claim: 'ACCEPTED',
    ...change,
  };
}

type Rows = Record<string, unknown>;

/** An order that was paid, with all that leads to it. */
export function paidRows(n: number, change: Partial<OrderRow> = {}, tookMs = 9_000): Rows {
  const base = orderRow(n, change);
  const attempt = attemptRow(base);
  const paidAt = base.createdAt + tookMs;
  const receiptNo = `20261123 ${String(n).padStart(8, '0')}`;
  const order: OrderRow = {
    ...base,
    attemptId: attempt.attemptId,
    paidBy: attempt.attemptId,
    paidAt,
    cardTail: attempt.cardTail,
    receiptNo,
  };
  const { orderId, subscriberId, stbId, ref } = order;
  const { attemptId, amountFen } = attempt;
  return {
    [keys.order(orderId)]: order,
    [keys.attempt(attemptId)]: attempt,
    [keys.pastOrders(subscriberId) + orderId]: true,
    [keys.ordersByRef(ref) + orderId]: true,
    [keys.ordersByBox(stbId) + orderId]: true,
    [keys.orderByReceipt(receiptNo)]: orderId,
    [keys.debitsOfDay(attempt.mac1!.businessDate) + keys.idOf.debit(orderId, attemptId)]: true,
    ...endRow(attemptId, { at: paidAt, paid: true, amountFen, tookMs }),
  };
}

export const endRow = (attemptId: string, end: DayEnd): Rows => ({
  [keys.endsOfDay(chinaTime(end.at).date) + attemptId]: end,
});

/** Unchained: for those who read the chain, not for those who verify it. */
export function auditRows(first: number, events: readonly object[]): Rows {
  const rows: Rows = {};
  events.forEach((event, place) => {
    const number = first + place;
    const entry = { at: NOW, who: 'tsp', what: 'order.quoted', ...event };
    rows[keys.chain('audit') + chainId(number)] = { number, entry, hash: `h${number}` };
    rows[keys.chainHead('audit')] = { number, hash: `h${number}` };
    const { orderId } = event as { orderId?: string };
    if (orderId !== undefined) rows[keys.chainOf('audit', orderId) + chainId(number)] = true;
  });
  return rows;
}
