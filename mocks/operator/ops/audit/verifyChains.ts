/** Recomputes both chains from their first row, a piece at a time. */
import type { Crypto } from '../../../../src/shared/crypto.ts';
import { pageThrough } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import { walkChain } from '../../tsp/books/journals/hashChain.ts';
import type { PostingSet } from '../../tsp/books/journals/ledger.ts';
import {
  type Chained,
  type ChainName,
  chainHead,
  chainId,
  chainRows,
} from '../../tsp/books/store/historyStore.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';

type ChainState = Schemas['ChainState'];

/**
 * Follows a chain up to the head that it had at the start. Rows written meanwhile are left to the next verification.
 */
async function followChain<T>(
  room: Store,
  crypto: Crypto,
  chain: ChainName,
  look: (row: Chained<T>) => void = () => {},
): Promise<ChainState> {
  const head = await room.transaction((tx) => chainHead(tx, chain));
  const walk = walkChain(crypto);
  for await (const { id, value } of pageThrough(room, chainRows<T>(chain))) {
    if (head === undefined || walk.rows === head.number) break;
    look(value);
    // A row moved to another key may still sort into its old place, so the key is checked too.
    const isInPlace = id === chainId(value.number);
    if (!isInPlace || !(await walk.add(value))) break;
  }
  const isWhole = walk.rows === (head?.number ?? 0) && (!head || walk.head === head.hash);
  return {
    rows: walk.rows,
    ...(walk.rows === 0 ? {} : { head: walk.head }),
    ...(isWhole ? {} : { firstBroken: walk.rows === head?.number ? walk.rows : walk.rows + 1 }),
  };
}

async function verify({ room, environment }: OpsParts): Promise<Schemas['Verification']> {
  const { crypto } = environment;
  let ledgerFault: string | undefined;
  const audit = await followChain(room, crypto, 'audit');
  const ledger = await followChain<PostingSet>(room, crypto, 'ledger', ({ number, entry }) => {
    const difference = entry.lines.reduce((sum, line) => sum + line.debitFen - line.creditFen, 0);
    if (difference !== 0) {
      ledgerFault ??= `set ${number} does not balance: ${difference} fen`;
    }
  });
  return { audit, ledger, ...(ledgerFault === undefined ? {} : { ledgerFault }) };
}

const running = new WeakMap<Store, Promise<Schemas['Verification']>>();

/** A request while a verification runs gets the answer of that verification. */
export const verifyChains: OpsHandler<'verifyChains'> = async (parts) => {
  let turn = running.get(parts.room);
  if (!turn) {
    turn = verify(parts).finally(() => running.delete(parts.room));
    running.set(parts.room, turn);
  }
  return { status: 200, body: await turn };
};
