/**
 * Counts the money of a simulated world once it is at rest, from what each party holds by itself: cards, BOSS's orders,
 * the PPP's records and the ledger's rows. No state of an order or attempt of the TSP is asked.
 */
import { keys as bossKeys } from '../../mocks/operator/boss/base/bossStore.ts';
import type { OrderRecord } from '../../mocks/operator/boss/base/bossTypes.ts';
import { acceptedDebits } from '../../mocks/operator/ppp/pppStore.ts';
import type { AcceptedDebit } from '../../mocks/operator/ppp/pppTypes.ts';
import type { PostingSet } from '../../mocks/operator/tsp/books/journals/ledger.ts';
import { allCases, type CaseRow } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import { type Chained, chainRows } from '../../mocks/operator/tsp/books/store/historyStore.ts';
import type { RowList } from '../../mocks/store/rowList.ts';
import type { CardDebit } from '../../mocks/world/worldFacts.ts';
import type { PlainStore } from './plainStore.ts';

/** A debit that a card's own memory shows, and the order whose page sent it. */
export interface PlasticDebit {
  readonly debit: CardDebit;
  readonly orderId: string | null;
}

interface Counted {
  readonly store: PlainStore;
  readonly plastic: readonly PlasticDebit[];
}

interface Rows {
  readonly boss: ReadonlyMap<string, OrderRecord>;
  readonly accepted: readonly AcceptedDebit[];
  readonly ledger: readonly PostingSet[];
  /** Orders about which people have an open case. */
  readonly inHand: ReadonlySet<string>;
}

/** The rows of a room under a prefix, parsed. */
function rowsUnder<T>(store: PlainStore, room: string, { prefix }: RowList<T>): T[] {
  const found: T[] = [];
  const first = `${room}/${prefix}`;
  for (const [key, text] of store.rows()) if (key.startsWith(first)) found.push(JSON.parse(text));
  return found;
}

/** BOSS's own rows, by order id. */
export const bossOrdersIn = (store: PlainStore): ReadonlyMap<string, OrderRecord> =>
  new Map(
    rowsUnder<OrderRecord>(store, 'boss', { prefix: bossKeys.orders }).map((row) => [
      row.orderId,
      row,
    ]),
  );

export const sumBy = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  fenOf: (item: T) => number,
) => {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + fenOf(item));
  return sums;
};

/** In place of an order's id. */
export const UNKNOWN = 'no order';

/** For each order: what cards paid = what BOSS opened or credited, what was refunded, or what people have in hand. */
function orderFaults(plastic: readonly PlasticDebit[], { boss, ledger, inHand }: Rows): string[] {
  const taken = sumBy(
    plastic,
    ({ orderId }) => orderId ?? UNKNOWN,
    ({ debit }) => debit.amountFen,
  );
  const times = sumBy(
    plastic,
    ({ orderId }) => orderId ?? UNKNOWN,
    () => 1,
  );
  const refunded = sumBy(
    ledger.filter(({ kind }) => kind === 'refund'),
    ({ orderId }) => orderId,
    ({ lines }) => lines[0]!.debitFen,
  );
  const faults: string[] = [];
  for (const orderId of new Set([...boss.keys(), ...taken.keys(), ...refunded.keys()])) {
    const row = boss.get(orderId);
    const given =
      (row?.state === 'ACTIVATED' || row?.state === 'CREDITED' ? row.amountFen : 0) +
      (refunded.get(orderId) ?? 0);
    const fen = taken.get(orderId) ?? 0;
    if ((times.get(orderId) ?? 0) > 1)
      faults.push('DOUBLED a card was debited twice for one order');
    if (given > fen) faults.push(`INVENTED given ${given} for ${fen} taken`);
    if (given < fen && !inHand.has(orderId))
      faults.push(`LOST taken ${fen}, given ${given}, no case`);
  }
  return faults;
}

/** The PPP pays for every debit of a card once, or people have it in hand; and for nothing else. */
function pppFaults(plastic: readonly PlasticDebit[], { accepted, inHand }: Rows): string[] {
  const keyOf = (asn: string, sequence: number) =>
    `${asn} ${sequence.toString(16).toUpperCase().padStart(4, '0')}`;
  const paid = sumBy(
    accepted,
    ({ cardSerial, cardSequence }) => `${cardSerial} ${cardSequence}`,
    ({ amountFen }) => amountFen,
  );
  const onCards = sumBy(
    plastic,
    ({ debit }) => keyOf(debit.asn, debit.sequence),
    ({ debit }) => debit.amountFen,
  );
  const faults: string[] = [];
  for (const [key, fen] of paid) {
    if (onCards.get(key) !== fen)
      faults.push(`INVENTED the PPP pays ${fen}, the card paid ${onCards.get(key) ?? 0}`);
  }
  for (const { debit, orderId } of plastic) {
    const isPaid = paid.has(keyOf(debit.asn, debit.sequence));
    if (!isPaid && !inHand.has(orderId ?? UNKNOWN))
      faults.push('LOST a debit the PPP does not pay, no case');
  }
  return faults;
}

/** The ledger's raw rows against BOSS and the PPP; each set balances. */
function ledgerFaults({ boss, ledger }: Rows): string[] {
  const lines = ledger.flatMap((set) => set.lines);
  const balance = (account: string) =>
    lines
      .filter((line) => line.account === account)
      .reduce((sum, { debitFen, creditFen }) => sum + debitFen - creditFen, 0);
  const atBoss = (state: OrderRecord['state']) =>
    [...boss.values()]
      .filter((row) => row.state === state)
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
  const faults: string[] = [];
  const all = lines.reduce((sum, { debitFen, creditFen }) => sum + debitFen - creditFen, 0);
  if (all !== 0) faults.push(`BOOKS do not balance: ${all}`);
  const pairs = [
    ['operator_revenue', -atBoss('ACTIVATED')],
    ['subscriber_credit', -atBoss('CREDITED')],
  ] as const;
  for (const [account, fen] of pairs) {
    if (balance(account) !== fen)
      faults.push(`BOOKS ${account} ${balance(account)}, at BOSS ${fen}`);
  }
  return faults;
}

/** Everything that is wrong with the money, each as a sentence. */
export async function countBooks({ store, plastic }: Counted): Promise<string[]> {
  const cases = rowsUnder<CaseRow>(store, 'tsp', allCases);
  const rows: Rows = {
    boss: bossOrdersIn(store),
    accepted: await acceptedDebits(store),
    ledger: rowsUnder<Chained<PostingSet>>(store, 'tsp', chainRows('ledger')).map(
      ({ entry }) => entry,
    ),
    inHand: new Set(
      cases.flatMap(({ state, orderId }) => (state === 'CLOSED' ? [] : [orderId ?? UNKNOWN])),
    ),
  };
  return [...orderFaults(plastic, rows), ...pppFaults(plastic, rows), ...ledgerFaults(rows)];
}
