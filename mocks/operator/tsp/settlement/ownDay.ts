/** The platform's own debits and doubts of a day, read page by page: a whole day never is in memory. */
import { chinaTime } from '../../../../src/shared/time.ts';
import { lastPart, listRows, pageThroughAs, rowsIn } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { Doubt, OwnDebit } from '../../settlement/classify.ts';
import type { PaidRow } from '../../settlement/settlementTypes.ts';
import { factorOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { CLAIM_CASES, openCasesOn } from '../books/cases.ts';
import { getAttempt, getOrder, orderOf } from '../books/moveOrder.ts';
import { type AttemptRow, issued, type OrderRow, serviceOf } from '../books/rows.ts';
import {
  allDoubts,
  debitsOfDay,
  debitsOfOrderOn,
  payersOfFactor,
} from '../books/store/attemptStore.ts';

/** Rows per transaction. A day may have a million rows, so pages are large; each transaction is still short. */
const PIECE = 1_000;

export interface DayDebit {
  readonly order: OrderRow;
  readonly attempt: AttemptRow;
}

/** Debited, or what people called debited by mistake: BOSS has it, and nobody pays for it. */
const isBooked = ({ state, takenBack }: AttemptRow): boolean =>
  state === 'DEBITED' || takenBack?.gaveAway === true;

async function dayDebitAt(tx: Transaction, id: string): Promise<DayDebit | undefined> {
  const attempt = await getAttempt(tx, lastPart(id));
  if (!attempt || !isBooked(attempt)) return undefined;
  return { attempt, order: await orderOf(tx, attempt) };
}

/** Yields every debit of the day, surplus or not, sorted by order. */
export const dayDebits = (parts: TspParts, date: string): AsyncGenerator<DayDebit> =>
  pageThroughAs(parts.store, debitsOfDay(date), (tx, { id }) => dayDebitAt(tx, id), {
    piece: PIECE,
  });

/** Reads the day's debits of one order: rarely more than one. */
export async function debitsOfOrder(
  tx: Transaction,
  date: string,
  orderId: string,
): Promise<DayDebit[]> {
  const rows = await listRows(tx, debitsOfOrderOn(date, orderId));
  const debits = await Promise.all(rows.map(({ id }) => dayDebitAt(tx, id)));
  return debits.filter((debit) => debit !== undefined);
}

export const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

function paidState({ order, attempt }: DayDebit): PaidRow['state'] {
  const { surplus } = attempt;
  if (surplus !== undefined) {
    return surplus === 'credited' ? 'C' : surplus === 'refunded' ? 'R' : 'P';
  }
  switch (order.state) {
    case 'COMPLETED':
      return 'S';
    case 'CREDITED':
      return 'C';
    case 'REFUNDED':
      return 'R';
    default:
      return 'P';
  }
}

/** Makes the row about a debit for BOSS; `null` for a surplus, for which BOSS has no order. */
export function paidRow(debit: DayDebit): PaidRow | null {
  const { order, attempt } = debit;
  if (attempt.surplus !== undefined) return null;
  const { init, mac1, terminalNo } = issued(attempt);
  const { date, time } = chinaTime(order.paidAt ?? attempt.debitedAt ?? mac1.issuedAt);
  return {
    orderId: order.orderId,
    bossOrder: order.bossOrder ?? '',
    subscriberId: order.subscriberId,
    stbId: order.stbId,
    product: serviceOf(order),
    from: order.from ?? '',
    to: order.to ?? '',
    amountFen: attempt.amountFen,
    paidAt: date + time,
    cardMasked: `**** **** **** ${attempt.cardTail}`,
    terminalNo,
    terminalSequence: mac1.terminalSequence,
    cardSequence: hex4(init.sequence),
    tac: attempt.tac ?? '',
    state: paidState(debit),
  };
}

/** The debit as it is compared, with the case about its claim, and that about its surplus or its order. */
export async function ownDebit(tx: Transaction, debit: DayDebit): Promise<OwnDebit> {
  const { order, attempt } = debit;
  const { mac1, terminalNo } = issued(attempt);
  const { claim = 'UNCLAIMED', verdict, takenBack } = attempt;
  const isWithPeople = claim === 'CASE' || claim === 'REJECTED' || claim === 'WRITTEN_OFF';
  const openCases = isWithPeople ? await openCasesOn(tx, attempt.attemptId) : [];
  const openCase = openCases.find(({ kind }) => CLAIM_CASES.includes(kind))?.caseNo;
  const claimCaseNo = isWithPeople ? (verdict?.caseNo ?? openCase ?? takenBack?.caseNo) : undefined;
  const caseNo = attempt.caseNo ?? (paidState(debit) === 'S' ? undefined : order.caseNo);
  return {
    orderId: order.orderId,
    attemptId: attempt.attemptId,
    date: mac1.businessDate,
    amountFen: attempt.amountFen,
    terminalNo,
    terminalSequence: mac1.terminalSequence,
    state: paidState(debit),
    isSurplus: attempt.surplus !== undefined,
    claim,
    debitedAt: attempt.debitedAt ?? mac1.issuedAt,
    ...(order.paidAt === undefined ? {} : { paidAt: order.paidAt }),
    ...(order.servedAt === undefined ? {} : { servedAt: order.servedAt }),
    ...(verdict === undefined ? {} : { verdict: verdict.result }),
    ...(claimCaseNo === undefined ? {} : { claimCaseNo }),
    ...(caseNo === undefined ? {} : { caseNo }),
  };
}

/** Finds a debit by its attempt, if it is one. */
export async function debitOfAttempt(
  tx: Transaction,
  attemptId: string | undefined,
): Promise<OwnDebit | undefined> {
  const attempt = attemptId === undefined ? undefined : await getAttempt(tx, attemptId);
  if (!attempt || !isBooked(attempt)) return undefined;
  return ownDebit(tx, { attempt, order: await orderOf(tx, attempt) });
}

/** Finds a debit by its order's id, or by its attempt's id, under which BOSS books a surplus. */
export async function debitOf(tx: Transaction, id: string): Promise<OwnDebit | undefined> {
  const order = await getOrder(tx, id);
  return debitOfAttempt(tx, order ? order.paidBy : id);
}

/**
 * Finds a debit by its card's serial and sequence number. Files name no issuer, so the serial's factor tells the card; where
 * two issuers gave out one factor, only the whole serial does.
 */
export async function debitOfCard(
  tx: Transaction,
  asn: string,
  cardSequence: string,
): Promise<OwnDebit | undefined> {
  const list = payersOfFactor(factorOf(asn), Number.parseInt(cardSequence, 16));
  const ids = await rowsIn(tx, list);
  for (const attemptId of ids) {
    const isOnly = ids.length === 1;
    if (isOnly || (await getAttempt(tx, attemptId))?.asn === asn) {
      return debitOfAttempt(tx, attemptId);
    }
  }
  return undefined;
}

function doubtOf(attempt: AttemptRow): Doubt {
  const { mac1, terminalNo } = issued(attempt);
  const { orderId, attemptId, amountFen, caseNo } = attempt;
  const { terminalSequence } = mac1;
  const about = { orderId, attemptId, amountFen, terminalNo, terminalSequence };
  return { ...about, ...(caseNo === undefined ? {} : { caseNo }) };
}

/** Finds the order's newest attempt, if it is in doubt. */
export async function doubtOfOrder(tx: Transaction, orderId: string): Promise<Doubt | undefined> {
  const order = await getOrder(tx, orderId);
  const attempt =
    order?.attemptId === undefined ? undefined : await getAttempt(tx, order.attemptId);
  return attempt?.state === 'IN_DOUBT' ? doubtOf(attempt) : undefined;
}

/** Yields the attempts of the day that are in doubt. */
export const dayDoubts = (parts: TspParts, date: string): AsyncGenerator<Doubt> =>
  pageThroughAs(parts.store, allDoubts, async (tx, { id }) => {
    const attempt = await getAttempt(tx, lastPart(id));
    if (attempt?.state !== 'IN_DOUBT' || attempt.mac1?.businessDate !== date) return undefined;
    return doubtOf(attempt);
  });
