/** Collects the facts of the whole simulated world at one moment: cards, platform, books, BOSS and PPP. */

import type { CardState } from '../card/cardState.ts';
import { decodeLog, type LogRecord } from '../card/logRecord.ts';
import type { Environment } from '../environment/environment.ts';
import { bossHolds, bossOrders } from '../operator/boss/base/bossStore.ts';
import type { HoldRecord, OrderRecord } from '../operator/boss/base/bossTypes.ts';
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
} from '../operator/tsp/books/journals/ledger.ts';
import type { AttemptRow, OrderRow } from '../operator/tsp/books/rows.ts';
import { allAttempts, allClaims } from '../operator/tsp/books/store/attemptStore.ts';
import { allCases } from '../operator/tsp/books/store/caseStore.ts';
import {
  allBatches,
  allDifferences,
  type BatchRow,
  openDays,
} from '../operator/tsp/books/store/dayStore.ts';
import { allOrders } from '../operator/tsp/books/store/orderStore.ts';
import { allDeadlines, allOutbox } from '../operator/tsp/books/store/queueStore.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import { listRows, type RowList, rowsIn } from '../store/rowList.ts';
import type { Store } from '../store/store.ts';

/** A debit in a card's log. */
export interface CardDebit extends LogRecord {
  readonly asn: string;
}

/** What a card's own memory says, and what is known of its issue and its loads. */
export interface CardBooks {
  readonly asn: string;
  readonly issuedFen: number;
  readonly loadedFen: number;
  readonly balanceFen: number;
  /** Purchases that the card has counted. */
  readonly sequence: number;
}

export interface Facts {
  /** The cards that were watched. */
  readonly cards: readonly CardBooks[];
  readonly pending: Pending;
  /** When the facts were gathered; absent where no clock was at hand. */
  readonly now?: number;
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

/** Debited, or a decision of people that was taken back after something was given for it: its amount is a loss. */
export const isBooked = ({ state, takenBack }: AttemptRow): boolean =>
  state === 'DEBITED' || takenBack?.gaveAway === true;

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

const asnOf = ({ publicFile }: CardState): string => publicFile.slice(20, 40);

/** The books of a card of which only its state and the sum of its issue are known: nobody loads it. */
export const cardBooksOf = (state: CardState, issuedFen: number): CardBooks => ({
  asn: asnOf(state),
  issuedFen,
  loadedFen: 0,
  balanceFen: state.balanceFen,
  sequence: state.offlineSequence,
});

/** A card as it was before the last thing that it did. */
function issueOf({ balanceFen, offlineSequence, onlineSequence, log }: CardState): CardBooks {
  const [newest] = decodeLog(log);
  const fen = newest?.amountFen ?? 0;
  const givenFen = offlineSequence > 0 ? fen : onlineSequence > 0 ? -fen : 0;
  const issuedFen = balanceFen + givenFen;
  return { asn: '', issuedFen, loadedFen: 0, balanceFen: issuedFen, sequence: 0 };
}

/** Collects every debit and load of all cards, because a card's own log keeps only the newest. */
export function watchDebits(nvm: NonVolatileMemory): {
  nvm: NonVolatileMemory;
  debits: readonly CardDebit[];
  /** The cards that were written so far. */
  cards(): readonly CardBooks[];
} {
  const debits: CardDebit[] = [];
  const books = new Map<string, CardBooks>();
  const loads = new Map<string, number>();
  return {
    debits,
    cards: () => [...books.values()],
    nvm: {
      ...nvm,
      write(name, json) {
        nvm.write(name, json);
        if (!name.startsWith('card:')) return;
        const state = JSON.parse(json) as CardState;
        const asn = asnOf(state);
        const { balanceFen, offlineSequence: sequence, onlineSequence } = state;
        const before = books.get(asn) ?? issueOf(state);
        const isLoad = onlineSequence > (loads.get(asn) ?? 0);
        const loadedFen = before.loadedFen + (isLoad ? decodeLog(state.log)[0]!.amountFen : 0);
        loads.set(asn, onlineSequence);
        books.set(asn, { ...before, asn, loadedFen, balanceFen, sequence });
        if (sequence > before.sequence) debits.push({ asn, ...decodeLog(state.log)[0]! });
      },
    },
  };
}

/** What is still to be done, by the rows that will have it done. */
export interface Pending {
  /** `<business day>/<attempt>` of each debit that the next batch claims. */
  readonly claims: readonly string[];
  /** Days that the next settlement looks at. */
  readonly openDays: readonly string[];
  readonly batches: readonly Pick<BatchRow, 'businessDate' | 'state' | 'attemptIds'>[];
  /** `<kind>/<subject>` of each message to BOSS. */
  readonly outbox: readonly string[];
  /** By subject: `order/<id>` or `attempt/<id>`. */
  readonly deadlines: readonly { readonly subject: string; readonly at: number }[];
  /** What BOSS keeps for an order. */
  readonly holds: readonly HoldRecord[];
}

async function gatherPending(store: Store): Promise<Pending> {
  const holds = await bossHolds(store);
  return store.room('tsp').transaction(async (tx) => {
    const ids = async (list: RowList<unknown>) => (await listRows(tx, list)).map(({ id }) => id);
    return {
      claims: await ids(allClaims),
      openDays: await ids(openDays),
      batches: await rowsIn(tx, allBatches),
      outbox: await ids(allOutbox),
      deadlines: (await listRows(tx, allDeadlines)).map(({ id, value }) => ({
        subject: id,
        at: value,
      })),
      holds,
    };
  });
}

export async function gatherFacts(
  store: Store,
  crypto: Environment['crypto'],
  debits: readonly CardDebit[],
  known: Pick<Partial<Facts>, 'cards' | 'now'> = {},
): Promise<Facts> {
  const tsp = store.room('tsp');
  const all = <T>(list: RowList<T>) => tsp.transaction((tx) => rowsIn(tx, list));
  const ledger = await readLedger({ store: tsp });
  return {
    debits,
    cards: [],
    ...known,
    pending: await gatherPending(store),
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
