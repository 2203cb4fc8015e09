/** Append-only rows, each with the hash of the row before it: a changed, missing or moved row is noticed. */
import { toHex, utf8 } from '../../../../../src/shared/bytes.ts';
import type { Crypto } from '../../../../../src/shared/crypto.ts';
import { rowsIn } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import { canonicalJson } from '../../base/canonicalJson.ts';
import { type Written, writtenIn } from '../../base/unitOfWork.ts';
import {
  type Chained,
  type ChainName,
  chainHead,
  chainRows,
  putChained,
} from '../store/historyStore.ts';

const FIRST = '0'.repeat(64);

const link = async (crypto: Crypto, before: string, number: number, entry: unknown) =>
  toHex(await crypto.sha256(utf8(before + canonicalJson({ number, entry }))));

/** Adds one row to the chain called `chain`, within the caller's transaction; returns its number. */
export async function append<T>(
  tx: Transaction,
  crypto: Crypto,
  chain: ChainName,
  entry: T,
): Promise<number> {
  const head = await chainHead(tx, chain);
  const number = (head?.number ?? 0) + 1;
  const hash = await link(crypto, head?.hash ?? FIRST, number, entry);
  putChained(tx, chain, { number, entry, hash });
  return number;
}

export const readChain = <T>(tx: Transaction, chain: ChainName): Promise<Chained<T>[]> =>
  rowsIn(tx, chainRows<T>(chain));

/** Returns what a unit of work added to the chain. */
export const addedTo = <T>(written: Written, chain: ChainName): T[] =>
  writtenIn(written, chainRows<T>(chain)).map(({ entry }) => entry);

/** Checks a chain row by row, so that it need not fit into memory. */
interface ChainWalk {
  /** How many rows are right so far. */
  readonly rows: number;
  /** Hash of the last right row. */
  readonly head: string;
  /** Checks the next row; returns false from the first wrong row on. */
  add(row: Chained<unknown>): Promise<boolean>;
}

export function walkChain(crypto: Crypto): ChainWalk {
  let rows = 0;
  let head = FIRST;
  let broken = false;
  return {
    get rows() {
      return rows;
    },
    get head() {
      return head;
    },
    async add({ number, entry, hash }) {
      broken ||= number !== rows + 1 || hash !== (await link(crypto, head, number, entry));
      if (broken) return false;
      rows = number;
      head = hash;
      return true;
    },
  };
}

/** Returns the number of the first wrong row; `null` when all are right. */
export async function firstBrokenLink(
  crypto: Crypto,
  rows: readonly Chained<unknown>[],
): Promise<number | null> {
  const walk = walkChain(crypto);
  for (const row of rows) if (!(await walk.add(row))) return walk.rows + 1;
  return null;
}
