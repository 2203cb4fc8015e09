/** The keys of the PPP's room in the store, and the reads and writes of its rows. */
import type { Instant } from '../../../src/shared/time.ts';
import { type RowList, rowList, rowsIn } from '../../store/rowList.ts';
import type { Store, Transaction } from '../../store/store.ts';
import type { Published } from '../settlement/publishFile.ts';
import type { AcceptedDebit, BatchRecord, DebitRecord, Settlement } from './pppTypes.ts';

export type BlacklistKind = 'cards' | 'terminals';

const keys = {
  batch: (batchId: string) => `batches/${batchId}`,
  debits: 'debits/',
  debit: (card: string, cardSequence: string) => `debits/${card}/${cardSequence}`,
  /** Before cards had an identity, by their whole serial. */
  earlierDebit: (cardSerial: string, cardSequence: string) =>
    `debits/${cardSerial}/${cardSequence}`,
  settled: (terminalGroup: string, date: string) => `settled/${terminalGroup}/${date}/`,
  settledCounts: (terminalGroup: string) => `settled-count/${terminalGroup}/`,
  settledCount: (terminalGroup: string, date: string) => `settled-count/${terminalGroup}/${date}`,
  closed: (acquirer: string) => `closed/${acquirer}/`,
  settlement: (date: string) => `settlements/${date}`,
  blacklist: (kind: BlacklistKind) => `blacklist/${kind}/`,
  listedFactor: (factor: string) => `listed-factor/${factor}`,
};

/** One number of a card. */
type CardNumber = Pick<DebitRecord, 'issuer' | 'applicationType' | 'cardSerial' | 'cardSequence'>;

/** The diversification factor: the rightmost eight bytes of the serial. */
const factorOf = (cardSerial: string): string => cardSerial.slice(-16);

/** The card's identity: its keys come from these three. No MAC binds the first two bytes of its serial. */
const cardOf = ({ issuer, applicationType, cardSerial }: CardNumber): string =>
  `${factorOf(cardSerial)}.${issuer}.${applicationType}`;

/** The PPP's own room in the store it is given. */
export const pppRoom = (store: Store): Store => store.room('ppp');

export const getBatchRecord = (tx: Transaction, batchId: string) =>
  tx.get<BatchRecord>(keys.batch(batchId));
export const putBatchRecord = (tx: Transaction, batchId: string, batch: BatchRecord): void =>
  tx.put(keys.batch(batchId), batch);

/** The debit that was paid for this sequence number of a card. */
export const getDebit = async (tx: Transaction, record: CardNumber) =>
  (await tx.get<AcceptedDebit>(keys.debit(cardOf(record), record.cardSequence))) ??
  (await tx.get<AcceptedDebit>(keys.earlierDebit(record.cardSerial, record.cardSequence)));
export const putDebit = (tx: Transaction, card: CardNumber, debit: AcceptedDebit): void =>
  tx.put(keys.debit(cardOf(card), debit.cardSequence), debit);
/** As an older version did. */
export const putEarlierDebit = (tx: Transaction, debit: AcceptedDebit): void =>
  tx.put(keys.earlierDebit(debit.cardSerial, debit.cardSequence), debit);
export const dropDebit = (tx: Transaction, record: CardNumber): void =>
  tx.delete(keys.debit(cardOf(record), record.cardSequence));

/** All accepted debits, by card and sequence, for comparing and counting. `store`: the one the PPP was given. */
export const acceptedDebits = (store: Store): Promise<AcceptedDebit[]> =>
  pppRoom(store).transaction((tx) => rowsIn(tx, rowList<AcceptedDebit>(keys.debits)));

/** The debits that are paid for a day, by order, terminal and its sequence. `of`: only those of one order. */
export const settledOn = (terminalGroup: string, date: string, of = ''): RowList<AcceptedDebit> =>
  rowList(keys.settled(terminalGroup, date) + of);
/** The id of a debit in `settledOn` of a whole day. */
const settledId = (debit: AcceptedDebit): string =>
  [debit.orderId, debit.terminalNo, debit.terminalSequence, debit.batchId, debit.index].join('/');
export const putSettled = (
  tx: Transaction,
  terminalGroup: string,
  date: string,
  debit: AcceptedDebit,
): void => tx.put(keys.settled(terminalGroup, date) + settledId(debit), debit);
export const dropSettled = (
  tx: Transaction,
  terminalGroup: string,
  date: string,
  debit: AcceptedDebit,
): void => tx.delete(keys.settled(terminalGroup, date) + settledId(debit));

/** The number of debits that are paid for each day that has any. */
export const settledCounts = (terminalGroup: string): RowList<number> =>
  rowList(keys.settledCounts(terminalGroup));
/** The number of debits that are paid for a day. */
export const settledCount = async (
  tx: Transaction,
  terminalGroup: string,
  date: string,
): Promise<number> => (await tx.get<number>(keys.settledCount(terminalGroup, date))) ?? 0;
export const putSettledCount = (
  tx: Transaction,
  terminalGroup: string,
  date: string,
  count: number,
): void => tx.put(keys.settledCount(terminalGroup, date), count);

/** The file that was written last for each closed day. */
export const closedDays = (acquirer: string): RowList<Published> => rowList(keys.closed(acquirer));
export const getClosedDay = (tx: Transaction, acquirer: string, date: string) =>
  tx.get<Published>(keys.closed(acquirer) + date);
export const putClosedDay = (
  tx: Transaction,
  acquirer: string,
  date: string,
  file: Published,
): void => tx.put(keys.closed(acquirer) + date, file);

/** The totals of a day; zero for a day without batches. */
export const settlementOf = async (tx: Transaction, date: string): Promise<Settlement> =>
  (await tx.get<Settlement>(keys.settlement(date))) ?? { date, count: 0, totalFen: 0 };
export const putSettlement = (tx: Transaction, settlement: Settlement): void =>
  tx.put(keys.settlement(settlement.date), settlement);

interface Listed {
  readonly at: Instant;
}

/** By the card's or the terminal's number. */
export const blacklistOf = (kind: BlacklistKind): RowList<Listed> => rowList(keys.blacklist(kind));
export const isListed = async (
  tx: Transaction,
  kind: BlacklistKind,
  id: string,
): Promise<boolean> => (await tx.get(keys.blacklist(kind) + id)) !== undefined;
export function putListed(tx: Transaction, kind: BlacklistKind, id: string, listed: Listed): void {
  tx.put(keys.blacklist(kind) + id, listed);
  if (kind === 'cards') tx.put(keys.listedFactor(factorOf(id)), listed);
}
/** Whether a serial with this card's factor is listed, whatever its first two bytes. */
export async function isCardListed(tx: Transaction, cardSerial: string): Promise<boolean> {
  if (await isListed(tx, 'cards', cardSerial)) return true;
  return (await tx.get(keys.listedFactor(factorOf(cardSerial)))) !== undefined;
}
export const dropListedTerminal = (tx: Transaction, terminalNo: string): void =>
  tx.delete(keys.blacklist('terminals') + terminalNo);
