/**
 * Counts the money of a random world at rest from what each party holds by itself, as `e2e/enumerate/countBooks.ts` does
 * for one household. Honest subscribers must have exactly what their cards paid for; of a lying box it says what it gained.
 */
import { findSubscription } from '../../mocks/operator/boss/base/bossStore.ts';
import type { OrderRecord, SubscriptionRecord } from '../../mocks/operator/boss/base/bossTypes.ts';
import { acceptedDebits } from '../../mocks/operator/ppp/pppStore.ts';
import { factorOf } from '../../mocks/operator/tsp/base/cardIdentity.ts';
import type { PostingSet } from '../../mocks/operator/tsp/books/journals/ledger.ts';
import { allAttempts } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import { type Chained, chainRows } from '../../mocks/operator/tsp/books/store/historyStore.ts';
import { type RowList, rowsIn } from '../../mocks/store/rowList.ts';
import type { Store } from '../../mocks/store/store.ts';
import { bossOrdersIn, type PlasticDebit, sumBy, UNKNOWN } from '../enumerate/countBooks.ts';
import type { PlainStore } from '../enumerate/plainStore.ts';
import type { ShelfCard } from './shelf.ts';

export interface Gain {
  /** Services opened and money credited or refunded for the liars, less what their cards paid. Below 0: they lost. */
  readonly moneyFen: number;
  /** What a service costs for the days on which it was not cut because of a doubt. */
  readonly graceFen: number;
  /** What the operator opened for them and UnionPay does not pay, because the TAC was a wrong one. */
  readonly unpaidFen: number;
}

interface Counted {
  readonly store: PlainStore;
  readonly plastic: readonly PlasticDebit[];
  readonly cards: readonly ShelfCard[];
  /** Their households. */
  readonly liars: readonly string[];
}

const GRACE_DAYS = 3;
const MONTH_DAYS = 30;
const BASIC_FEN = 2_600;

const rowsOf = <T>(store: Store, room: string, list: RowList<T>): Promise<T[]> =>
  store.room(room).transaction((tx) => rowsIn(tx, list));

const total = (items: Iterable<number>): number => [...items].reduce((sum, fen) => sum + fen, 0);
const isGiven = ({ state }: OrderRecord): boolean => state === 'ACTIVATED' || state === 'CREDITED';
/** What BOSS has given, by order. */
const givenBy = (rows: readonly OrderRecord[]): Map<string, number> =>
  sumBy(
    rows.filter(isGiven),
    ({ orderId }) => orderId,
    ({ amountFen }) => amountFen,
  );
const orderOf = ({ orderId }: PlasticDebit): string => orderId ?? UNKNOWN;
const fenOf = ({ debit }: PlasticDebit): number => debit.amountFen;
const numberOf = ({ debit }: PlasticDebit): string => `${factorOf(debit.asn)} ${debit.sequence}`;

/** Balance and counter of each card against its own debits (I9). */
function cardFaults({ cards, plastic }: Counted): string[] {
  return cards.flatMap(({ card, serial, ownFen, shopped }) => {
    const own = plastic.filter(({ debit }) => debit.asn === serial);
    const { balanceFen, offlineSequence } = card.state;
    const faults: string[] = [];
    if (ownFen - total(own.map(fenOf)) !== balanceFen) faults.push(`I9 ${serial}: ${balanceFen}`);
    if (own.length + shopped !== offlineSequence) faults.push(`I9 ${serial}: ${offlineSequence}`);
    return faults;
  });
}

/** BOSS's rows. It credits a second debit of an order under the id of the attempt: here it counts to the order. */
async function ordersAtBoss(store: PlainStore): Promise<OrderRecord[]> {
  const attempts = await rowsOf(store, 'tsp', allAttempts);
  const paidFor = new Map(attempts.map(({ attemptId, orderId }) => [attemptId, orderId]));
  return [...bossOrdersIn(store).values()].map((row) => ({
    ...row,
    orderId: paidFor.get(row.orderId) ?? row.orderId,
  }));
}

/** What is wrong, each as a sentence, and what the liars gained. */
export async function countWorld(counted: Counted): Promise<{ faults: string[]; gain: Gain }> {
  const { store, plastic, cards, liars } = counted;
  const boss = await ordersAtBoss(store);
  const accepted = await acceptedDebits(store);
  const ledger = (await rowsOf<Chained<PostingSet>>(store, 'tsp', chainRows('ledger'))).map(
    ({ entry }) => entry,
  );
  const cases = await rowsOf(store, 'tsp', allCases);
  const inHand = new Set(
    cases.filter(({ state }) => state !== 'CLOSED').map(({ orderId }) => orderId ?? UNKNOWN),
  );
  const serials = new Set(cards.filter(({ isLiars }) => isLiars).map(({ serial }) => serial));
  const isLiars = ({ debit }: PlasticDebit) => serials.has(debit.asn);
  const honest = plastic.filter((one) => !isLiars(one));
  const postedOf = (kind: PostingSet['kind']) =>
    sumBy(
      ledger.filter((set) => set.kind === kind),
      ({ orderId }) => orderId,
      ({ lines }) => lines[0]!.debitFen + lines[0]!.creditFen,
    );
  const refunded = postedOf('refund');
  const lost = postedOf('writeOff');
  const faults = cardFaults(counted);

  const taken = sumBy(honest, orderOf, fenOf);
  const times = sumBy(honest, orderOf, () => 1);
  const ofHonest = boss.filter(({ subscriberId }) => !liars.includes(subscriberId));
  const atBoss = givenBy(ofHonest);
  for (const orderId of new Set([...taken.keys(), ...ofHonest.map((row) => row.orderId)])) {
    const given = (atBoss.get(orderId) ?? 0) + (refunded.get(orderId) ?? 0);
    const fen = taken.get(orderId) ?? 0;
    if ((times.get(orderId) ?? 0) > 1) faults.push(`DOUBLED ${orderId}: debited twice`);
    if (given > fen) faults.push(`INVENTED ${orderId}: given ${given} for ${fen} taken`);
    if (given < fen && !inHand.has(orderId)) {
      faults.push(`LOST ${orderId}: taken ${fen}, given ${given}, no case`);
    }
  }

  const onCards = new Map(plastic.map((one) => [numberOf(one), fenOf(one)]));
  const paid = sumBy(
    accepted,
    ({ cardSerial, cardSequence }) =>
      `${factorOf(cardSerial)} ${Number.parseInt(cardSequence, 16)}`,
    ({ amountFen }) => amountFen,
  );
  for (const [number, fen] of paid) {
    if (onCards.get(number) !== fen) {
      faults.push(`INVENTED the PPP pays ${fen}, the card paid ${onCards.get(number) ?? 0}`);
    }
  }
  for (const one of honest) {
    const isExplained = paid.has(numberOf(one)) || lost.has(orderOf(one));
    if (!isExplained && !inHand.has(orderOf(one))) {
      faults.push(`LOST ${orderOf(one)}: a debit that the PPP does not pay, no case`);
    }
  }

  const got = givenBy(boss.filter(({ subscriberId }) => liars.includes(subscriberId)));
  const byLiars = sumBy(plastic.filter(isLiars), orderOf, fenOf);
  for (const [orderId, fen] of refunded) {
    if (byLiars.has(orderId)) got.set(orderId, (got.get(orderId) ?? 0) + fen);
  }
  for (const [orderId, fen] of got) {
    if (fen > (byLiars.get(orderId) ?? 0)) {
      faults.push(`GAINED ${orderId}: ${fen} for ${byLiars.get(orderId) ?? 0}`);
    }
  }
  let graces = 0;
  for (const subscriberId of liars) {
    const row = await store
      .room('boss')
      .transaction((tx) => findSubscription(tx, subscriberId, 'basic'));
    if ((row as SubscriptionRecord | undefined)?.graceUntil !== undefined) graces += 1;
  }
  const unpaid = plastic.filter(
    (one) => isLiars(one) && got.has(orderOf(one)) && !paid.has(numberOf(one)),
  );
  const gain: Gain = {
    moneyFen: total(got.values()) - total(byLiars.values()),
    graceFen: Math.ceil((graces * GRACE_DAYS * BASIC_FEN) / MONTH_DAYS),
    unpaidFen: total(unpaid.map(fenOf)),
  };
  return { faults, gain };
}
