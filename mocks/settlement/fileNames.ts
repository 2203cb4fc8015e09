/** A file's name says what it is, whose, and of which day; it is also what makes a file the same file. */
import { day } from './cells.ts';
import { batchNumber, type Kind, layouts } from './layouts.ts';
import type { BusinessDate } from './settlementTypes.ts';

export interface FileNameParts {
  readonly kind: Kind;
  /** Channel (4) or acquirer (8). */
  readonly sender: string;
  readonly date: BusinessDate;
  /** PP and PR only: two digits. */
  readonly batchNo?: string;
}

/** What may stand in a folder at all: one step into another directory and nothing is safe. */
export const isPlainName = (name: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(name) && !/\.(ok|tmp)$/.test(name);

/** `null`: not a name of ours. */
export function parseFileName(name: string): FileNameParts | null {
  const match = /^(DZ|FH|PP|PR|QS)([A-Za-z0-9]+)\.txt$/.exec(name);
  if (!match) return null;
  const kind = match[1] as Kind;
  const { senderLength, isBatch } = layouts[kind];
  const rest = match[2]!;
  if (rest.length !== senderLength + 8 + (isBatch ? 2 : 0)) return null;
  const sender = rest.slice(0, senderLength);
  const date = rest.slice(senderLength, senderLength + 8);
  if (!day.isGood(date)) return null;
  if (!isBatch) return { kind, sender, date };
  const batchNo = rest.slice(senderLength + 8);
  return batchNumber.isGood(batchNo) ? { kind, sender, date, batchNo } : null;
}

/** `DZ010520261123.txt`. @throws RangeError naming the part that does not fit. */
export function fileName(kind: Kind, parts: Omit<FileNameParts, 'kind'>): string {
  const { sender, date, batchNo } = parts;
  const { senderLength, isBatch } = layouts[kind];
  if (!new RegExp(`^[A-Za-z0-9]{${senderLength}}$`).test(sender))
    throw new RangeError(
      `${kind}: sender "${sender}" is not ${senderLength} letters or digits; set channel or acquirer`,
    );
  if (!day.isGood(date)) throw new RangeError(`${kind}: date "${date}" is not ${day.says}`);
  if (isBatch && !batchNumber.isGood(batchNo ?? ''))
    throw new RangeError(`${kind}: batchNo "${batchNo}" is not ${batchNumber.says}`);
  return `${kind}${sender}${date}${isBatch ? batchNo : ''}.txt`;
}
