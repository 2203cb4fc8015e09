/**
 * What must be true of the whole world, whatever has happened to it: cards, platform, books, BOSS and PPP against each
 * other. Each fault is one sentence.
 */
import { bossOrders } from './boss/bossStore.ts';
import type { OrderRecord } from './boss/bossTypes.ts';
import type { CardState } from './card/cardState.ts';
import { decodeLog, type LogRecord } from './card/logRecord.ts';
import type { Environment } from './environment.ts';
import type { Plastic } from './plastic.ts';
import { acceptedDebits } from './ppp/pppStore.ts';
import type { AcceptedDebit } from './ppp/pppTypes.ts';
import type { Store } from './store/store.ts';
import { type Balances, balances, ledgerFault, readLedger } from './tsp/ledger.ts';
import type { AttemptRow, OrderRow } from './tsp/rows.ts';

/** An honest portal's statement "never sent" holds, so NOT_DEBITED_CLAIMED is not among them. */
const MAY_HOLD_A_DEBIT = ['DEBITED', 'MAC1_ISSUED', 'IN_DOUBT'];
/** From the lease of a PSAM until it is known what the card did. */
const HOLDS_ITS_CARD = ['PSAM_LEASED', 'INIT_DONE', 'MAC1_ISSUED', 'IN_DOUBT'];
/** As the pool grants it. */
const LEASE_MS = 30_000;
const ENDED = ['DEBITED', 'NOT_DEBITED', 'NOT_DEBITED_CLAIMED', 'VOID'];

/** A debit as the plastic has it. */
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
}

const sum = (items: readonly { readonly amountFen: number }[]): number =>
  items.reduce((total, { amountFen }) => total + amountFen, 0);

/** Two leases of one PSAM that ran at the same time. A lease that ran out may not be swept up yet. */
function sharedLeases(attempts: readonly AttemptRow[]): string[] {
  const leased = attempts.filter(({ state }) => state === 'PSAM_LEASED');
  const isShared = (a: AttemptRow, b: AttemptRow) =>
    a.terminalNo === b.terminalNo && Math.abs(a.heldUntil - b.heldUntil) < LEASE_MS;
  return leased
    .filter((one, at) => leased.slice(0, at).some((earlier) => isShared(earlier, one)))
    .map(({ terminalNo }) => `I11 PSAM ${terminalNo} is leased twice`);
}

/** What may still be owed to subscribers at rest, because people have it in hand. */
const owedByHand = ({ orders, attempts }: Facts): number =>
  sum(attempts.filter(({ surplus }) => surplus === 'case')) +
  sum(
    orders
      .filter(({ state, paidBy }) => state === 'REFUND_DUE' || (state === 'MANUAL' && paidBy))
      .map(({ quote }) => quote),
  );

const duplicates = (keys: readonly string[]): string[] =>
  keys.filter((key, at) => keys.indexOf(key) !== at);

/** Remembers every debit that plastic ever held: a card's own log keeps the newest only. */
export function watchDebits(plastic: Plastic): { plastic: Plastic; debits: readonly CardDebit[] } {
  const debits: CardDebit[] = [];
  const sequences = new Map<string, number>();
  return {
    debits,
    plastic: {
      ...plastic,
      write(name, json) {
        plastic.write(name, json);
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
  const all = <T>(prefix: string) =>
    tsp.transaction(async (tx) => (await tx.list<T>(prefix)).map(({ value }) => value));
  const ledger = await readLedger({ store: tsp });
  return {
    debits,
    orders: await all<OrderRow>('order/'),
    attempts: await all<AttemptRow>('attempt/'),
    boss: await bossOrders(store),
    accepted: await acceptedDebits(store),
    books: balances(ledger),
    bookFault: await ledgerFault(crypto, ledger),
  };
}

/** Holds at every instant. */
export function safetyFaults(facts: Facts): string[] {
  const { debits, orders, attempts, boss, accepted, books, bookFault } = facts;
  const faults: string[] = bookFault === null ? [] : [`I6 ${bookFault}`];
  const debited = attempts.filter(({ state }) => state === 'DEBITED');
  const orderOf = new Map(orders.map((order) => [order.orderId, order]));

  for (const debit of debits) {
    const source = attempts.find(
      ({ asn, init, amountFen, terminalNo, mac1 }) =>
        asn === debit.asn &&
        init?.sequence === debit.sequence &&
        amountFen === debit.amountFen &&
        terminalNo === debit.terminalNo &&
        mac1?.date === debit.date &&
        mac1.time === debit.time,
    );
    if (!source) faults.push(`I1 a debit of ${debit.amountFen} fen that no attempt explains`);
  }
  for (const attempt of attempts) {
    const order = orderOf.get(attempt.orderId);
    const { amountFen, mac1 } = attempt;
    const amounts = [order?.quote.amountFen, mac1 ? order?.confirmedAmountFen : amountFen];
    if (amounts.some((one) => one !== amountFen)) faults.push(`I2 ${attempt.attemptId}: amounts`);
    if (mac1 && !((order?.confirmedAt ?? Number.POSITIVE_INFINITY) <= mac1.issuedAt)) {
      faults.push(`I2 ${attempt.attemptId}: MAC1 before the confirmation`);
    }
  }
  const most = sum(attempts.filter(({ state }) => MAY_HOLD_A_DEBIT.includes(state)));
  if (sum(debited) > sum(debits)) faults.push('I3 more posted than the cards lost');
  if (sum(debits) > most) faults.push('I3 the cards lost more than is under suspicion');
  for (const { orderId } of orders) {
    const paying = debited.filter((one) => one.orderId === orderId && one.surplus === undefined);
    if (paying.length > 1) faults.push(`I4 ${orderId} was paid twice`);
  }
  for (const key of duplicates(debited.map(({ asn, init }) => `${asn} ${init?.sequence}`))) {
    faults.push(`I5 (asn, n) ${key} twice`);
  }
  const issued = attempts.filter(({ mac1 }) => mac1);
  for (const key of duplicates(
    issued.map((one) => `${one.terminalNo} ${one.mac1!.terminalSequence}`),
  )) {
    faults.push(`I5 (terminal, TTC) ${key} twice`);
  }
  for (const order of boss) {
    if (order.state !== 'ACTIVATED') continue;
    const paid = debited.find(({ orderId }) => orderId === order.orderId);
    if (paid?.amountFen !== order.amountFen) faults.push(`I7 ${order.orderId}: opened unpaid`);
    const state = orderOf.get(order.orderId)?.state;
    if (state === 'CREDITED' || state === 'REFUNDED') {
      faults.push(`I8 ${order.orderId}: opened and given back`);
    }
  }
  for (const key of duplicates(accepted.map((one) => `${one.cardSerial} ${one.cardSequence}`))) {
    faults.push(`I10 ${key} accepted twice`);
  }
  if (sum(accepted) > sum(debited)) faults.push('I10 more accepted than debited');
  const holding = attempts.filter(({ state }) => HOLDS_ITS_CARD.includes(state));
  for (const asn of duplicates(holding.map((one) => one.asn))) {
    faults.push(`I11 two payments at once with card …${asn.slice(-4)}`);
  }
  faults.push(...sharedLeases(attempts));
  if (books.unionpay_receivable !== sum(debited)) faults.push('I15 receivable is not the debits');
  return faults;
}

/** Holds once all faults are healed, all cards were back and all timers have run. */
export function restFaults(facts: Facts): string[] {
  const { debits, orders, attempts, books, boss } = facts;
  const faults = safetyFaults(facts);
  const debited = attempts.filter(({ state }) => state === 'DEBITED');
  if (sum(debits) !== sum(debited)) faults.push('I15 debits on cards are not those posted');
  for (const { attemptId, state } of attempts) {
    if (!ENDED.includes(state)) {
      faults.push(`I16 ${attemptId} is still ${state}`);
    }
  }
  if (books.suspense_receivable !== 0 || books.suspense_order !== 0) {
    faults.push('I16 something is still in suspense');
  }
  if (books.order_liability + owedByHand(facts) !== 0) {
    faults.push('I16 more or less is owed than people have in hand');
  }
  for (const { attemptId, surplus } of debited) {
    if (surplus === 'due') faults.push(`I17 the surplus of ${attemptId} is still due`);
  }
  for (const { orderId } of debited) {
    const order = orders.find((one) => one.orderId === orderId);
    if (!order || !['COMPLETED', 'CREDITED', 'REFUNDED'].includes(order.state)) {
      faults.push(`I17 ${orderId} is paid and ${order?.state}`);
    }
    const opened = boss.some((one) => one.orderId === orderId && one.state === 'ACTIVATED');
    if (order?.state === 'COMPLETED' && !opened) faults.push(`I7 ${orderId}: completed, not open`);
  }
  return faults;
}
