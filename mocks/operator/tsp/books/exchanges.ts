/** Which commands went to card and PSAM, for the people who ask later what happened: headers only, never data. */
import type { Transaction } from '../../../store/store.ts';
import {
  type ExchangeRow,
  exchangeCount,
  putExchange,
  putExchangeCount,
} from './store/historyStore.ts';

export type { ExchangeRow } from './store/historyStore.ts';

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
  let number = await exchangeCount(tx, orderId);
  for (const row of rows) {
    if (number >= MOST) return;
    number += 1;
    putExchange(tx, orderId, number, row);
  }
  putExchangeCount(tx, orderId, number);
}
