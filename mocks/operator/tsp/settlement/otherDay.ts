/** In which days a side has one of our debits, by the files of it that count. Which of these days is judged first does not matter. */

import type { Transaction } from '../../../store/store.ts';
import type { OwnDebit } from '../../settlement/classify.ts';
import type { CountedFile } from '../books/dayRows.ts';
import { type FindingParty, getDayWork } from '../books/store/dayStore.ts';
import { countedHaving, isLacking } from '../books/store/saidStore.ts';

/** The debit's name in the notes about that side's files. BOSS books a surplus under the attempt's id. */
const nameAt = (party: FindingParty, own: OwnDebit): string =>
  party === 'ppp' || own.isSurplus ? own.attemptId : own.orderId;

/** Whether this file of the debit's own day has it. `false` too when nobody knows: it may have come into the day later. */
export async function isInOwnFile(
  tx: Transaction,
  party: FindingParty,
  own: OwnDebit,
  file: CountedFile | undefined,
): Promise<boolean> {
  // The day's file for BOSS has no surplus, so that BOSS's answer need not say that it lacks it.
  if (party === 'boss' && own.isSurplus) return false;
  if (file?.sha256 === undefined || file.until === undefined) return false;
  if (own.debitedAt > file.until) return false;
  return !(await isLacking(tx, party, nameAt(party, own), file.sha256));
}

/**
 * Where that side has the debit already, if a file of another day has it `on` this day: in the debit's own day, or in the
 * earliest of several others. `undefined`: here first.
 */
export async function firstOn(
  tx: Transaction,
  party: FindingParty,
  own: OwnDebit,
  on: string,
): Promise<string | undefined> {
  const counted = await countedHaving(tx, party, nameAt(party, own));
  const isOfOwnDay = counted.some((had) => had.date === own.date && had.on !== on);
  const file = (await getDayWork(tx, own.date))?.[party];
  // What that side has on the debit's own day is what the file of that day agrees with.
  const isAgreed = on !== own.date && (await isInOwnFile(tx, party, own, file));
  if (isOfOwnDay || isAgreed) return own.date;
  const before = counted.map((had) => had.on).filter((day) => day < on);
  return before.sort()[0];
}

/** The first other day whose closing file pays this debit. */
export async function paidElsewhere(
  tx: Transaction,
  { attemptId, date }: OwnDebit,
): Promise<string | undefined> {
  const counted = await countedHaving(tx, 'ppp', attemptId);
  return counted.find((had) => had.date !== date)?.date;
}
