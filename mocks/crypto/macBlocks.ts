/** The data of the e-purse's MACs and TACs (JR/T 0025.2, purchase and load), as bytes. */
import { type Bytes, concat, uintBytes } from '../../src/shared/bytes.ts';
import type { Fen } from '../../src/shared/money.ts';

export const EP_LOAD = 0x02;
export const EP_PURCHASE = 0x06;

/** A transaction at a terminal. `type` is that of the log; `terminalNo` 6, `date` 4 and `time` 3 bytes (BCD). */
interface Transaction {
  readonly amountFen: Fen;
  readonly type: number;
  readonly terminalNo: Uint8Array;
  readonly date: Uint8Array;
  readonly time: Uint8Array;
}

const head = ({ amountFen, type, terminalNo }: Omit<Transaction, 'date' | 'time'>): Bytes =>
  concat(uintBytes(amountFen, 4), [type], terminalNo);

/** 18 bytes for the terminal's MAC1: it asks for this amount. */
export const purchaseMac1Data = (of: Transaction): Bytes => concat(head(of), of.date, of.time);

/** 4 bytes for the card's MAC2: it paid this amount. */
export const purchaseMac2Data = (amountFen: Fen): Bytes => uintBytes(amountFen, 4);

/** 22 bytes for the TAC, without card number, card sequence and balance. `terminalSequence` 4 bytes. */
export const purchaseTacData = (of: Transaction, terminalSequence: Uint8Array): Bytes =>
  concat(head(of), terminalSequence, of.date, of.time);

/** 15 bytes for the card's MAC1: it has this balance and asks for this load. */
export const loadMac1Data = (of: Omit<Transaction, 'date' | 'time'>, oldBalanceFen: Fen): Bytes =>
  concat(uintBytes(oldBalanceFen, 4), head(of));

/** 18 bytes for the MAC2 of the issuer's host: it permits the load. */
export const loadMac2Data = (of: Transaction): Bytes => concat(head(of), of.date, of.time);

/** 24 bytes for the TAC of a load. `cardSequence` is the online number before the load. */
export const loadTacData = (of: Transaction, newBalanceFen: Fen, cardSequence: number): Bytes =>
  concat(uintBytes(newBalanceFen, 4), uintBytes(cardSequence, 2), head(of), of.date, of.time);
