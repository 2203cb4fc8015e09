/** Which commands went to card and PSAM, for the people who ask later what happened: headers only, never data. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { Transaction } from '../../../store/store.ts';

/** Under `exchange/<order id>/<n>`, `n` counting up. */
export interface ExchangeRow {
  readonly at: Instant;
  /** `card`, or `psam <terminal>`. */
  readonly who: string;
  /** CLA INS P1 P2 Lc. */
  readonly what: string;
  readonly statusWord?: string;
  readonly attemptId: string;
}

export const HEADERS = {
  cardInit: '805001020B',
  cardDebit: '805401000F',
  cardProve: '805A000602',
  psamInit: '807000001C',
  psamCredit: '8072000004',
} as const;

/** A box that reports without end fills no store. */
const MOST = 200;

/** Notes them in the caller's commit, in this order. */
export async function noteExchanges(
  tx: Transaction,
  orderId: string,
  rows: readonly ExchangeRow[],
): Promise<void> {
  const counter = `exchanges/${orderId}`;
  let number = (await tx.get<number>(counter)) ?? 0;
  for (const row of rows) {
    if (number >= MOST) return;
    number += 1;
    tx.put(`exchange/${orderId}/${String(number).padStart(6, '0')}`, row);
  }
  tx.put(counter, number);
}
