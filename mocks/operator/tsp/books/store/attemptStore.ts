/** Attempts in the store, what only one attempt may have, and the lists of attempts. */
import type { Fen } from '../../../../../src/shared/money.ts';
import type { Instant } from '../../../../../src/shared/time.ts';
import { listRows, type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import { cardOf } from '../../base/cardIdentity.ts';
import type { AttemptRow, DayEnd } from '../rows.ts';
import { keys } from './tspKeys.ts';

export const allAttempts: RowList<AttemptRow> = rowList(keys.attempts);

export const getAttempt = (tx: Transaction, attemptId: string) =>
  tx.get<AttemptRow>(keys.attempt(attemptId));
export const putAttempt = (tx: Transaction, attempt: AttemptRow): void =>
  tx.put(keys.attempt(attempt.attemptId), attempt);

/** Ids of the attempts of an order, oldest first. */
export const attemptsOfOrder = (orderId: string): RowList<true> =>
  rowList(keys.attemptsOfOrder(orderId));
/** Amounts of the attempts with cards that end in these four digits, by attempt id, oldest first. */
export const attemptsOfTail = (cardTail: string): RowList<Fen> =>
  rowList(keys.attemptsOfTail(cardTail));

/** Lists the attempt under its order and under the last digits of its card: people look for it there. */
export function listAttempt(tx: Transaction, attempt: AttemptRow): void {
  const { attemptId, orderId, cardTail, amountFen } = attempt;
  tx.put(keys.attemptsOfOrder(orderId) + attemptId, true);
  tx.put(keys.attemptsOfTail(cardTail) + attemptId, amountFen);
}

/** Whether the attempts of an older store have been listed so. */
export const areAttemptsListed = async (tx: Transaction): Promise<boolean> =>
  (await tx.get<true>(keys.attemptsListed)) !== undefined;
export const noteAttemptsListed = (tx: Transaction): void => tx.put(keys.attemptsListed, true);

/** Returns the attempt before MAC1 that a card (its identity) is bound to in a box, if any. */
export const attemptOfCard = async (
  tx: Transaction,
  card: string,
  stbId: string,
): Promise<AttemptRow | undefined> => {
  const attemptId = await tx.get<string>(keys.attemptOfCard(card, stbId));
  return attemptId === undefined ? undefined : getAttempt(tx, attemptId);
};

/** Binds the card to this attempt in its box, or frees it if this attempt had it. */
export async function bindCard(
  tx: Transaction,
  attempt: AttemptRow,
  isBound: boolean,
): Promise<void> {
  const { attemptId, stbId } = attempt;
  const key = keys.attemptOfCard(cardOf(attempt), stbId);
  if (isBound) tx.put(key, attemptId);
  else if ((await tx.get<string>(key)) === attemptId) tx.delete(key);
}

/** The attempt that a card's sequence number has paid for: one at most. */
export const payerOf = (tx: Transaction, card: string, sequence: number) =>
  tx.get<string>(keys.debitOfCard(card, sequence));
export const putPayer = (
  tx: Transaction,
  card: string,
  sequence: number,
  attemptId: string,
): void => tx.put(keys.debitOfCard(card, sequence), attemptId);

export const dropPayer = (tx: Transaction, card: string, sequence: number): void =>
  tx.delete(keys.debitOfCard(card, sequence));

/** The attempts that a sequence number has paid for, of all cards with this factor: rarely more than one. */
export const payersOfFactor = (factor: string, sequence: number): RowList<string> =>
  rowList(keys.debitsOfFactor(factor, sequence));

/** The highest number of the card that is proven, by a MAC2, to have paid. */
export const lastPaidNumber = (tx: Transaction, card: string) =>
  tx.get<number>(keys.lastPaidNumber(card));
export async function notePaidNumber(
  tx: Transaction,
  card: string,
  sequence: number,
): Promise<void> {
  const before = (await lastPaidNumber(tx, card)) ?? -1;
  if (sequence > before) tx.put(keys.lastPaidNumber(card), sequence);
}

/** Ids of the attempts that got a MAC1 for this number of the card. */
export const attemptsOfNumber = (card: string, sequence: number): RowList<true> =>
  rowList(keys.attemptsOfNumber(card, sequence));
export const markNumber = (tx: Transaction, attempt: AttemptRow): void =>
  tx.put(keys.attemptsOfNumber(cardOf(attempt), attempt.init!.sequence) + attempt.attemptId, true);

/** Ids of the card's attempts that stand in the way of its next number: in doubt, or on watch. */
export const unsettledOfCard = (card: string): RowList<true> => rowList(keys.unsettledOfCard(card));

export function markUnsettled(tx: Transaction, attempt: AttemptRow, isUnsettled: boolean): void {
  const key = keys.unsettledOfCard(cardOf(attempt)) + attempt.attemptId;
  if (isUnsettled) tx.put(key, true);
  else tx.delete(key);
}

/** Another box may give the card a MAC1 though the attempt is unsettled. It says nothing about the attempt. */
export interface Pass {
  readonly at: Instant;
  /** `clear`: the card showed in that box that others bought. `unread`: it could not show it; one MAC1 a day. */
  readonly how: 'clear' | 'unread';
  /** `YYYYMMDD` in China: the day of the last MAC1 that an `unread` one let through. */
  readonly usedOn?: string;
}
export const getPass = (tx: Transaction, attemptId: string, stbId: string) =>
  tx.get<Pass>(keys.passOf(attemptId, stbId));
export const putPass = (tx: Transaction, attemptId: string, stbId: string, pass: Pass): void =>
  tx.put(keys.passOf(attemptId, stbId), pass);
/** A settled attempt stands in nobody's way. */
export async function dropPasses(tx: Transaction, attemptId: string): Promise<void> {
  const boxes = await listRows(tx, rowList<Pass>(keys.passesOf(attemptId)));
  for (const { id: stbId } of boxes) tx.delete(keys.passOf(attemptId, stbId));
}

/** The attempt whose MAC1 has this number (TTC) of a terminal. */
export const userOfTerminalSequence = (tx: Transaction, terminalNo: string, sequence: string) =>
  tx.get<string>(keys.terminalSequence(terminalNo, sequence));
export const useTerminalSequence = (
  tx: Transaction,
  terminalNo: string,
  sequence: string,
  attemptId: string,
): void => tx.put(keys.terminalSequence(terminalNo, sequence), attemptId);

/** Ids `<business day>/<attempt>` of all attempts whose debit is to be claimed. */
export const allClaims: RowList<true> = rowList(keys.allClaims);
/** Ids of a business day's attempts whose debit is to be claimed. */
export const claimsOf = (date: string): RowList<true> => rowList(keys.claims(date));

/** The first business day from `from` on that has a debit to be claimed. */
export async function nextDayOfClaims(tx: Transaction, from: string): Promise<string | undefined> {
  const [row] = await listRows(tx, allClaims, { after: from, limit: 1 });
  return row?.id.split('/')[0];
}

/** Whether the next batch claims it. */
export const isClaimMarked = async (
  tx: Transaction,
  date: string,
  attemptId: string,
): Promise<boolean> => (await tx.get<true>(keys.claims(date) + attemptId)) !== undefined;

export function markClaim(tx: Transaction, date: string, attemptId: string, isDue: boolean): void {
  const key = keys.claims(date) + attemptId;
  if (isDue) tx.put(key, true);
  else tx.delete(key);
}

/** Ids `<business day>/<order>/<attempt>` of all days; `lastPart` is the attempt's id. */
export const allDebits: RowList<true> = rowList(keys.debits);
/** The debits of one day, sorted by order. */
export const debitsOfDay = (date: string): RowList<true> => rowList(keys.debitsOfDay(date));
/** Attempt ids of the debits of one order on one day: rarely more than one. */
export const debitsOfOrderOn = (date: string, orderId: string): RowList<true> =>
  rowList(`${keys.debitsOfDay(date)}${orderId}/`);
export const markDebit = (
  tx: Transaction,
  date: string,
  { orderId, attemptId }: AttemptRow,
): void => tx.put(keys.debitsOfDay(date) + keys.idOf.debit(orderId, attemptId), true);

export const dropDebit = (
  tx: Transaction,
  date: string,
  { orderId, attemptId }: AttemptRow,
): void => tx.delete(keys.debitsOfDay(date) + keys.idOf.debit(orderId, attemptId));

/** Attempts in doubt, ids `<moment>/<attempt>`, oldest first. */
export const allDoubts: RowList<true> = rowList(keys.doubts);

export function markDoubt(
  tx: Transaction,
  doubtedAt: Instant,
  attemptId: string,
  isOpen: boolean,
): void {
  const key = keys.doubts + keys.idOf.doubt(doubtedAt, attemptId);
  if (isOpen) tx.put(key, true);
  else tx.delete(key);
}

/** How attempts ended on one calendar day, by attempt id. */
export const endsOfDay = (date: string): RowList<DayEnd> => rowList(keys.endsOfDay(date));
export const getDayEnd = (tx: Transaction, date: string, attemptId: string) =>
  tx.get<DayEnd>(keys.endsOfDay(date) + attemptId);
export const putDayEnd = (tx: Transaction, date: string, attemptId: string, end: DayEnd): void =>
  tx.put(keys.endsOfDay(date) + attemptId, end);
export const dropDayEnd = (tx: Transaction, date: string, attemptId: string): void =>
  tx.delete(keys.endsOfDay(date) + attemptId);

/** Whether cards of an older store have been indexed by their identity. */
export const areCardsIndexed = async (tx: Transaction): Promise<boolean> =>
  (await tx.get<true>(keys.cardsIndexed)) !== undefined;
export const noteCardsIndexed = (tx: Transaction): void => tx.put(keys.cardsIndexed, true);

/** Whether an older version had the attempt as the payer of its number, under the card's whole serial. */
export const wasPayer = async (
  tx: Transaction,
  { asn, init, attemptId }: AttemptRow,
): Promise<boolean> => (await tx.get(keys.earlier.debitOfCard(asn, init!.sequence))) === attemptId;
/** Whether an older version had blocked the card, under its whole serial. */
export const wasBlocked = async (tx: Transaction, { asn }: AttemptRow): Promise<boolean> =>
  (await tx.get(keys.earlier.blockedCard(asn))) !== undefined;
