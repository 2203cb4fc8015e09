/** Collects the facts of the whole simulated world at one moment: cards, platform, books, BOSS and PPP. */

import type { CardState } from '../card/cardState.ts';
import { decodeLog, type LogRecord } from '../card/logRecord.ts';
import type { Environment } from '../environment/environment.ts';
import { bossOrders } from '../operator/boss/base/bossStore.ts';
import type { OrderRecord } from '../operator/boss/base/bossTypes.ts';
import { acceptedDebits } from '../operator/ppp/pppStore.ts';
import type { AcceptedDebit } from '../operator/ppp/pppTypes.ts';
import { factorOf } from '../operator/tsp/base/cardIdentity.ts';
import type { CaseRow } from '../operator/tsp/books/cases.ts';
import type { DifferenceRow } from '../operator/tsp/books/dayRows.ts';
import {
  type Balances,
  balances,
  ledgerFault,
  type PostingSet,
  readLedger,
} from '../operator/tsp/books/ledger.ts';
import type { AttemptRow, OrderRow } from '../operator/tsp/books/rows.ts';
import { allAttempts } from '../operator/tsp/books/store/attemptStore.ts';
import { allCases } from '../operator/tsp/books/store/caseStore.ts';
import { allDifferences } from '../operator/tsp/books/store/dayStore.ts';
import { allOrders } from '../operator/tsp/books/store/orderStore.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import { type RowList, rowsIn } from '../store/rowList.ts';
import type { Store } from '../store/store.ts';

/** A debit in a card's log. */
export interface CardDebit extends LogRecord {
  readonly asn: string;
}

export interface Facts {
  readonly debits: readonly CardDebit[];
  readonly orders: readonly OrderRow[];
  readonly attempts: readonly AttemptRow[];
  readonly boss: readonly OrderRecord[];
  readonly accepted: readonly AcceptedDebit[];
  readonly books: Balances;
  readonly bookFault: string | null;
  readonly postings: readonly PostingSet[];
  readonly cases: readonly CaseRow[];
  readonly differences: readonly DifferenceRow[];
}

export const sum = (items: readonly { readonly amountFen: number }[]): number =>
  items.reduce((total, { amountFen }) => total + amountFen, 0);

export function duplicates(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}

export const hex4 = (value: number | undefined): string =>
  (value ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** The identity of a debit: card (its factor), sequence, amount, terminal and time. */
export const debitOf = (debit: CardDebit): string =>
  [
    factorOf(debit.asn),
    debit.sequence,
    debit.amountFen,
    debit.terminalNo,
    debit.date,
    debit.time,
  ].join(' ');
export const debitBy = ({ asn, init, amountFen, terminalNo, mac1 }: AttemptRow): string =>
  [factorOf(asn), init?.sequence, amountFen, terminalNo, mac1?.date, mac1?.time].join(' ');

/** Collects every debit of all cards, because a card's own log keeps only the newest. */
export function watchDebits(nvm: NonVolatileMemory): {
  nvm: NonVolatileMemory;
  debits: readonly CardDebit[];
} {
  const debits: CardDebit[] = [];
  const sequences = new Map<string, number>();
  return {
    debits,
    nvm: {
      ...nvm,
      write(name, json) {
        nvm.write(name, json);
        if (!name.startsWith('card:')) return;
        const state = JSON.parse(json) as CardState;
        const asn = state.publicFile.slice(20, 40);
        const before = sequences.get(asn) ?? 0;
        sequences.set(asn, state.offlineSequence);
        if (state.offlineSequence > before) debits.push({ asn, ...decodeLog(state.log)[0]! });
      },
    },
  };
}

export async function gatherFacts(
  store: Store,
  crypto: Environment['crypto'],
  debits: readonly CardDebit[],
): Promise<Facts> {
  const tsp = store.room('tsp');
  const all = <T>(list: RowList<T>) => tsp.transaction((tx) => rowsIn(tx, list));
  const ledger = await readLedger({ store: tsp });
  return {
    debits,
    orders: await all(allOrders),
    attempts: await all(allAttempts),
    boss: await bossOrders(store),
    accepted: await acceptedDebits(store),
    books: balances(ledger),
    bookFault: await ledgerFault(crypto, ledger),
    postings: ledger.map(({ entry }) => entry),
    cases: await all(allCases),
    differences: await all(allDifferences),
  };
}
