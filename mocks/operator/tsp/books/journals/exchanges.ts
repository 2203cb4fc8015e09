/** Notes which commands went to card and PSAM, for people who look into it later: headers only, never data. */
import type { Transaction } from '../../../../store/store.ts';
import {
  type ExchangeRow,
  exchangeCount,
  putExchange,
  putExchangeCount,
} from '../store/historyStore.ts';

export type { ExchangeRow } from '../store/historyStore.ts';

export const HEADERS = {
  cardInit: '805001020B',
  cardDebit: '805401000F',
  cardProve: '805A000602',
  psamInit: '807000001C',
  psamCredit: '8072000004',
} as const;

/** Limits what a box that reports endlessly can write to the store. */
const MAX_PER_ORDER = 200;

/** Notes the rows in the caller's commit, in this order. */
export async function noteExchanges(
  tx: Transaction,
  orderId: string,
  rows: readonly ExchangeRow[],
): Promise<void> {
  let number = await exchangeCount(tx, orderId);
  for (const row of rows) {
    if (number >= MAX_PER_ORDER) return;
    number += 1;
    putExchange(tx, orderId, number, row);
  }
  putExchangeCount(tx, orderId, number);
}
