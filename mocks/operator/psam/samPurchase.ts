/**
 * INIT_SAM_FOR_PURCHASE and CREDIT_SAM_FOR_PURCHASE (PBOC PSAM): the terminal's half of a purchase. The counter goes up
 * with a right MAC2 only, so the session after an abandoned one has the same number.
 */
import {
  type Bytes,
  equalBytes,
  fromHex,
  toHex,
  uintBytes,
  uintFrom,
} from '../../../src/shared/bytes.ts';
import type { Fen } from '../../../src/shared/money.ts';
import { type Answer, answer, type CommandApdu, refuse } from '../../card/commandApdu.ts';
import { STATUS } from '../../card/statusWords.ts';
import { purchaseMac1Data, purchaseMac2Data } from '../../crypto/macBlocks.ts';
import { diversify, mac, purchaseSessionInput, sessionKey } from '../../crypto/pboc.ts';
import type { PsamState } from './psamState.ts';

/** The session between the two commands; it ends when the power goes and at the next INIT_SAM. */
interface SamSession {
  readonly key: Bytes;
  readonly amountFen: Fen;
}

export interface PsamCard {
  readonly state: PsamState;
  session: SamSession | null;
  write(changes: Partial<PsamState>): void;
}

const COUNTER_END = 0xffffffff;
const FIXED_PART = 20;

function factors(data: Bytes): Bytes[] {
  const found: Bytes[] = [];
  for (let at = FIXED_PART; at < data.length; at += 8) found.push(data.slice(at, at + 8));
  return found;
}

/**
 * Random 4, card sequence 2, amount 4, type 1, date 4, time 3, key version 1, algorithm 1, factors 8 each (the card's
 * serial first) → terminal sequence 4, MAC1 4.
 */
export function initSamForPurchase({ data, le }: CommandApdu, psam: PsamCard): Answer {
  const { state } = psam;
  psam.session = null;
  if (data.length !== FIXED_PART + 8 * state.levels) return refuse(STATUS.wrongLength);
  if (le !== undefined && le !== 8 && le !== 256) return refuse(STATUS.wrongLength);
  if (state.locked) return refuse(STATUS.applicationLocked);
  const master = state.purchaseKeys[toHex(data.subarray(18, 19))];
  if (master === undefined) return refuse(STATUS.keyMissing);
  if (data[19]! > 0x01) return refuse(STATUS.wrongData);
  if (state.counter >= COUNTER_END) return refuse(STATUS.counterExhausted);
  const terminalSequence = uintBytes(state.counter, 4);
  const amountFen = uintFrom(data.subarray(6, 10));
  const key = sessionKey(
    diversify(fromHex(master), factors(data)),
    purchaseSessionInput(data.slice(0, 4), uintFrom(data.subarray(4, 6)), terminalSequence),
  );
  psam.session = { key, amountFen };
  const transaction = {
    amountFen,
    type: data[10]!,
    terminalNo: fromHex(state.terminalNo),
    date: data.slice(11, 15),
    time: data.slice(15, 18),
  };
  return answer(terminalSequence, mac(key, purchaseMac1Data(transaction)));
}

/** MAC2 4. If right, the counter goes up; if wrong, the error counter does, and at its limit the PSAM is locked. */
export function creditSamForPurchase({ data, le }: CommandApdu, psam: PsamCard): Answer {
  const { state, session } = psam;
  if (data.length !== 4 || le !== undefined) return refuse(STATUS.wrongLength);
  if (state.locked) return refuse(STATUS.applicationLocked);
  psam.session = null;
  if (session === null) return refuse(STATUS.invalidState);
  if (equalBytes(mac(session.key, purchaseMac2Data(session.amountFen)), data)) {
    psam.write({ counter: state.counter + 1, macErrors: 0 });
    return answer();
  }
  const macErrors = state.macErrors + 1;
  psam.write({ macErrors, locked: macErrors >= state.macErrorLimit });
  return refuse(STATUS.macWrong);
}
