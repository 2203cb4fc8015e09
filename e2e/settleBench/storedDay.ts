/**
 * Writes a business day of payments into the store of a host, as its parties would have written it by the cut-off: paid and
 * opened, nothing claimed yet, with the differences of `storedPlan.ts`. The parties' own writers write the rows and their
 * indexes, and TACs are right.
 *
 * Missing are audit, ledger, search by short number or box, and chips. No settlement reads them.
 */

import { CITY_CABLE, ISSUERS } from '../../mocks/card/issuers.ts';
import { keys as bossKeys, bossRoom } from '../../mocks/operator/boss/base/bossStore.ts';
import type { OrderRecord } from '../../mocks/operator/boss/base/bossTypes.ts';
import { saveOrder as saveBossOrder } from '../../mocks/operator/boss/base/orderAnswer.ts';
import { bookOrder } from '../../mocks/operator/boss/day/bossDay.ts';
import { type Household, household } from '../../mocks/operator/boss/seed/households.ts';
import { takeBatch } from '../../mocks/operator/ppp/batches.ts';
import { addToBlacklist } from '../../mocks/operator/ppp/blacklist.ts';
import { pppRoom } from '../../mocks/operator/ppp/pppStore.ts';
import type { DebitRecord } from '../../mocks/operator/ppp/pppTypes.ts';
import { saveSettled } from '../../mocks/operator/ppp/settledDay.ts';
import { cardKey, tacUnder } from '../../mocks/operator/ppp/transactionCode.ts';
import { businessDate } from '../../mocks/operator/tsp/base/businessDate.ts';
import { defaultLimits } from '../../mocks/operator/tsp/base/limits.ts';
import type { TspParts } from '../../mocks/operator/tsp/base/ports.ts';
import type { UnitOfWork } from '../../mocks/operator/tsp/base/unitOfWork.ts';
import type { DifferenceClass } from '../../mocks/operator/tsp/books/dayRows.ts';
import { saveAttempt, saveOrder } from '../../mocks/operator/tsp/books/moveOrder.ts';
import type { AttemptRow, OrderRow } from '../../mocks/operator/tsp/books/rows.ts';
import { putPayer } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import type { Store, Transaction } from '../../mocks/store/store.ts';
import { fromHex, uintBytes } from '../../src/shared/bytes.ts';
import { chinaInstant, chinaTime, dayAfter } from '../../src/shared/time.ts';
import { amountAt, hex8, idAt, mix } from './generatedDay.ts';
import { plantedAt } from './storedPlan.ts';

export const HOUSEHOLDS = 200;
const TERMINALS = ['010020000001', '010020000002', '010020000003', '010020000004'];
const TERMINAL_GROUP = 'CITYCABLE';
const BALANCE_FEN = 5_000_000;
const PAGE = 1_000;
const MERCHANT = 'CITYCABLE';

/** 20 digits: a blacklisted card, whose debits the PPP rejects. */
const BLOCKED_CARD = '00062226900199999999';
const UNKNOWN_CARD = '00062226900188888888';

const dtks = new Map<string, number[]>();

function tacOf(serial: string, amountFen: number, fields: string): string {
  let dtk = dtks.get(serial);
  if (!dtk) {
    dtk = cardKey(fromHex(CITY_CABLE.masterKeys.transaction), fromHex(serial).slice(-8));
    dtks.set(serial, dtk);
  }
  return tacUnder(dtk, [...uintBytes(amountFen, 4), ...fromHex(fields)]);
}

/** A payment of the day, before it is written. */
interface Payment {
  readonly planted: DifferenceClass | undefined;
  readonly home: Household;
  readonly orderId: string;
  readonly attemptId: string;
  readonly amountFen: number;
  readonly serial: string;
  readonly sequence: number;
  readonly terminalNo: string;
  readonly terminalSequence: string;
  readonly date: string;
  readonly time: string;
  readonly at: number;
  readonly tac: string;
}

/** The oldest payment: a claim that has been under way for a day would count as missing. */
const OLDEST_MS = 20 * 3_600_000;
const SHORTEST_MS = 3_600_000;

/** The default business day: its payments are in the past, but not too far. */
export function usualDate(now: number): string {
  const { date, time } = chinaTime(now);
  return time >= '120000' ? date : dayAfter(date, -1);
}

/** The last business day that is over: a host settles no other. */
export const lastDayOver = (now: number): string =>
  dayAfter(businessDate(now, defaultLimits.cutOff), -1);

interface Span {
  readonly date: string;
  readonly from: number;
  readonly to: number;
}

/** The time in which payments of the day may be. @throws RangeError for a day too long ago or in the future. */
export function spanOf(date: string, now: number): Span {
  const from = Math.max(chinaInstant(date, '001000'), now - OLDEST_MS);
  const to = Math.min(chinaInstant(date, '230000'), now);
  if (to - from >= SHORTEST_MS) return { date, from, to };
  const last = lastDayOver(now);
  const remedy =
    date === last
      ? `its payments would be over ${OLDEST_MS / 3_600_000} hours old by now; store the next day when it is over, after 23:30`
      : `too far away, or no day; store ${last}`;
  throw new RangeError(`${date}: ${remedy}`);
}

function paymentAt({ date, from, to }: Span, i: number, rows: number): Payment {
  const planted = plantedAt(i);
  const at = Math.floor(from + ((to - from) * i) / rows);
  const { time } = chinaTime(at);
  const home = household(i % HOUSEHOLDS);
  const serial = planted === 'CLAIM_REJECTED' ? BLOCKED_CARD : home.cardSerial;
  const amountFen = amountAt(i);
  const terminalNo = TERMINALS[i % TERMINALS.length]!;
  const terminalSequence = hex8(i + 1);
  const fields = `06${terminalNo}${terminalSequence}${date}${time}`;
  const right = tacOf(serial, amountFen, fields);
  return {
    ...{ planted, home, serial, amountFen, terminalNo, terminalSequence, date, time, at },
    orderId: idAt(at, i),
    attemptId: idAt(at + 1, mix(i, 77)),
    sequence: 1 + (planted === 'CLAIM_REJECTED' ? i % 60_000 : Math.floor(i / HOUSEHOLDS)),
    tac: planted === 'TAC_INVALID' ? hex8((Number.parseInt(right, 16) ^ 1) >>> 0) : right,
  };
}

const isoOf = (date: string): string => `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
const ITEM = { serviceId: 'basic', months: 1 } as const;

/** Writes BOSS's rows; answers BOSS's own number. */
async function atBoss(tx: Transaction, payment: Payment): Promise<string | undefined> {
  const { planted, orderId, home, amountFen, at, date } = payment;
  const { subscriberId } = home;
  if (planted === 'MISSING_AT_BOSS' || planted === 'IN_DOUBT_OPEN') return undefined;
  const order: OrderRecord = {
    ...{ orderId, subscriberId, amountFen, item: ITEM },
    state: 'ACTIVATED',
    from: isoOf(date),
    to: isoOf(date),
  };
  if (planted === 'STATE_DIFF') {
    saveBossOrder(tx, { ...order, state: 'REJECTED', reason: 'service.stopped', final: true });
    return undefined;
  }
  const midnight = chinaInstant(date, '235959') + 4_000;
  const openedAt = planted === 'DAY_EDGE' ? midnight : at + 2_000;
  const off = planted === 'AMOUNT_DIFF' ? 100 : 0;
  if (planted === 'MISSING_AT_TSP') {
    const byHand = idAt(at, mix(Number.parseInt(payment.terminalSequence, 16), 99));
    await bookOrder(tx, openedAt, { ...order, orderId: byHand });
  }
  const { bossOrder } = await bookOrder(tx, openedAt, { ...order, amountFen: amountFen + off });
  return bossOrder;
}

function orderRow(payment: Payment, bossOrder: string | undefined): OrderRow {
  const { orderId, attemptId, home, amountFen, at, date, planted, serial } = payment;
  const { subscriberId, stbId } = home;
  const [from, to] = [isoOf(date), isoOf(date)];
  const quote: OrderRow['quote'] = {
    ...{ quoteId: orderId, quoteDigest: '0'.repeat(64), items: [ITEM], amountFen, from, to },
    title: { 'zh-CN': '基本收视包', en: 'Basic' },
    subscriber: '李** 0018',
    lines: [],
    expiresAt: `${isoOf(date)}T23:59:59+08:00`,
  };
  const asked: OrderRow = {
    ...{ orderId, subscriberId, stbId, quote, attemptId },
    ref: orderId.slice(-8),
    createdAt: at - 30_000,
    confirmedAt: at - 20_000,
    confirmedAmountFen: amountFen,
    expiresAt: at + 600_000,
    state: 'IN_DOUBT',
    tries: 1,
    avoid: [],
  };
  if (planted === 'IN_DOUBT_OPEN') return asked;
  return {
    ...asked,
    state: planted === 'MISSING_AT_BOSS' ? 'REFUND_DUE' : 'COMPLETED',
    paidBy: attemptId,
    paidAt: at,
    cardTail: serial.slice(-4),
    ...(bossOrder === undefined ? {} : { bossOrder, from, to }),
  };
}

function attemptRow(payment: Payment): AttemptRow {
  const { orderId, attemptId, home, amountFen, at, planted, serial } = payment;
  const { terminalNo, terminalSequence, date, time, sequence, tac } = payment;
  const issued: AttemptRow = {
    ...{ attemptId, orderId, subscriberId: home.subscriberId, stbId: home.stbId, amountFen },
    ...{ asn: serial, cardTail: serial.slice(-4), issuer: CITY_CABLE.id, applicationType: '02' },
    ...{ state: 'IN_DOUBT', startKey: attemptId, heldUntil: at, terminalNo, keyIndex: 1 },
    init: {
      ...{ balanceFen: BALANCE_FEN, sequence, overdraftFen: 0 },
      ...{ keyVersion: '01', algorithmId: '00', random: hex8(mix(sequence, 3)) },
    },
    mac1: { terminalSequence, date, time, businessDate: date, issuedAt: at - 2_000 },
  };
  if (planted === 'IN_DOUBT_OPEN') return { ...issued, doubt: 'timeout', doubtedAt: at + 30_000 };
  const debited: AttemptRow = {
    ...issued,
    ...{ state: 'DEBITED', debitedAt: at, provenBy: 'mac2', mac2: '00000000', tac },
    claim: 'UNCLAIMED',
  };
  if (planted !== 'MISSING_AT_PPP') return debited;
  // For the platform it is accepted, in a batch that the PPP does not have.
  const batchId = `${TERMINAL_GROUP}-${date}-00`;
  return { ...debited, claim: 'ACCEPTED', verdict: { batchId, result: '00' } };
}

/** Writes the platform's rows; the host reads deadlines from them when it starts. */
async function atTsp(
  tx: Transaction,
  payment: Payment,
  bossOrder: string | undefined,
): Promise<void> {
  const parts = { limits: defaultLimits, armDeadline: () => {} } as unknown as TspParts;
  const unit: UnitOfWork = { parts, tx, now: payment.at, who: payment.home.stbId, after: () => {} };
  const attempt = attemptRow(payment);
  await saveOrder(unit, orderRow(payment, bossOrder));
  await saveAttempt(unit, attempt);
  const { asn, init, attemptId } = attempt;
  if (attempt.state === 'DEBITED') putPayer(tx, asn, init!.sequence, attemptId);
}

/** A debit at the PPP that this platform never made. */
function unknownRecord(payment: Payment): DebitRecord {
  const { terminalNo, date, time, amountFen, at, sequence } = payment;
  const terminalSequence = hex8(0xf000_0000 + Number.parseInt(payment.terminalSequence, 16));
  const orderId = idAt(at, mix(sequence, 55));
  return {
    ...{ terminalNo, terminalSequence, cardSerial: UNKNOWN_CARD, issuer: CITY_CABLE.id },
    ...{ applicationType: '02', transactionType: '06', amountFen, balanceBeforeFen: BALANCE_FEN },
    balanceAfterFen: BALANCE_FEN - amountFen,
    cardSequence: hex8(Number.parseInt(payment.terminalSequence, 16)).slice(-4),
    ...{ overdraftFen: 0, date, time, mac2Verified: true, keyVersion: '01', algorithmId: '00' },
    tac: tacOf(UNKNOWN_CARD, amountFen, `06${terminalNo}${terminalSequence}${date}${time}`),
    ...{ keyIndex: '01', random: '00000000', merchant: MERCHANT, orderId },
  };
}

/** Writes what the PPP has but this platform never sent. */
async function atPpp(store: Store, date: string, odd: readonly Payment[]): Promise<void> {
  const issuers = ISSUERS.map(({ id, masterKeys }) => ({
    issuer: id,
    tacMasterKey: masterKeys.transaction,
  }));
  const records = odd.filter(({ planted }) => planted === 'UNKNOWN_AT_TSP').map(unknownRecord);
  const twice = odd.filter(({ planted }) => planted === 'DUPLICATE');
  await pppRoom(store).transaction(async (tx) => {
    await addToBlacklist(tx, 'cards', BLOCKED_CARD, chinaInstant(date));
    const totalFen = records.reduce((sum, { amountFen }) => sum + amountFen, 0);
    const batch = { count: records.length, totalFen, sha256: '', cutoff: '', records };
    const batchId = `${TERMINAL_GROUP}-${date}-90`;
    await takeBatch(tx, { issuers }, batchId, batch);
    for (const [index, payment] of twice.entries()) {
      const { serial, sequence, terminalNo, terminalSequence, amountFen, orderId } = payment;
      const cardSequence = hex8(sequence).slice(-4);
      await saveSettled(tx, {
        ...{ batchId: `${TERMINAL_GROUP}-${date}-91`, index, cardSerial: serial, cardSequence },
        ...{ terminalNo, terminalSequence, amountFen, orderId },
      });
    }
  });
}

/** Writes the day. `now` is the time of the settling clock; `progress` gets the payments written so far. @throws RangeError for a day too far away. */
export async function writeStoredDay(
  store: Store,
  { date, now, rows }: { readonly date: string; readonly now: number; readonly rows: number },
  progress: (done: number) => void = () => {},
): Promise<void> {
  const span = spanOf(date, now);
  const boss = bossRoom(store);
  const tsp = store.room('tsp');
  const odd: Payment[] = [];
  for (let from = 0; from < rows; from += PAGE) {
    const page = Array.from({ length: Math.min(PAGE, rows - from) }, (_, at) =>
      paymentAt(span, from + at, rows),
    );
    const numbers = await boss.transaction(async (tx) => {
      const given: (string | undefined)[] = [];
      for (const payment of page) given.push(await atBoss(tx, payment));
      return given;
    });
    await tsp.transaction(async (tx) => {
      for (const [at, payment] of page.entries()) await atTsp(tx, payment, numbers[at]);
    });
    odd.push(
      ...page.filter(({ planted }) => planted === 'UNKNOWN_AT_TSP' || planted === 'DUPLICATE'),
    );
    progress(from + page.length);
  }
  await atPpp(store, date, odd);
  await boss.transaction(async (tx) => {
    const key = bossKeys.dayBooks(date);
    const books = (await tx.get<{ count: number; totalFen: number }>(key))!;
    tx.put(key, { ...books, totalFen: books.totalFen + 7 });
  });
}
