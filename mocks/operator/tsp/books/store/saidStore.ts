/**
 * What the files of BOSS and the PPP say of single debits, by the debit's name in them. A note counts as long as its file
 * (its hash) does. A party has two places for its findings about a day, and notes keep apart in the same way: a file that is
 * refused, or whose reading is cut, takes away no note of the file that counts.
 */
import { listRows, type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import type { FindingPlace } from '../dayRows.ts';
import { type FindingParty, getDayWork } from './dayStore.ts';
import { keys } from './tspKeys.ts';

export interface NotedFile {
  readonly party: FindingParty;
  readonly date: string;
  readonly place: FindingPlace;
  readonly sha256: string;
}

interface Having {
  /** The day of the file. */
  readonly date: string;
  readonly sha256: string;
  /** The day on which that side has it. */
  readonly on: string;
}

const having = (party: FindingParty, name: string): RowList<Having> =>
  rowList(keys.having(party, name));

/** Notes that the file has this debit, on this day of that side. */
export function noteHaving(
  tx: Transaction,
  { party, date, place, sha256 }: NotedFile,
  name: string,
  on: string,
): void {
  // A file of BOSS may name more than one day.
  tx.put(`${having(party, name).prefix}${date}/${on}/${place}`, { date, sha256, on });
}

/** Lists the days of all files that ever had the debit. */
export const filesHaving = async (
  tx: Transaction,
  party: FindingParty,
  name: string,
): Promise<string[]> =>
  (await listRows(tx, having(party, name))).map(({ value: { date } }) => date);

/** Lists where the files that count have the debit, in the order of the files' days. */
export async function countedHaving(
  tx: Transaction,
  party: FindingParty,
  name: string,
): Promise<Having[]> {
  const counted: Having[] = [];
  for (const { value } of await listRows(tx, having(party, name))) {
    if ((await getDayWork(tx, value.date))?.[party]?.sha256 === value.sha256) counted.push(value);
  }
  return counted;
}

/** Notes that the file of the debit's own day lacks it. */
export const noteLacking = (
  tx: Transaction,
  { party, place, sha256 }: NotedFile,
  name: string,
): void => tx.put(keys.lacking(party, name, place), sha256);

/** Whether the file with this hash lacks the debit. */
export async function isLacking(
  tx: Transaction,
  party: FindingParty,
  name: string,
  sha256: string,
): Promise<boolean> {
  for (const place of ['first', 'second'] as const) {
    if ((await tx.get(keys.lacking(party, name, place))) === sha256) return true;
  }
  return false;
}

/** The debits of a day that files of other days have: attempt ids; `lastPart` of an id is the day of the file. */
export const hadElsewhere = (party: FindingParty, date: string): RowList<string> =>
  rowList(keys.hadElsewhere(party, date));

/** Notes that the file has a debit of another day under this name, with whatever amount. */
export const noteHadElsewhere = (
  tx: Transaction,
  { party, date }: NotedFile,
  own: { readonly attemptId: string; readonly date: string },
  name: string,
): void => tx.put(`${hadElsewhere(party, own.date).prefix}${name}/${date}`, own.attemptId);
