/** Rows as the platform writes them, with secrets that no answer may contain. */

import { ulid } from '../../../src/shared/random.ts';
import { chinaTime, type Instant } from '../../../src/shared/time.ts';
import type { DifferenceRow } from '../tsp/books/dayRows.ts';
import type { AuditEvent } from '../tsp/books/journals/audit.ts';
import { type AttemptRow, type DayEnd, monthOf, type OrderRow } from '../tsp/books/rows.ts';
import { listAttempt, markDebit, putAttempt, putDayEnd } from '../tsp/books/store/attemptStore.ts';
import { type CaseRow, putCase } from '../tsp/books/store/caseStore.ts';
import { type BatchRow, putBatch, putDifference } from '../tsp/books/store/dayStore.ts';
import { markChained, putChained } from '../tsp/books/store/historyStore.ts';
import {
  markAmount,
  markFound,
  markPast,
  markReceipt,
  putOrder,
} from '../tsp/books/store/orderStore.ts';
import { NOW, type Write } from './ops.fixture.ts';

type DebitRecord = BatchRow['batch']['records'][number];

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

/** An order that was paid, its attempt and its receipt number. */
function paid(n: number, change: Partial<OrderRow>, tookMs: number) {
  const base = orderRow(n, change);
  const attempt = attemptRow(base);
  const receiptNo = `20261123 ${String(n).padStart(8, '0')}`;
  const order: OrderRow = {
    ...base,
    attemptId: attempt.attemptId,
    paidBy: attempt.attemptId,
    paidAt: base.createdAt + tookMs,
    cardTail: attempt.cardTail,
    receiptNo,
  };
  return { order, attempt, receiptNo };
}

/** The part of an order that its price and service are. */
export const sold = (amountFen: number, more: Partial<OrderRow['quote']> = {}) => ({
  quote: { ...orderRow(0).quote, amountFen, ...more },
});

/** An order that was paid, as lists and today find it: without its attempt, debit and receipt. */
export const listedOrder =
  (n: number, change: Partial<OrderRow> = {}, tookMs = 9_000): Write =>
  (tx) => {
    const { order, attempt } = paid(n, change, tookMs);
    const { attemptId, amountFen } = attempt;
    putOrder(tx, order);
    markAmount(tx, order);
    markPast(tx, order, monthOf(order));
    markFound(tx, order);
    return dayEnd(attemptId, { at: order.paidAt!, paid: true, amountFen, tookMs })(tx);
  };

/** An order that was paid, with its attempt, debit and receipt. */
export const paidOrder =
  (n: number, change: Partial<OrderRow> = {}, tookMs = 9_000): Write =>
  (tx) => {
    const { order, attempt, receiptNo } = paid(n, change, tookMs);
    putAttempt(tx, attempt);
    listAttempt(tx, attempt);
    markReceipt(tx, receiptNo, order.orderId);
    markDebit(tx, attempt.mac1!.businessDate, attempt);
    return listedOrder(n, change, tookMs)(tx);
  };

export const dayEnd =
  (attemptId: string, end: DayEnd): Write =>
  (tx) =>
    putDayEnd(tx, chinaTime(end.at).date, attemptId, end);

/** Unchained: for tests that read the chain, not for those that verify it. */
export const auditEvents =
  (first: number, events: readonly Partial<AuditEvent>[]): Write =>
  (tx) =>
    events.forEach((event, place) => {
      const number = first + place;
      const entry = { at: NOW, who: 'tsp', what: 'order.quoted', ...event };
      putChained(tx, 'audit', { number, entry, hash: `h${number}` });
      if (event.orderId !== undefined) markChained(tx, 'audit', event.orderId, number);
    });

/** A batch that was sent, without records. */
export const batch =
  (batchId: string, change: Partial<BatchRow> = {}): Write =>
  (tx) =>
    putBatch(tx, {
      batchId,
      businessDate: batchId.split('-')[1]!,
      state: 'SENT',
      batch: { count: 0, totalFen: 0, sha256: 'AB'.repeat(32), cutoff: '', records: [] },
      attemptIds: [],
      accepted: 0,
      rejected: 0,
      ...change,
    });

/** The record of an attempt in a batch. */
export const recordOf = ({ orderId, asn, tac, init, mac1 }: AttemptRow): DebitRecord => ({
  terminalNo: '100000000001',
  terminalSequence: mac1!.terminalSequence,
  cardSerial: asn,
  issuer: '1040020000010001',
  applicationType: '03',
  transactionType: '06',
  amountFen: 2_600,
  balanceBeforeFen: init!.balanceFen,
  balanceAfterFen: init!.balanceFen - 2_600,
  cardSequence: '0006',
  overdraftFen: 0,
  date: mac1!.date,
  time: mac1!.time,
  tac: tac!,
  mac2Verified: true,
  keyVersion: '01',
  algorithmId: '00',
  keyIndex: '01',
  random: init!.random,
  merchant: 'CITYCABLE',
  orderId,
});

/** A case as it is after its opening; it is in the indexes of open cases unless `change` closes it. */
export const deskCase =
  (caseNo: string, change: Partial<CaseRow> = {}): Write =>
  (tx) => {
    const row: CaseRow = {
      caseNo,
      kind: 'doubt-aged',
      state: 'OPEN',
      version: 1,
      revision: 1,
      amountFen: 2_600,
      openedAt: NOW,
      steps: [],
      ...change,
    };
    putCase(tx, row, row.state !== 'CLOSED');
  };

export const difference =
  (change: Partial<DifferenceRow>): Write =>
  (tx) =>
    putDifference(tx, {
      id: 'O1',
      date: '20261122',
      class: 'MISSING_AT_BOSS',
      state: 'waiting',
      firstSeen: NOW,
      seenRun: 1,
      ...change,
    });
