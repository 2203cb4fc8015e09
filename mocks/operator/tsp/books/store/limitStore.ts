/** What counts towards a limit, kept over restarts: rate limits, and the MAC2s that were tried for an attempt. */
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import type { Counted } from '../../base/rateLimit.ts';
import { keys } from './tspKeys.ts';

interface LimitRow {
  readonly name: string;
  readonly subject: string;
  readonly counted: Counted;
}

export const allLimits: RowList<LimitRow> = rowList(keys.limits);

export const putLimit = (tx: Transaction, row: LimitRow): void =>
  tx.put(keys.limit(row.name, row.subject), row);
export const dropLimit = (tx: Transaction, name: string, subject: string): void =>
  tx.delete(keys.limit(name, subject));

interface TriedMac2 {
  readonly mac2: string;
  readonly stbId: string;
  /** The HSM found it wrong; otherwise it has not answered yet. */
  readonly wrong: boolean;
}

/** The different MAC2s that the HSM was asked about for one attempt and did not find right, oldest first. */
interface Mac2Tries {
  readonly attemptId: string;
  readonly tried: readonly TriedMac2[];
}

export const getMac2Tries = (tx: Transaction, attemptId: string) =>
  tx.get<Mac2Tries>(keys.mac2Tries(attemptId));
export const putMac2Tries = (tx: Transaction, row: Mac2Tries): void =>
  tx.put(keys.mac2Tries(row.attemptId), row);
/** Lets as many MAC2s be tried again as at first, or there are none left to be tried. */
export const dropMac2Tries = (tx: Transaction, attemptId: string): void =>
  tx.delete(keys.mac2Tries(attemptId));
