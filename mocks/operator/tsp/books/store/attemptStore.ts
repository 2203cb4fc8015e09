/** Attempts in the store, what only one of them may have, and the lists they stand in. */
import type { Instant } from '../../../../../src/shared/time.ts';
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import type { AttemptRow, DayEnd } from '../rows.ts';
import { keys } from './tspKeys.ts';

export const allAttempts: RowList<AttemptRow> = rowList(keys.attempts);

export const getAttempt = (tx: Transaction, attemptId: string) =>
  tx.get<AttemptRow>(keys.attempt(attemptId));
export const putAttempt = (tx: Transaction, attempt: AttemptRow): void =>
  tx.put(keys.attempt(attempt.attemptId), attempt);

/** The attempt that a card is bound to, if one is. */
export const attemptOfCard = async (
  tx: Transaction,
  asn: string,
): Promise<AttemptRow | undefined> => {
  const attemptId = await tx.get<string>(keys.attemptOfCard(asn));
  return attemptId === undefined ? undefined : getAttempt(tx, attemptId);
};

/** The card is this attempt's from now on, or free again if it was. */
export async function bindCard(
  tx: Transaction,
  { asn, attemptId }: AttemptRow,
  isBound: boolean,
): Promise<void> {
  const key = keys.attemptOfCard(asn);
  if (isBound) tx.put(key, attemptId);
  else if ((await tx.get<string>(key)) === attemptId) tx.delete(key);
}

/** Whose debit a card's number is: one attempt's at most. */
export const payerOf = (tx: Transaction, asn: string, sequence: number) =>
  tx.get<string>(keys.debitOfCard(asn, sequence));
export const putPayer = (tx: Transaction, asn: string, sequence: number, attemptId: string): void =>
  tx.put(keys.debitOfCard(asn, sequence), attemptId);

/** Whose MAC1 a terminal's number was used for. */
export const userOfTerminalSequence = (tx: Transaction, terminalNo: string, sequence: string) =>
  tx.get<string>(keys.terminalSequence(terminalNo, sequence));
export const useTerminalSequence = (
  tx: Transaction,
  terminalNo: string,
  sequence: string,
  attemptId: string,
): void => tx.put(keys.terminalSequence(terminalNo, sequence), attemptId);

/** Ids of attempts of a business day whose debit is to be claimed. */
export const claimsOf = (date: string): RowList<true> => rowList(keys.claims(date));

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

/** `<business day>/<order>/<attempt>`, over all days; `lastPart` is the attempt's. */
export const allDebits: RowList<true> = rowList(keys.debits);
/** The same of one day, sorted by order. */
export const debitsOfDay = (date: string): RowList<true> => rowList(keys.debitsOfDay(date));
/** Ids of those of one order on one day: seldom two. */
export const debitsOfOrderOn = (date: string, orderId: string): RowList<true> =>
  rowList(`${keys.debitsOfDay(date)}${orderId}/`);
export const markDebit = (
  tx: Transaction,
  date: string,
  { orderId, attemptId }: AttemptRow,
): void => tx.put(keys.debitsOfDay(date) + keys.idOf.debit(orderId, attemptId), true);

/** `<moment>/<attempt>`, oldest first: nobody knows what the card did. */
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

/** By attempt id: how attempts ended on one day of the calendar. */
export const endsOfDay = (date: string): RowList<DayEnd> => rowList(keys.endsOfDay(date));
export const getDayEnd = (tx: Transaction, date: string, attemptId: string) =>
  tx.get<DayEnd>(keys.endsOfDay(date) + attemptId);
export const putDayEnd = (tx: Transaction, date: string, attemptId: string, end: DayEnd): void =>
  tx.put(keys.endsOfDay(date) + attemptId, end);
export const dropDayEnd = (tx: Transaction, date: string, attemptId: string): void =>
  tx.delete(keys.endsOfDay(date) + attemptId);
