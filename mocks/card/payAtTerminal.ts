/** A purchase terminal that holds the issuer's own key: for tests of the card alone, where no PSAM is wanted. */
import { type Bytes, concat, fromHex, toHex, uintBytes, uintFrom } from '../../src/shared/bytes.ts';
import type { Fen } from '../../src/shared/money.ts';
import { EP_PURCHASE, purchaseMac1Data } from '../crypto/macBlocks.ts';
import { mac, purchaseSessionInput, sessionKey } from '../crypto/pboc.ts';
import { type Exchanged, exchange, type Transmitter } from './exchange.ts';

interface Purchase {
  readonly amountFen: Fen;
  /** Of the card, 16 bytes hex: `CardKey.key`. */
  readonly key: string;
  readonly terminalNo?: string;
  readonly terminalSequence?: string;
}

const DATE = fromHex('20261123');
const TIME = fromHex('203912');
export const SELECT_PURSE = fromHex('00A4040009A0000000038698070100');

/** SELECT and INIT FOR PURCHASE; the answer of INIT. */
export function initPurchase(card: Transmitter, purchase: Purchase): Exchanged {
  const terminalNo = fromHex(purchase.terminalNo ?? '112233445566');
  exchange(card, SELECT_PURSE);
  const init = concat(fromHex('805001020B01'), uintBytes(purchase.amountFen, 4), terminalNo, [15]);
  return exchange(card, init);
}

/** DEBIT FOR PURCHASE with the right MAC1 for that answer. */
export function debitCommand(init: Exchanged, purchase: Purchase): Bytes {
  const { amountFen, terminalNo = '112233445566', terminalSequence = '00000001' } = purchase;
  const [sequence, random] = [uintFrom(init.data.subarray(4, 6)), init.data.slice(11, 15)];
  const ttc = fromHex(terminalSequence);
  const session = sessionKey(fromHex(purchase.key), purchaseSessionInput(random, sequence, ttc));
  const transaction = { amountFen, type: EP_PURCHASE, date: DATE, time: TIME };
  const mac1 = mac(session, purchaseMac1Data({ ...transaction, terminalNo: fromHex(terminalNo) }));
  return concat(fromHex('805401000F'), ttc, DATE, TIME, mac1, [8]);
}

/** Both, and the answer of DEBIT as hex: TAC, MAC2, status word. */
export function payAtTerminal(card: Transmitter, purchase: Purchase): string {
  const init = initPurchase(card, purchase);
  const { data, sw } = exchange(card, debitCommand(init, purchase));
  return toHex(concat(data, uintBytes(sw, 2)));
}
