/** The issuer's host at a top-up machine: makes a whole load (圈存) of a purse, with real MACs on both sides. */
import {
  type Bytes,
  concat,
  equalBytes,
  fromHex,
  toHex,
  uintBytes,
  uintFrom,
} from '../../src/shared/bytes.ts';
import type { Fen } from '../../src/shared/money.ts';
import { EP_LOAD, loadMac1Data, loadMac2Data, loadTacData } from '../crypto/macBlocks.ts';
import { diversify, loadSessionInput, mac, sessionKey, tac, tacKey } from '../crypto/pboc.ts';
import { exchange, type Transmitter } from './exchange.ts';
import { factorOf } from './issueCard.ts';
import type { Issuer } from './issuers.ts';
import { STATUS } from './statusWords.ts';

interface LoadOrder {
  readonly issuer: Issuer;
  readonly amountFen: Fen;
  readonly pin?: string;
  /** The top-up machine's number, 12 hex digits. */
  readonly terminalNo?: string;
  /** YYYYMMDD and HHMMSS. */
  readonly date?: string;
  readonly time?: string;
}

/** Loads a card; answers the new balance. @throws Error when the card refuses, or answers with a wrong MAC1 or TAC. */
export function loadCard(card: Transmitter, order: LoadOrder): Fen {
  const { issuer, amountFen, pin = '123456' } = order;
  const terminalNo = fromHex(order.terminalNo ?? '880000000001');
  const [date, time] = [fromHex(order.date ?? '20260101'), fromHex(order.time ?? '120000')];

  function run(name: string, header: string, data: Uint8Array, le?: number): Bytes {
    const tail = le === undefined ? [] : [le];
    const length = data.length > 0 ? [data.length] : [];
    const answered = exchange(card, concat(fromHex(header), length, data, tail));
    if (answered.sw !== STATUS.ok) throw new Error(`${name}: ${answered.sw.toString(16)}`);
    return answered.data;
  }
  const nothing = new Uint8Array(0);
  run('SELECT', '00A40400', fromHex('A00000000386980701'), 0);
  const factor = fromHex(
    factorOf(toHex(run('READ BINARY', '00B09500', nothing, 30).slice(10, 20))),
  );
  run('VERIFY', '00200000', fromHex(pin));
  const wanted = concat([1], uintBytes(amountFen, 4), terminalNo);
  const init = run('INIT FOR LOAD', '80500002', wanted, 16);
  const oldBalanceFen = uintFrom(init.subarray(0, 4));
  const sequence = uintFrom(init.subarray(4, 6));
  const key = diversify(fromHex(issuer.masterKeys.load), [factor]);
  const session = sessionKey(key, loadSessionInput(init.slice(8, 12), sequence));
  const transaction = { amountFen, type: EP_LOAD, terminalNo, date, time };
  if (!equalBytes(mac(session, loadMac1Data(transaction, oldBalanceFen)), init.slice(12))) {
    throw new Error('INIT FOR LOAD: this is not a card of this issuer');
  }
  const mac2 = mac(session, loadMac2Data(transaction));
  const proof = run('CREDIT FOR LOAD', '80520000', concat(date, time, mac2), 4);
  const dtk = diversify(fromHex(issuer.masterKeys.transaction), [factor]);
  const newBalanceFen = oldBalanceFen + amountFen;
  const expected = tac(tacKey(dtk), loadTacData(transaction, newBalanceFen, sequence));
  if (!equalBytes(expected, proof)) throw new Error('CREDIT FOR LOAD: wrong TAC');
  return newBalanceFen;
}
