/** Rows that are only ever added: the two chains, the exchanged commands, and counters. */
import type { Instant } from '../../../../../src/shared/time.ts';
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import { chainNumber, keys } from './tspKeys.ts';

export type ChainName = 'audit' | 'ledger';

export interface Chained<T> {
  readonly number: number;
  readonly entry: T;
  /** Upper-case hex of SHA-256(hash before | canonical JSON of number and entry). */
  readonly hash: string;
}

/** The id of a row in `chainRows`. */
export const chainId = chainNumber;

export const chainRows = <T>(chain: ChainName): RowList<Chained<T>> => rowList(keys.chain(chain));
export const getChained = <T>(tx: Transaction, chain: ChainName, id: string) =>
  tx.get<Chained<T>>(keys.chain(chain) + id);

/** Number and hash of the newest row; absent before the first. */
export const chainHead = (tx: Transaction, chain: ChainName) =>
  tx.get<{ readonly number: number; readonly hash: string }>(keys.chainHead(chain));

export function putChained(tx: Transaction, chain: ChainName, row: Chained<unknown>): void {
  const { number, hash } = row;
  tx.put(keys.chain(chain) + chainId(number), row);
  tx.put(keys.chainHead(chain), { number, hash });
}

/** Ids of the rows of a chain that are about one order. */
export const chainOf = (chain: ChainName, orderId: string): RowList<true> =>
  rowList(keys.chainOf(chain, orderId));
export const markChained = (
  tx: Transaction,
  chain: ChainName,
  orderId: string,
  number: number,
): void => tx.put(keys.chainOf(chain, orderId) + chainId(number), true);

export interface ExchangeRow {
  readonly at: Instant;
  /** `card`, or `psam <terminal>`. */
  readonly who: string;
  /** CLA INS P1 P2 Lc. */
  readonly what: string;
  readonly statusWord?: string;
  readonly attemptId: string;
}

/** The commands of one order, in the order of time. */
export const exchangesOf = (orderId: string): RowList<ExchangeRow> =>
  rowList(keys.exchanges(orderId));
export const exchangeCount = async (tx: Transaction, orderId: string): Promise<number> =>
  (await tx.get<number>(keys.exchangeCount(orderId))) ?? 0;
export const putExchange = (
  tx: Transaction,
  orderId: string,
  number: number,
  row: ExchangeRow,
): void => tx.put(keys.exchanges(orderId) + keys.idOf.exchange(number), row);
export const putExchangeCount = (tx: Transaction, orderId: string, count: number): void =>
  tx.put(keys.exchangeCount(orderId), count);

/** Counts up and returns the next number of this name on one day, from 1. */
export async function nextCount(
  tx: Transaction,
  name: 'receipt' | 'case',
  date: string,
): Promise<number> {
  const number = ((await tx.get<number>(keys.counter(name, date))) ?? 0) + 1;
  tx.put(keys.counter(name, date), number);
  return number;
}
