/**
 * File names: a name says the kind of a file, its sender and its day. Two files with the same name are the same file.
 */
import { day } from './cells.ts';
import { batchNumber, type Kind, layouts } from './layouts.ts';
import type { BusinessDate } from './settlementTypes.ts';

export interface FileNameParts {
  readonly kind: Kind;
  /** Channel (4) or acquirer (8). */
  readonly sender: string;
  readonly date: BusinessDate;
  /**
   * Two digits. PP and PR always have it. Of the other kinds there is one file a day; they have it from `02` on, when
   * the day changed after its file was taken and the whole day is sent again.
   */
  readonly batchNo?: string;
}

/** Whether a name is safe as a file name: it must not lead into another directory. */
export const isPlainName = (name: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(name) && !/\.(ok|tmp)$/.test(name);

/** `null`: not the name of a settlement file. */
export function parseFileName(name: string): FileNameParts | null {
  const match = /^(DZ|FH|PP|PR|QS)([A-Za-z0-9]+)(?:-(\d\d))?\.txt$/.exec(name);
  if (!match) return null;
  const kind = match[1] as Kind;
  const { senderLength, isBatch } = layouts[kind];
  const rest = match[2]!;
  if (rest.length !== senderLength + 8 + (isBatch ? 2 : 0)) return null;
  const sender = rest.slice(0, senderLength);
  const date = rest.slice(senderLength, senderLength + 8);
  if (!day.isGood(date)) return null;
  const again = match[3];
  if (!isBatch) {
    if (again === undefined) return { kind, sender, date };
    return again >= '02' ? { kind, sender, date, batchNo: again } : null;
  }
  if (again !== undefined) return null;
  const batchNo = rest.slice(senderLength + 8);
  return batchNumber.isGood(batchNo) ? { kind, sender, date, batchNo } : null;
}

/**
 * Makes a name: `DZ010520261123.txt`, or `DZ010520261123-02.txt` when the day is sent again. @throws RangeError, which
 * names the wrong part.
 */
export function fileName(kind: Kind, parts: Omit<FileNameParts, 'kind'>): string {
  const { sender, date, batchNo } = parts;
  const { senderLength, isBatch } = layouts[kind];
  if (!new RegExp(`^[A-Za-z0-9]{${senderLength}}$`).test(sender))
    throw new RangeError(
      `${kind}: sender "${sender}" is not ${senderLength} letters or digits; set channel or acquirer`,
    );
  if (!day.isGood(date)) throw new RangeError(`${kind}: date "${date}" is not ${day.says}`);
  if (!batchNumber.isGood(batchNo ?? (isBatch ? '' : '01')))
    throw new RangeError(`${kind}: batchNo "${batchNo}" is not ${batchNumber.says}`);
  const again = batchNo !== undefined && batchNo >= '02' ? `-${batchNo}` : '';
  return `${kind}${sender}${date}${isBatch ? batchNo : again}.txt`;
}
