/** A purchase terminal that knows the card's key, for tests of the card without a PSAM. */
import { type Bytes, concat, fromHex, toHex, uintBytes, uintFrom } from '../../src/shared/bytes.ts';
import type { Fen } from '../../src/shared/money.ts';
import { EP_PURCHASE, purchaseMac1Data } from '../crypto/macBlocks.ts';
import { mac, purchaseSessionInput, sessionKey } from '../crypto/pboc.ts';
import { type Exchanged, exchange, type Transmitter } from './exchange.ts';

interface Purchase {
  readonly amountFen: Fen;
  /** The card's `CardKey.key`, 16 bytes hex. */
  readonly key: string;
  readonly terminalNo?: string;
  readonly terminalSequence?: string;
}

const DATE = fromHex('20261123');
const TIME = fromHex('203912');
export const SELECT_PURSE = fromHex('00A4040009A0000000038698070100');

/** Sends SELECT and INIT FOR PURCHASE; answers what INIT answered. */
export function initPurchase(card: Transmitter, purchase: Purchase): Exchanged {
  const terminalNo = fromHex(purchase.terminalNo ?? '112233445566');
  exchange(card, SELECT_PURSE);
  const init = concat(fromHex('805001020B01'), uintBytes(purchase.amountFen, 4), terminalNo, [15]);
  return exchange(card, init);
}

/** DEBIT FOR PURCHASE with the right MAC1 for an answer of INIT. */
export function debitCommand(init: Exchanged, purchase: Purchase): Bytes {
  const { amountFen, terminalNo = '112233445566', terminalSequence = '00000001' } = purchase;
  const [sequence, random] = [uintFrom(init.data.subarray(4, 6)), init.data.slice(11, 15)];
  const ttc = fromHex(terminalSequence);
  const session = sessionKey(fromHex(purchase.key), purchaseSessionInput(random, sequence, ttc));
  const transaction = { amountFen, type: EP_PURCHASE, date: DATE, time: TIME };
  const mac1 = mac(session, purchaseMac1Data({ ...transaction, terminalNo: fromHex(terminalNo) }));
  return concat(fromHex('805401000F'), ttc, DATE, TIME, mac1, [8]);
}

/** Makes a whole purchase; answers what DEBIT answered, as hex: TAC, MAC2, status word. */
export function payAtTerminal(card: Transmitter, purchase: Purchase): string {
  const init = initPurchase(card, purchase);
  const { data, sw } = exchange(card, debitCommand(init, purchase));
  return toHex(concat(data, uintBytes(sw, 2)));
}
